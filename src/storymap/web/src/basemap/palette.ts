// The basemap's colours are custom properties of the page, so a theme, or the dark of the evening, is one style sheet.

/** A colour's name: that of the page's custom property without its `--map-`. */
export type Colour = (typeof COLOURS)[number];

const COLOURS = [
  "water",
  "land",
  "coast",
  "lake-shore",
  "river",
  "country",
  "casing",
  "state",
  "halo",
  "water-halo",
  "country-name",
  "state-name",
  "city-name",
  "town-name",
  "water-name",
  "dot",
  "context-line",
  "context-area",
  "context-green",
] as const;

/** The colours, and the families of type. */
export type BasemapPalette = Record<Colour | "sans" | "serif", string>;

export function readPalette(element: Element): BasemapPalette {
  const style = getComputedStyle(element);
  const entries = COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]);
  for (const name of ["sans", "serif"]) entries.push([name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(entries) as BasemapPalette;
}
