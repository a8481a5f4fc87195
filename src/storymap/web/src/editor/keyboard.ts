// The window's own keys. Single letters act only in the list of places to decide (WCAG 2.1.4), but for "/", which goes to
// the search from anywhere outside a field.

import type { EditorContext } from "./context.ts";
import { isTyping } from "./dom.ts";

export interface WindowKeys {
  search(): void;
  escape(): boolean;
  /** F6: on to the next part of the window, or back. */
  part(by: 1 | -1): void;
}

export function listenToKeys(context: EditorContext, keys: WindowKeys): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (press(event, context, keys)) event.preventDefault();
  });
  context.frame.heard((message) => {
    if (message.say !== "key") return false;
    if (message.key === "undo" || message.key === "redo") void context.run({ command: message.key });
    else if (message.key === "search") keys.search();
    else if (message.key === "escape") keys.escape();
    else keys.part(message.key === "next" ? 1 : -1);
    return true;
  });
}

function press(event: KeyboardEvent, context: EditorContext, keys: WindowKeys): boolean {
  if (event.key === "F6") {
    keys.part(event.shiftKey ? -1 : 1);
    return true;
  }
  if (event.key === "Escape") return keys.escape();
  // A field undoes what was typed in it.
  if (isTyping(event.target)) return false;
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    keys.search();
    return true;
  }
  const command = historyKey(event);
  if (!command) return false;
  void context.run({ command });
  return true;
}

export function historyKey(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}): "undo" | "redo" | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && event.ctrlKey ? "redo" : null;
}
