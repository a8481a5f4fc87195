// A layer's symbol in a line of text.

import { svg } from "./dom.ts";

export const swatch = (colour: number, path = ""): SVGElement =>
  svg(
    "svg",
    { class: `swatch colour-${colour}`, viewBox: "-1 -1 26 26", "aria-hidden": "true" },
    svg("path", { d: path }),
  );
