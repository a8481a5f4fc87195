// The scale bar: kilometres, and miles too where readers think in them, in the page's language.

import { words } from "../data/i18n.ts";
import { isRightToLeft } from "../page/dom.ts";
import { LONGEST, scaleSteps, thinksInMiles } from "./scale_steps.ts";

/** What Leaflet's control has beside what its types say: a line for each kind of unit, and who fills them. */
interface Lines {
  options: L.Control.ScaleOptions;
  _mScale: HTMLElement;
  _iScale: HTMLElement;
}

/** Leaflet's own, which writes "500 km" in every language. */
// biome-ignore lint/plugin: the types know neither of this method nor of what `extend` returns
const Scale = L.Control.Scale.extend({
  _updateScales(this: Lines, metres: number) {
    if (!metres) return;
    scaleSteps(metres, this.options.imperial ?? false).forEach(({ count, unit, share }, i) => {
      const line = i === 0 ? this._mScale : this._iScale;
      line.style.width = `${Math.round(LONGEST * share)}px`;
      line.textContent = words.scale(count, unit);
    });
  },
}) as unknown as new (
  options: L.Control.ScaleOptions,
) => L.Control.Scale;

export function scaleBar(map: L.Map): void {
  const imperial = thinksInMiles(document.documentElement.lang);
  const position = isRightToLeft() ? "bottomright" : "bottomleft";
  const scale = new Scale({ imperial, maxWidth: LONGEST, position }).addTo(map);
  // A length on the screen.
  scale.getContainer()?.setAttribute("aria-hidden", "true");
}
