// The canvas with the symbols and their labels on it. All boxes are in its own pixels.

import type { PixelBox } from "../data/pixel_box.ts";
import { context2d } from "../map/canvas_layer.ts";
import { element } from "../page/dom.ts";
import { ClusterRenderer } from "./draw.ts";
import type { Drawn } from "./drawn.ts";
import { labelPlaces, type PlacedLabel } from "./labels.ts";
import { readPalette } from "./palette.ts";

export class SymbolCanvas {
  readonly element = element("canvas", { class: "clusters", "aria-hidden": "true" });
  drawn: readonly Drawn[] = [];
  labels: readonly PlacedLabel[] = [];
  /** Whether a passage is read that names none of the places. */
  isQuiet = false;
  renderer: ClusterRenderer;
  readonly #context = context2d(this.element);

  /** `styled` is an element that has the style sheet's colours. */
  constructor(private readonly styled: Element) {
    this.renderer = this.#makeRenderer();
  }

  /** Take the colours of the style sheet anew. */
  restyle(): void {
    this.renderer = this.#makeRenderer();
  }

  paint(): void {
    this.labels = [];
    this.#context.clearRect(0, 0, this.element.width, this.element.height);
    for (const { symbol } of this.drawn) this.renderer.draw(symbol, this.isQuiet);
  }

  /** Label single places in the window, where the obstacles have left room. */
  label(nameOf: (drawn: Drawn) => string, window: PixelBox, obstacles: readonly PixelBox[]): void {
    if (this.labels.length) this.paint();
    const { renderer } = this;
    const widthOf = (text: string, isListed: boolean): number => renderer.width(text, renderer.labelFont(isListed));
    this.labels = labelPlaces(this.drawn, nameOf, window, obstacles, widthOf);
    for (const { text, isListed, box } of this.labels) {
      renderer.label(text, box.left, (box.top + box.bottom) / 2, isListed && !this.isQuiet);
    }
  }

  isLabelled({ cluster }: Drawn): boolean {
    return this.labels.some(({ key }) => key === cluster.key);
  }

  #makeRenderer(): ClusterRenderer {
    return new ClusterRenderer(this.#context, readPalette(this.styled));
  }
}
