// The framed page's side of storymap-host.js: a page around the frame may ask for places, says what of the frame is in its
// window, and gets ids in answer. It is answered at the origin that it spoke from, once it has spoken; a page without an
// origin is obeyed, but not answered.

import type { Story } from "../data/page_data.ts";
import { placeOf } from "../data/place_lookup.ts";
import { isMapAlone } from "../page/frame.ts";
import { isFramed } from "../page/framed.ts";
import { isWhole, outerWindow, setOuterWindow } from "../page/outer_window.ts";
import { isScheme, setScheme } from "../page/scheme.ts";
import { whenReady } from "../page/start.ts";

export interface GuestActions {
  /** Open a place at the passage of a mention, if that is known. */
  open: (placeId: string, markId: string | undefined) => void;
  close: () => void;
  follow: (places: string[]) => void;
  /** `isVisited` has changed. */
  left: () => void;
}

type Said = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

export class Guest {
  #host: string | null = null;
  /** The reader has come from a name of the article around the frame, and has not been sent back there. */
  #isVisited = false;
  /** The last thing that the reader did was to touch the map itself. */
  #isOnMap = false;
  #leaving = 0;
  /** The name in the text that was picked, where the map was far from it. */
  #word: Element | null = null;

  constructor(
    private readonly story: Story,
    private readonly actions: GuestActions,
  ) {
    if (!isFramed()) return;
    window.addEventListener("message", ({ source, data, origin }: MessageEvent<unknown>) => {
      if (source !== window.parent || typeof data !== "object" || !data) return;
      whenReady(() => this.#hear(data as Said, origin));
    });
    // The passage stands in the article around the frame.
    document.addEventListener("click", (event) => this.#read(event), { capture: true });
    for (const type of ["pointerdown", "keydown"]) window.addEventListener(type, (event) => this.#watch(event), true);
  }

  /** Whether there is a name in the article around the frame to go back to. */
  get isVisited(): boolean {
    return this.#isVisited;
  }

  opened(): void {
    clearTimeout(this.#leaving);
    if (!isWhole() || outerWindow()) return;
    // The map stands above a text that the page around scrolls: Chromium and Firefox scroll that page, too.
    this.#word ??= document.activeElement?.closest("a.place") ?? null;
    document.querySelector(".map-panel")?.scrollIntoView({ block: "nearest" });
  }

  /** The card that was open is closed; whoever touches the map looks at it still. */
  closed(): void {
    const stays = this.#isOnMap;
    // Not at once: closing may be the first half of opening another place.
    clearTimeout(this.#leaving);
    this.#leaving = window.setTimeout(() => this.#leave(stays));
  }

  /** Back to the name that the reader has come from. */
  back(): void {
    if (this.#isVisited) this.#leave(false);
  }

  #leave(stays: boolean): void {
    clearTimeout(this.#leaving);
    this.#isVisited &&= stays;
    if (!stays) this.#word?.scrollIntoView({ block: "center" });
    this.#word = null;
    this.#say({ storymap: "closed", stays });
    this.actions.left();
  }

  #watch({ type, target }: Event): void {
    this.#isOnMap =
      type === "pointerdown" &&
      target instanceof Element &&
      target.closest(".leaflet-container") !== null &&
      target.closest(".leaflet-popup, .toolbar") === null;
  }

  #hear(said: Said, origin: string): void {
    const { storymap, place, mention, places, scheme } = said;
    if (storymap === "hello" && origin !== "null") {
      this.#host = origin;
      document.documentElement.classList.add("is-linked");
    }
    if (storymap === "hello" || storymap === "window") {
      if (isScheme(scheme)) setScheme(scheme);
      this.#seen(said);
    }
    if (storymap === "open" && this.#isPlace(place)) {
      this.#isVisited = this.#host !== null;
      this.#isOnMap = false;
      this.actions.open(place, typeof mention === "string" ? mention : undefined);
    }
    if (storymap === "close") this.actions.close();
    // A framed story has a reading of its own.
    if (storymap === "follow" && isMapAlone() && Array.isArray(places)) {
      this.actions.follow(places.filter((placeId) => this.#isPlace(placeId)));
    }
  }

  /** A map alone fills its frame, whatever is seen of it. */
  #seen({ top, height }: Said): void {
    if (isMapAlone() || !isNumber(top) || !isNumber(height) || height <= 0) return;
    setOuterWindow({ top, height }, (part) => this.#say({ storymap: "show", ...part }));
  }

  #read(event: MouseEvent): void {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>(".card-read");
    if (!link || this.#host === null || !isMapAlone()) return;
    event.preventDefault();
    event.stopPropagation();
    this.#say({ storymap: "read", mention: link.hash.slice(1) });
  }

  #say(message: unknown): void {
    if (this.#host !== null) window.parent.postMessage(message, this.#host);
  }

  #isPlace(placeId: unknown): placeId is string {
    return typeof placeId === "string" && placeOf(this.story, placeId) !== undefined;
  }
}
