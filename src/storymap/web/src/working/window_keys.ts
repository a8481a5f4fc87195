// Keys that are the window's, pressed while the focus is in the page: they are passed on by name, and do nothing here.

import type { KeyPressed } from "../preview/contract.ts";
import type { Channel } from "./channel.ts";

type Key = KeyPressed["key"];

export function passKeysOn(channel: Channel): void {
  // What is innermost has Escape first, and marks it as used.
  window.addEventListener("keydown", (event) => {
    const key = event.defaultPrevented || event.isComposing ? null : windowKey(event);
    if (!key || (isTyping(event.target) && key !== "escape")) return;
    event.preventDefault();
    channel.say({ say: "key", key });
  });
}

/** What a key asks of the window; null for the page's own. */
export function windowKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
): Key | null {
  // A browser that fills in a form sends keydown without a key.
  const key = event.key?.toLowerCase();
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return stepOf(key, event.shiftKey);
  if (key === "f6") return event.shiftKey ? "previous" : "next";
  if (key === "escape") return "escape";
  return key === "/" ? "search" : null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("input, select, textarea");

function stepOf(key: string | undefined, isShifted: boolean): Key | null {
  if (key === "z") return isShifted ? "redo" : "undo";
  return key === "y" && !isShifted ? "redo" : null;
}
