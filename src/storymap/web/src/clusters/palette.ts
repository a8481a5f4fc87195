// The clusters' colours are those of the style sheet, so a theme, or the dark of the evening, is one style sheet.

import { LAYER_COLOURS } from "../data/contract.ts";

export interface ClusterPalette {
  panel: string;
  ink: string;
  /** Of a cluster of several layers. */
  mixed: string;
  halo: string;
  onColour: string;
  sans: string;
  labelSize: string;
  /** The colour of a layer, by its number: `LayerSymbol.colour`. */
  layer: (colour: number) => string;
}

export function readPalette(element: Element): ClusterPalette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const layers = Array.from({ length: LAYER_COLOURS + 1 }, (_, number) => read(`--layer-${number || 1}`));
  return {
    panel: read("--panel"),
    ink: read("--ink"),
    mixed: read("--ink-soft"),
    halo: read("--map-halo"),
    onColour: read("--on-colour"),
    sans: read("--sans"),
    labelSize: read("--label-size"),
    layer: (colour) => layers[colour] ?? "",
  };
}
