// The colours of the streets: those of the small basemap, and a few of their own that a theme may set.

export interface Palette {
  land: string;
  water: string;
  park: string;
  building: string;
  road: string;
  casing: string;
  rail: string;
  country: string;
  state: string;
  halo: string;
  waterHalo: string;
  streetName: string;
  townName: string;
  waterName: string;
  sans: string;
  serif: string;
}

const LIGHT: Palette = {
  land: "#f7f5f0",
  water: "#d5e2e8",
  park: "#e9eee0",
  building: "#eeebe4",
  road: "#ffffff",
  casing: "#d6d1c7",
  rail: "#d3cfc8",
  country: "#86848b",
  state: "#cfcac1",
  halo: "rgb(250 249 246 / 92%)",
  waterHalo: "rgb(213 226 232 / 85%)",
  streetName: "#85868b",
  townName: "#5c6168",
  waterName: "#6289a0",
  sans: "sans-serif",
  serif: "serif",
};

const DARK: Palette = {
  ...LIGHT,
  land: "#2b2e33",
  water: "#1b242b",
  park: "#2b332f",
  building: "#31353a",
  road: "#43484f",
  casing: "#24272b",
  rail: "#3d4147",
  country: "#8c8f97",
  state: "#474c53",
  halo: "rgb(43 46 51 / 90%)",
  waterHalo: "rgb(27 36 43 / 85%)",
  streetName: "#8f949c",
  townName: "#a3a8b0",
  waterName: "#6f95ad",
};

const NAMES: Record<keyof Palette, string> = {
  land: "--map-land",
  water: "--map-water",
  park: "--map-park",
  building: "--map-building",
  road: "--map-road",
  casing: "--map-road-edge",
  rail: "--map-rail",
  country: "--map-country",
  state: "--map-state",
  halo: "--map-halo",
  waterHalo: "--map-water-halo",
  streetName: "--map-street-name",
  townName: "--map-town-name",
  waterName: "--map-water-name",
  sans: "--sans",
  serif: "--serif",
};

/** What the page sets, and for the rest what goes with its light or dark. */
export function readPalette(element: Element, dark: boolean): Palette {
  const style = getComputedStyle(element);
  const palette = { ...(dark ? DARK : LIGHT) };
  for (const key of Object.keys(NAMES) as (keyof Palette)[]) {
    palette[key] = style.getPropertyValue(NAMES[key]).trim() || palette[key];
  }
  return palette;
}
