// The basemap's colours are custom properties of the page, so a theme, or the dark of the evening, is one style sheet.

export interface Palette {
  water: string;
  land: string;
  coast: string;
  lakeShore: string;
  river: string;
  country: string;
  casing: string;
  state: string;
  halo: string;
  waterHalo: string;
  countryName: string;
  stateName: string;
  cityName: string;
  townName: string;
  waterName: string;
  dot: string;
  contextLine: string;
  contextArea: string;
  contextGreen: string;
  sans: string;
  serif: string;
}

const NAMES: Record<keyof Palette, string> = {
  water: "--map-water",
  land: "--map-land",
  coast: "--map-coast",
  lakeShore: "--map-lake-shore",
  river: "--map-river",
  country: "--map-country",
  casing: "--map-casing",
  state: "--map-state",
  halo: "--map-halo",
  waterHalo: "--map-water-halo",
  countryName: "--map-country-name",
  stateName: "--map-state-name",
  cityName: "--map-city-name",
  townName: "--map-town-name",
  waterName: "--map-water-name",
  dot: "--map-dot",
  contextLine: "--map-context-line",
  contextArea: "--map-context-area",
  contextGreen: "--map-context-green",
  sans: "--sans",
  serif: "--serif",
};

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()]);
  return Object.fromEntries(entries) as Palette;
}
