// The colours of the streets: those of the small basemap, and a few of their own, which a theme may set too.

/** The custom properties of the page, by what is drawn with them. */
const SHARED = {
  land: "--map-land",
  water: "--map-water",
  country: "--map-country",
  state: "--map-state",
  halo: "--map-halo",
  waterHalo: "--map-water-halo",
  townName: "--map-town-name",
  waterName: "--map-water-name",
  sans: "--sans",
  serif: "--serif",
} as const;

/** What the page does not set unless a theme does: the property, and what goes with light and with dark land. */
const OWN = {
  park: ["--map-park", "#e9eee0", "#2b332f"],
  building: ["--map-building", "#eeebe4", "#31353a"],
  road: ["--map-road", "#ffffff", "#43484f"],
  casing: ["--map-road-edge", "#d6d1c7", "#24272b"],
  rail: ["--map-rail", "#d3cfc8", "#3d4147"],
  streetName: ["--map-street-name", "#797b81", "#999ea6"],
} as const;

export type StreetPalette = Record<keyof typeof SHARED | keyof typeof OWN, string>;

export function readPalette(element: Element): StreetPalette {
  const style = getComputedStyle(element);
  const read = (property: string): string => style.getPropertyValue(property).trim();
  const dark = isDark(read(SHARED.land));
  const shared = Object.entries(SHARED).map(([key, property]) => [key, read(property)]);
  const own = Object.entries(OWN).map(([key, [property, light, night]]) => [
    key,
    read(property) || (dark ? night : light),
  ]);
  return Object.fromEntries([...shared, ...own]) as StreetPalette;
}

/** A theme may keep the page light or dark whatever the reader's choice, so what counts is the land itself. */
function isDark(colour: string): boolean {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return false;
  // A canvas gives back any opaque colour as six hexadecimal digits.
  canvas.fillStyle = colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(String(canvas.fillStyle).slice(at, at + 2), 16),
  );
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
}
