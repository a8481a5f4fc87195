// The scale bar: in kilometres, or in miles where readers think in them, in the page's language.

import { words } from "../data/i18n.ts";
import { isRightToLeft } from "../page/dom.ts";
import { LONGEST, scaleStep, thinksInMiles } from "./scale_steps.ts";

/** What Leaflet's control has beside what its types say: the line for metric units, and who fills it. */
interface Line {
  _mScale: HTMLElement;
}

/** Leaflet's own, which writes "500 km" in every language. */
// biome-ignore lint/plugin: the types know neither of this method nor of what `extend` returns
const Scale = L.Control.Scale.extend({
  _updateScales(this: Line, metres: number) {
    if (!metres) return;
    const { count, unit, share } = scaleStep(metres, thinksInMiles(document.documentElement.lang));
    this._mScale.style.width = `${Math.round(LONGEST * share)}px`;
    this._mScale.textContent = words.scale(count, unit);
  },
}) as unknown as new (
  options: L.Control.ScaleOptions,
) => L.Control.Scale;

export function scaleBar(map: L.Map): void {
  // One line is enough: the unit is chosen above.
  const position = isRightToLeft() ? "bottomright" : "bottomleft";
  const scale = new Scale({ imperial: false, maxWidth: LONGEST, position }).addTo(map);
  // A length on the screen.
  scale.getContainer()?.setAttribute("aria-hidden", "true");
}
