// The scale bar: kilometres, and miles too where readers think in them, in the page's language.

import { isRightToLeft } from "../page/dom.ts";
import { words } from "../data/i18n.ts";

const MILES = /^en(-(us|gb|lr)|$)|^my/i;

/** Leaflet's own, which writes "500 km" in every language. Its types know neither of this method nor of `extend`. */
const Scale = L.Control.Scale.extend({
  _updateScale(this: L.Control.Scale, line: HTMLElement, text: string, ratio: number) {
    BASE._updateScale.call(this, line, text, ratio);
    const [count, unit] = text.split(" ") as [string, "m" | "km" | "ft" | "mi"];
    line.textContent = words.scale(Number(count), unit);
  },
}) as unknown as new (options: L.Control.ScaleOptions) => L.Control.Scale;

// See above.
const BASE = L.Control.Scale.prototype as unknown as {
  _updateScale: (this: L.Control.Scale, line: HTMLElement, text: string, ratio: number) => void;
};

export function scaleBar(map: L.Map): void {
  const imperial = MILES.test(document.documentElement.lang);
  new Scale({ imperial, maxWidth: 90, position: isRightToLeft() ? "bottomright" : "bottomleft" }).addTo(map);
}
