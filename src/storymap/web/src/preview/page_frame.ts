// The frame with the page. A newer page is loaded behind the one that is shown, is told where its reader is, and takes its
// place when it is ready: nothing jumps. The page has no origin, so it hears and says nothing but messages.

import type { HandOver, PagePatch, PageState, TakeOver } from "./contract.ts";

export interface PageFrameOptions {
  /** Where the page of a revision is; rejects where that cannot be asked for now. */
  url: (revision: number) => Promise<string>;
  /** What the frame is called. */
  title: () => string;
  /** The page that is shown said something that is not for the frame itself. */
  heard: (message: unknown) => void;
  /** What the page may do, beside what every framed page may. */
  sandbox?: string;
  /** Resolves when the page that is shown may go: somebody may be in the middle of something there. */
  free?: () => Promise<void>;
  /** A page took the place of the one before. */
  shown?: (revision: number) => void;
}

/** Milliseconds: a page that does not answer is broken, and is shown as it is. */
const LONGEST_ANSWER = 1_000;
const LONGEST_LOADING = 10_000;

interface Said {
  say?: unknown;
  state?: PageState;
  revision?: unknown;
  is_done?: unknown;
}

export class PageFrame {
  #shown: HTMLIFrameElement | null = null;
  #coming: HTMLIFrameElement | null = null;
  #revision = 0;
  /** The revision that is being loaded, and when it will be shown. */
  #loading: { revision: number; done: Promise<void> } | null = null;
  readonly #waiting = new Map<string, (said: Said | null) => void>();

  constructor(
    private readonly host: HTMLElement,
    private readonly options: PageFrameOptions,
  ) {
    host.classList.add("page-frames");
    window.addEventListener("message", (event) => this.#hear(event));
  }

  /** The revision that is shown, 0 for none. */
  get revision(): number {
    return this.#revision;
  }

  /** The window of the page that is shown. */
  get window(): Window | null {
    return this.#shown?.contentWindow ?? null;
  }

  /** The frame that is shown. */
  get element(): HTMLIFrameElement | null {
    return this.#shown;
  }

  /** Load a page, and show it in the place of the one that is shown. */
  show(revision: number): Promise<void> {
    if (this.#loading?.revision !== revision) {
      const loading = { revision, done: this.#load(revision) };
      this.#loading = loading;
      void loading.done.then(() => {
        if (this.#loading === loading) this.#loading = null;
      });
    }
    return this.#loading?.done ?? Promise.resolve();
  }

  async #load(revision: number): Promise<void> {
    this.#coming?.remove();
    const frame = this.#frame();
    this.#coming = frame;
    this.host.append(frame);
    const url = await this.options.url(revision).catch(() => "");
    if (this.#coming !== frame) return;
    if (!url) {
      // The server does not answer, and is asked again when it does.
      frame.remove();
      this.#coming = null;
      return;
    }
    frame.src = url;
    await this.#answer(frame, "ready", LONGEST_LOADING);
    if (this.#coming !== frame) return;
    // Where no page is shown yet there is nothing to lose, and who waits to do something waits for this one.
    if (this.#shown) await this.options.free?.();
    if (this.#coming !== frame) return;
    const before = this.#shown;
    if (before) await this.#handOver(before, frame);
    if (this.#coming !== frame) return;
    this.#coming = null;
    this.#swap(before, frame);
    this.#is(frame, revision);
    this.options.shown?.(revision);
  }

  /** Change the page in place; where that cannot be, load it. */
  patch(patch: PagePatch): void {
    const frame = this.#shown;
    if (!frame || this.#coming || patch.base !== this.#revision) {
      void this.show(patch.revision);
      return;
    }
    this.#revision = patch.revision;
    this.send(patch);
    void this.#answer(frame, `patched ${patch.revision}`, LONGEST_LOADING).then((said) => {
      if (this.#shown !== frame || this.#revision !== patch.revision) return;
      if (said?.is_done === true) this.#is(frame, patch.revision);
      else void this.show(patch.revision);
    });
  }

  /** Say something to the page that is shown. */
  send(message: object): void {
    post(this.#shown, message);
  }

  /** The page is that of a revision; those who look at the window from outside see it, too. */
  #is(frame: HTMLIFrameElement, revision: number): void {
    this.#revision = revision;
    frame.dataset["revision"] = String(revision);
  }

  #frame(): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.title = this.options.title();
    frame.setAttribute("sandbox", `allow-scripts ${this.options.sandbox ?? ""}`.trim());
    frame.className = "page-frame is-coming";
    frame.inert = true;
    return frame;
  }

  /** Tell the new page where the reader of the old one is. */
  async #handOver(before: HTMLIFrameElement, frame: HTMLIFrameElement): Promise<void> {
    const ask: HandOver = { do: "hand-over" };
    post(before, ask);
    const said = await this.#answer(before, "handed-over", LONGEST_ANSWER);
    if (!said?.state || this.#coming !== frame) return;
    const take: TakeOver = { do: "take-over", state: said.state };
    post(frame, take);
    await this.#answer(frame, "taken-over", LONGEST_ANSWER);
  }

  #swap(before: HTMLIFrameElement | null, frame: HTMLIFrameElement): void {
    const hadFocus = before !== null && document.activeElement === before;
    frame.inert = false;
    frame.classList.remove("is-coming");
    this.#shown = frame;
    if (hadFocus) frame.focus({ preventScroll: true });
    before?.remove();
  }

  /** What a frame says next of this kind, or null after a while. */
  #answer(frame: HTMLIFrameElement, say: string, longest: number): Promise<Said | null> {
    return new Promise((done) => {
      const end = (said: Said | null): void => {
        clearTimeout(timer);
        if (this.#waiting.get(key) === end) this.#waiting.delete(key);
        done(said);
      };
      const key = `${say} ${frame.src}`;
      const timer = setTimeout(() => end(null), longest);
      this.#waiting.get(key)?.(null);
      this.#waiting.set(key, end);
    });
  }

  #hear({ source, data }: MessageEvent<unknown>): void {
    const frame = [this.#shown, this.#coming].find((one) => one && one.contentWindow === source);
    if (!frame || typeof data !== "object" || data === null) return;
    const said = data as Said;
    const which = said.say === "patched" ? ` ${Number(said.revision)}` : "";
    this.#waiting.get(`${String(said.say)}${which} ${frame.src}`)?.(said);
    if (frame === this.#shown || said.say === "ready") this.options.heard(data);
  }
}

// The page has no origin that one could name.
const post = (frame: HTMLIFrameElement | null, message: object): void =>
  frame?.contentWindow?.postMessage(message, "*");
