// The clusters' colours are those of the style sheet, so a theme, or the dark of the evening, is one style sheet.

import { LAYER_COLOURS } from "../data/contract.ts";

export interface Palette {
  panel: string;
  ink: string;
  /** Of a cluster of several layers. */
  mixed: string;
  halo: string;
  onColour: string;
  sans: string;
  labelSize: string;
  /** By number, as `Symbol.colour` has it. */
  layers: string[];
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    panel: read("--panel"),
    ink: read("--ink"),
    mixed: read("--ink-soft"),
    halo: read("--map-halo"),
    onColour: read("--on-colour"),
    sans: read("--sans"),
    labelSize: read("--label-size"),
    layers: Array.from({ length: LAYER_COLOURS + 1 }, (_, number) => read(`--layer-${number || 1}`)),
  };
}
