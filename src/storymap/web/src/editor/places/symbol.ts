// A layer's symbol as the map has it: src/storymap/rendering/symbols.py.

import { svg } from "../../page/dom.ts";

const SHAPES: Record<string, string> = {
  circle: "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z",
  diamond: "M12 0l12 12l-12 12l-12-12z",
  square: "M4.5 2.5h15a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2z",
  hexagon: "M6 1.6h12l6 10.4l-6 10.4h-12l-6-10.4z",
  shield: "M2.5 2.5h19v10.5c0 5-4 8.500-9.5 10.500c-5.500-2-9.500-5.500-9.500-10.500z",
  octagon: "M7.300 1h9.400l6.300 6.300v9.400l-6.300 6.300h-9.400l-6.300-6.300v-9.400z",
};

/** The symbol with a number in it; 0 for none. */
export function symbol(colour: number, shape: string, number = 0): SVGElement {
  const parts = [svg("path", { d: SHAPES[shape] ?? SHAPES["circle"] ?? "" })];
  if (number) parts.push(svg("text", { x: "12", y: "16", "text-anchor": "middle" }, String(number)));
  return svg("svg", { class: `symbol colour-${colour}`, viewBox: "-1 -1 26 26", "aria-hidden": "true" }, ...parts);
}
