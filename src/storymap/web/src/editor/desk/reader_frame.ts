// The page as one reader has it: a window of a reader's size, made as small as it must be to be seen whole.

import { element } from "../../page/dom.ts";
import { framedAddress } from "../../preview/key.ts";
import type { Words } from "../words.ts";
import { READER_VIEWS, type ReaderChoice, readerAddress, scaleToFit } from "./reader_sizes.ts";

/** How high the map stands in an article that frames it, as a share of the article's width. */
const FRAMED_HEIGHT = 480;
const LINES = 5;

export class ReaderFrame {
  readonly root = element("div", { class: "reader-room" });
  readonly #window = element("div", { class: "reader-window" });
  readonly #sizes = new ResizeObserver(() => this.#fit());
  #choice: ReaderChoice | null = null;
  #address = "";

  readonly #hear = (event: MessageEvent<unknown>): void => {
    const frame = this.#window.querySelector("iframe");
    const isEscape = (event.data as { say?: unknown } | null)?.say === "escape";
    if (frame && event.source === frame.contentWindow && isEscape) this.escaped();
  };

  constructor(
    private readonly words: Words,
    /** Escape was pressed in the page, which had no use for it. */
    private readonly escaped: () => void,
  ) {
    this.root.append(this.#window);
    this.#sizes.observe(this.root);
    window.addEventListener("message", this.#hear);
  }

  close(): void {
    this.#sizes.disconnect();
    window.removeEventListener("message", this.#hear);
  }

  show(revision: number, choice: ReaderChoice): void {
    this.#choice = choice;
    const address = readerAddress(revision, choice);
    if (address !== this.#address) {
      this.#address = address;
      const frame = element("iframe", { sandbox: "allow-scripts", title: this.words.say(`view.${choice.view}`) });
      this.#load(frame, address);
      const isFramed = choice.view === "framed";
      this.#window.className = `reader-window is-${choice.view}${choice.isDark && choice.view !== "print" ? " is-dark" : ""}`;
      if (isFramed) frame.style.height = `${FRAMED_HEIGHT}px`;
      this.#window.replaceChildren(...(isFramed ? [paragraph(), frame, paragraph()] : [frame]));
    }
    this.#fit();
  }

  /** Where the server does not answer, the window around it says so. */
  #load(frame: HTMLIFrameElement, address: string): void {
    const load = async (): Promise<void> => {
      frame.src = await framedAddress(address);
    };
    load().catch(() => {
      if (this.#address === address) this.#address = "";
    });
  }

  #fit(): void {
    if (!this.#choice) return;
    const size = READER_VIEWS[this.#choice.view];
    const { clientWidth: width, clientHeight: height } = this.root;
    if (!width || !height) return;
    const scale = scaleToFit(size, { width, height });
    const { style } = this.#window;
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
    style.transform = `scale(${scale})`;
    // What a transform makes smaller keeps its room.
    style.marginBlockEnd = `${size.height * (scale - 1)}px`;
    style.marginInline = `${Math.max(0, (width - size.width * scale) / 2)}px ${size.width * (scale - 1)}px`;
  }
}

/** Lines of an article that are there to be around the map, and say nothing. */
function paragraph(): HTMLElement {
  const lines = Array.from({ length: LINES }, (_, at) =>
    element("span", { class: at === LINES - 1 ? "reader-line is-last" : "reader-line" }),
  );
  return element("div", { class: "reader-article", "aria-hidden": "true" }, ...lines);
}
