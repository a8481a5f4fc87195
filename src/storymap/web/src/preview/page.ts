// The framed page of the preview: the page as its readers have it, which hands over where its reader is, and is changed in
// place.

import "./own_history.ts";
import "../main.ts";
import type { HandedOver, HandOver, PagePatch, Patched, TakenOver, TakeOver } from "./contract.ts";
import { pageState, takeOver, watchReader } from "./page_state.ts";
import { applyPatch } from "./patching.ts";
import { showPrintedLook } from "./printed_look.ts";

type Heard = HandOver | TakeOver | PagePatch;

const say = (message: object): void => window.parent.postMessage(message, "*");

/** Answer the window around the page. */
export function answerWindow(): void {
  window.addEventListener("message", ({ source, data }: MessageEvent<Heard | null>) => {
    if (source !== window.parent || typeof data !== "object" || data === null) return;
    if (data.do === "hand-over") say({ say: "handed-over", state: pageState() } satisfies HandedOver);
    if (data.do === "take-over") void takeOver(data.state).then(() => say({ say: "taken-over" } satisfies TakenOver));
    if (data.do === "patch") say({ say: "patched", revision: data.revision, is_done: tried(data) } satisfies Patched);
  });
  // What the page has no use for is the window's: it may close what shows the page.
  window.addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented) say({ say: "escape" });
  });
  watchReader();
  // The address ends in it: /page/12
  say({ say: "ready", revision: Number(/\d+$/.exec(location.pathname)?.[0] ?? 0) });
}

function tried(patch: PagePatch): boolean {
  try {
    return applyPatch(patch);
  } catch {
    // Whatever it met, the page can be loaded.
    return false;
  }
}

answerWindow();
showPrintedLook();
