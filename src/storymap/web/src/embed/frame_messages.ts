// The frames of one published story on a newsroom's page, and what is said between the page and them.

import { attempt, findAll, member } from "./host_page.ts";

/** What the page around it says: place_ids, and nothing else. */
export type HostMessage =
  | { storymap: "hello" }
  | { storymap: "open"; place: string }
  | { storymap: "follow"; places: string[] };

export interface FrameEvents {
  ready: (frame: HTMLIFrameElement) => void;
  closed: (frame: HTMLIFrameElement) => void;
  read: (mention: string) => void;
}

const HIGHEST = 50_000;
const HELLO: HostMessage = { storymap: "hello" };

export class Frames {
  readonly #greeted = new Set<HTMLIFrameElement>();
  /** The address of the published folder: only frames whose page stands in it are spoken to. */
  readonly #folder: string;
  readonly #events: FrameEvents;

  constructor(folder: string, events: FrameEvents) {
    this.#folder = folder;
    this.#events = events;
    window.addEventListener("message", (event) => this.#hear(event));
    // This script may come after a frame has said its height for the last time: it answers with it. Of what else may be in
    // the frame by now nothing is known, so no origin is named, and nothing but this is said.
    for (const frame of this.all) attempt(() => frame.contentWindow?.postMessage(HELLO, "*"));
  }

  get all(): HTMLIFrameElement[] {
    const own = findAll("story-map").map((element) => element.shadowRoot?.querySelector("iframe"));
    return [...findAll("iframe"), ...own]
      .filter((frame) => frame instanceof HTMLIFrameElement)
      .filter((frame) => frame.src.startsWith(this.#folder));
  }

  /** Send to every frame that has spoken. A sandboxed page has no origin that could be named; it gets place_ids only. */
  send(message: HostMessage): void {
    for (const frame of this.all) if (this.#greeted.has(frame)) attempt(() => this.#post(frame, message));
  }

  #post(frame: HTMLIFrameElement, message: HostMessage): void {
    const origin = originOf(frame);
    frame.contentWindow?.postMessage(message, origin === "null" ? "*" : origin);
  }

  /** What other scripts and frames say may have any shape, and is passed over. */
  #hear(event: MessageEvent<unknown>): void {
    const frame = event.source && this.all.find((each) => each.contentWindow === event.source);
    if (!frame || event.origin !== originOf(frame)) return;
    const said = member(event.data, "storymap");
    const height = member(event.data, "height");
    const mention = member(event.data, "mention");
    if (said === "height" && typeof height === "number" && height > 0 && height < HIGHEST) {
      frame.style.height = `${height}px`;
      // Whenever it is loaded anew, it says its height: and has forgotten the page around it.
      this.#greeted.add(frame);
      this.#post(frame, HELLO);
      this.#events.ready(frame);
    } else if (said === "closed") this.#events.closed(frame);
    else if (said === "read" && typeof mention === "string") this.#events.read(mention);
  }
}

/** The origin that messages of a frame must have: "null" where it may run scripts, but is not given its own origin. */
function originOf(frame: HTMLIFrameElement): string {
  const sandbox = frame.getAttribute("sandbox");
  if (sandbox !== null && !frame.sandbox.contains("allow-same-origin")) return "null";
  const { origin, protocol } = new URL(frame.src, location.href);
  return protocol === "file:" ? "null" : origin;
}
