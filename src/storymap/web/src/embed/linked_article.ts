// An article of the newsroom's page, with the frames that show its story: its place names are links to them.

import type { HostData } from "../data/contract.ts";
import { prefersReducedMotion } from "../page/dom.ts";
import type { Frames } from "./frame_messages.ts";
import { attempt, bare, findAll, ofDocument, ofElement } from "./host_page.ts";
import { boxOf, placed } from "./host_window.ts";
import { watchReading } from "./passage_in_view.ts";
import { linkNames, type PlaceLink } from "./text_anchors.ts";

/** Where the reader has come from: a link, and how far from the window's top it was. */
interface Departure {
  link: HTMLElement;
  top: number;
  /** The page was scrolled to bring the frame into sight. */
  isMoved: boolean;
}

export const behavior = (): ScrollBehavior => (prefersReducedMotion() ? "auto" : "smooth");

export class LinkedArticle {
  readonly #frames: HTMLIFrameElement[] = [];
  readonly #departures = new Map<HTMLIFrameElement, Departure>();
  readonly #all: Frames;
  #names: PlaceLink[] = [];

  constructor(root: Element | null, data: HostData, first: HTMLIFrameElement, all: Frames) {
    this.#all = all;
    const target = idOf(placed(first));
    attempt(() => {
      if (root) this.#names = linkNames(root, data, target);
    });
    for (const { link, placeId, mention } of this.#names) this.#open(link, placeId, mention);
    // A newsroom may link a place by itself, as it does elsewhere.
    for (const link of root ? ofElement(root, "querySelectorAll").call(root, "a[href*='#place=']") : []) {
      const [page, placeId] = link instanceof HTMLAnchorElement ? link.href.split("#place=") : [];
      if (page && placeId && all.isOurs(page)) this.#open(link as HTMLElement, placeId);
    }
    attempt(() => watchReading(this.#names, (places) => this.#follow(places)));
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape") for (const frame of this.#departures.keys()) all.send(frame, { storymap: "close" });
    });
  }

  add(frame: HTMLIFrameElement): void {
    this.#frames.push(frame);
    // For a newsroom that wants to know how much of the story it has found.
    frame.setAttribute("data-storymap-names", String(this.#names.length));
  }

  has(frame: HTMLIFrameElement): boolean {
    return this.#frames.includes(frame);
  }

  /** The focus went into the frame with the click, and comes back to where the reader was: as does the page. */
  closed(frame: HTMLIFrameElement): void {
    const departure = this.#departures.get(frame);
    this.#departures.delete(frame);
    if (!departure) return;
    const active = ofDocument("activeElement");
    if (active !== placed(frame) && active !== ofDocument("body") && active !== departure.link) return;
    const { link, top, isMoved } = departure;
    if (isMoved && isInWindow(frame))
      attempt(() => window.scrollBy(bare({ top: boxOf(link).top - top, behavior: behavior() })));
    link.focus(bare({ preventScroll: true }));
  }

  /** A frame that was asked for has got its height. */
  arrived(frame: HTMLIFrameElement): void {
    if (this.#departures.has(frame)) bringIntoWindow(frame);
  }

  /** Go to the mention of a card. */
  read(frame: HTMLIFrameElement, mention: string): void {
    this.#departures.delete(frame);
    const name = this.#names.find((each) => each.mention === mention);
    attempt(() => name?.link.scrollIntoView(bare({ behavior: behavior(), block: "center" })));
    name?.link.focus(bare({ preventScroll: true }));
  }

  #follow(places: string[]): void {
    for (const frame of this.#frames) this.#all.send(frame, { storymap: "follow", places });
  }

  #open(link: HTMLElement, place: string, mention?: string): void {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const frame = this.#nearest(link);
      if (!frame) return;
      event.preventDefault();
      const { top, bottom } = boxOf(frame);
      const isMoved = top < 0 || bottom > window.innerHeight;
      this.#departures.set(frame, { link, top: boxOf(link).top, isMoved });
      bringIntoWindow(frame);
      // Browsers keep a framed page from taking the focus by itself.
      attempt(() => frame.focus(bare({ preventScroll: true })));
      this.#all.sendSoon(frame, { storymap: "open", place, ...(mention && { mention }) });
    });
  }

  /** Of several frames of the story the one that is nearest to a link; one that is not laid out answers only if none is. */
  #nearest(link: Element): HTMLIFrameElement | undefined {
    const from = boxOf(link).top;
    const away = (frame: HTMLIFrameElement): number => {
      const { top, bottom, height } = boxOf(frame);
      return height ? Math.max(0, top - from, from - bottom) : Number.POSITIVE_INFINITY;
    };
    return [...this.#frames].filter((frame) => frame.isConnected).sort((a, b) => away(a) - away(b))[0];
  }
}

function bringIntoWindow(frame: HTMLIFrameElement): void {
  attempt(() => frame.scrollIntoView(bare({ behavior: behavior(), block: "nearest" })));
}

const isInWindow = (frame: Element): boolean => {
  const { top, bottom } = boxOf(frame);
  return bottom > 0 && top < window.innerHeight;
};

/** The id of a frame's element; one that has none gets one that is nobody else's. */
function idOf(element: Element): string {
  let number = 1;
  const id = (): string => (number > 1 ? `storymap-frame-${number}` : "storymap-frame");
  while (!element.id && findAll(`#${id()}`).length) number++;
  element.id ||= id();
  return element.id;
}
