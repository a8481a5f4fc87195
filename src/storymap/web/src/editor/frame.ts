// The framed page in the window: messages to it and from it, and what is drawn in it for somebody who asked.

import { element } from "../page/dom.ts";
import type { Draw } from "../preview/contract.ts";
import type { FrameHandle, FrameMessage, Geometry, PageMessage } from "./context.ts";
import { button } from "./dom.ts";
import type { Words } from "./words.ts";

type Handler = (message: FrameMessage) => unknown;

interface Asked {
  shape: Draw["shape"];
  drawn: (geometry: Geometry | null) => void;
}

export class EditorFrame implements FrameHandle {
  readonly element = element("div", { class: "frame" });
  /** What is to be drawn, and how one gives it up; over the map while somebody waits for a shape. */
  readonly #hint = element("div", { class: "draw-hint", role: "group" });
  readonly #handlers: Handler[] = [];
  #asked: Asked | undefined;
  /** Who waits until nothing is being drawn. */
  #waiting: (() => void)[] = [];

  constructor(
    private readonly words: Words,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.#hint.hidden = true;
  }

  /** Over the frame. */
  get hint(): HTMLElement {
    return this.#hint;
  }

  send(message: PageMessage): void {
    this.post(message);
  }

  heard(handler: Handler): void {
    this.#handlers.unshift(handler);
  }

  offset(): DOMRect {
    return (this.element.querySelector("iframe:not([hidden])") ?? this.element).getBoundingClientRect();
  }

  /** A message that the channel has checked. */
  receive(message: FrameMessage): void {
    if (this.#asked && message.say === "drawn") this.#end(message.geometry);
    else if (this.#asked && message.say === "key" && message.key === "escape") this.giveUp();
    else this.#handlers.some((handler) => handler(message) === true);
  }

  draw(shape: Draw["shape"], purpose: string): Promise<Geometry | null> {
    this.giveUp();
    this.#hint.replaceChildren(
      element("p", {}, purpose),
      ...(shape === "Point"
        ? []
        : [button(this.words.say("drawDone"), () => this.send({ do: "draw", shape: "done" }))]),
      button(this.words.say("giveUp"), () => this.giveUp(), { key: "Esc" }),
    );
    this.#hint.setAttribute("aria-label", purpose);
    this.#hint.hidden = false;
    this.send({ do: "draw", shape });
    return new Promise((drawn) => {
      this.#asked = { shape, drawn };
    });
  }

  /** Another page took the place of the one in which somebody draws: he begins again there. */
  shown(): void {
    if (this.#asked) this.send({ do: "draw", shape: this.#asked.shape });
  }

  /** Resolves when nothing is being drawn: what is half drawn would be lost in another page. */
  async free(): Promise<void> {
    if (!this.#asked) return;
    await new Promise<void>((done) => {
      this.#waiting.push(done);
    });
    await this.free();
  }

  get isDrawing(): boolean {
    return this.#asked !== undefined;
  }

  giveUp(): void {
    if (!this.#asked) return;
    this.send({ do: "draw", shape: "" });
    this.#end(null);
  }

  #end(geometry: Geometry | null): void {
    const asked = this.#asked;
    this.#asked = undefined;
    this.#hint.hidden = true;
    asked?.drawn(geometry);
    for (const done of this.#waiting.splice(0)) done();
  }
}
