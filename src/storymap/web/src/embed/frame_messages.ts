// The frames of one published story on a newsroom's page, and what is said between the page and them.

import { attempt, findAll, member } from "./host_page.ts";
import { edgesOf, schemeAround, watchLayout, watchScheme, windowIn } from "./host_window.ts";

/** What the page around it says: ids, where its window is, and whether it is light or dark. */
export type HostMessage =
  | { storymap: "hello" | "window"; top: number; height: number; scheme: string }
  | { storymap: "open"; place: string; mention?: string }
  | { storymap: "close" }
  | { storymap: "follow"; places: string[] };

export interface FrameEvents {
  ready: (frame: HTMLIFrameElement) => void;
  /** The card is closed; `stays` if the reader still looks at the map. */
  closed: (frame: HTMLIFrameElement, stays: boolean) => void;
  read: (frame: HTMLIFrameElement, mention: string) => void;
  /** A part of the framed page, in its pixels, is to come into sight. */
  show: (frame: HTMLIFrameElement, top: number, height: number, middle: boolean) => void;
}

const HIGHEST = 50_000;

export class Frames {
  readonly #greeted = new Set<HTMLIFrameElement>();
  /** What is said to a frame as soon as it hears. */
  readonly #waiting = new Map<HTMLIFrameElement, HostMessage>();
  readonly #told = new Map<HTMLIFrameElement, string>();
  /** The address of the published folder: only frames whose page stands in it are spoken to. */
  readonly #folder: string;
  readonly #events: FrameEvents;

  constructor(folder: string, events: FrameEvents) {
    this.#folder = folder;
    this.#events = events;
    window.addEventListener("message", (event) => this.#hear(event));
  }

  /** Begin with the frames that are there. */
  begin(): void {
    // This script may come after a frame has said its height for the last time: it answers with it. Of what else may be in
    // the frame by now nothing is known, so no origin is named, and nothing but this is said.
    for (const frame of this.all) {
      attempt(() => declareScheme(frame));
      attempt(() => frame.contentWindow?.postMessage(around("hello", frame), "*"));
    }
    attempt(() => watchLayout(() => this.#tellAll()));
    attempt(() => watchScheme(() => this.#tellAll(true)));
  }

  get all(): HTMLIFrameElement[] {
    const own = findAll("story-map").map((element) => element.shadowRoot?.querySelector("iframe"));
    return [...findAll("iframe"), ...own]
      .filter((frame) => frame instanceof HTMLIFrameElement)
      .filter((frame) => this.isOurs(frame.src));
  }

  /** Whether an address is that of the published page. */
  isOurs(address: string): boolean {
    return address.split(/[?#]/)[0]?.replace(/[^/]*$/, "") === this.#folder;
  }

  /** Send to a frame if it hears. A sandboxed page has no origin that could be named; it gets ids only. */
  send(frame: HTMLIFrameElement, message: HostMessage): void {
    if (this.#greeted.has(frame)) attempt(() => this.#post(frame, message));
  }

  /** Send to a frame as soon as it hears: it is not waited for until it comes into the window. */
  sendSoon(frame: HTMLIFrameElement, message: HostMessage): void {
    this.send(frame, message);
    if (this.#greeted.has(frame)) return;
    this.#waiting.set(frame, message);
    frame.loading = "eager";
  }

  /** A page from disk has no origin that could be named. */
  #post(frame: HTMLIFrameElement, message: HostMessage): void {
    const origin = originOf(frame);
    frame.contentWindow?.postMessage(message, /^https?:/.test(origin) ? origin : "*");
  }

  #tellAll(ofColours = false): void {
    for (const frame of this.all) {
      if (ofColours) attempt(() => declareScheme(frame));
      const message = around("window", frame);
      const said = JSON.stringify(message);
      if (this.#told.get(frame) === said) continue;
      this.#told.set(frame, said);
      this.send(frame, message);
    }
  }

  /** What other scripts and frames say may have any shape, and is passed over. */
  #hear(event: MessageEvent<unknown>): void {
    const frame = event.source && this.all.find((each) => each.contentWindow === event.source);
    if (!frame || event.origin !== originOf(frame)) return;
    const of = (name: string): unknown => member(event.data, name);
    const [said, height, mention, top] = [of("storymap"), of("height"), of("mention"), of("top")];
    if (said === "height") this.#hearHeight(frame, height, of("greeted") === true);
    else if (said === "closed") this.#events.closed(frame, of("stays") === true);
    else if (said === "read" && typeof mention === "string") this.#events.read(frame, mention);
    else if (said === "show" && isLength(top) && isLength(height))
      this.#events.show(frame, top, height, of("middle") === true);
  }

  /** A page that has not been greeted, or that was loaded anew and has forgotten it, will say its height once more. */
  #hearHeight(frame: HTMLIFrameElement, height: unknown, isGreeted: boolean): void {
    if (!isLength(height) || height === 0) return;
    if (!isGreeted) {
      this.#post(frame, around("hello", frame));
      return;
    }
    setHeight(frame, height);
    this.#greeted.add(frame);
    this.#events.ready(frame);
    const message = this.#waiting.get(frame);
    this.#waiting.delete(frame);
    if (message) this.send(frame, message);
  }
}

const isLength = (value: unknown): value is number => typeof value === "number" && value >= 0 && value < HIGHEST;

/** The colours around each frame: they are looked for anew only when they may have changed. */
const schemes = new WeakMap<HTMLIFrameElement, string>();
const declared = new WeakSet<HTMLIFrameElement>();

function around(storymap: "hello" | "window", frame: HTMLIFrameElement): HostMessage {
  if (!schemes.has(frame)) declareScheme(frame);
  return { storymap, ...windowIn(frame), scheme: schemes.get(frame) ?? "light" };
}

/** What is declared for a frame reaches a page that is not there yet, in browsers that tell it; the site's own word stays. */
function declareScheme(frame: HTMLIFrameElement): void {
  if (declared.has(frame)) frame.style.colorScheme = "";
  const scheme = schemeAround(frame);
  schemes.set(frame, scheme);
  if (frame.style.colorScheme) return;
  declared.add(frame);
  frame.style.colorScheme = scheme;
}

/** The page's height is that of what is within the frame's borders and padding. */
function setHeight(frame: HTMLIFrameElement, height: number): void {
  const { all, isIncluded } = edgesOf(frame);
  frame.style.minHeight = "0";
  frame.style.maxHeight = "none";
  frame.style.height = `${height + (isIncluded ? all : 0)}px`;
}

/** The origin that messages of a frame must have: "null" where it may run scripts, but is not given its own origin. */
function originOf(frame: HTMLIFrameElement): string {
  const sandbox = frame.getAttribute("sandbox");
  if (sandbox !== null && !frame.sandbox.contains("allow-same-origin")) return "null";
  const { origin, protocol } = new URL(frame.src, location.href);
  return protocol === "file:" ? "null" : origin;
}
