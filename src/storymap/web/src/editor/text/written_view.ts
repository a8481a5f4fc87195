// A view as an author writes it: {view="31.75,-106.48,12" show="Towns" hide="Crossings"}.

export interface WrittenView {
  /** Ids of places, or latitude, longitude and zoom; "" for neither. */
  view: string;
  show: string[];
  hide: string[];
}

const ATTRIBUTE = /\b(view|show|hide)=(?:"([^"]*)"|“([^”]*)”|'([^']*)')/g;
/** At the end of a block. */
const BRACES = /\{([^{}\n]*)\}\s*$/;

/** The view at the end of a block's source in Markdown. */
export function viewOfSource(source: string): WrittenView {
  const found: WrittenView = { view: "", show: [], hide: [] };
  for (const [, name, ...values] of (BRACES.exec(source)?.[1] ?? "").matchAll(ATTRIBUTE)) {
    const value = values.find((one) => one !== undefined) ?? "";
    if (name === "view") found.view = value;
    else if (name === "show" || name === "hide") found[name] = listed(value);
  }
  return found;
}

export const listed = (written: string): string[] =>
  written
    .split(",")
    .map((name) => name.trim().replace(/\s+/g, " "))
    .filter(Boolean);

/** Latitude, longitude, zoom, as exactly as that zoom shows them. */
export function cameraView(lat: number, lon: number, zoom: number): string {
  const digits = Math.min(6, Math.max(1, Math.ceil(zoom / 3)));
  const short = (value: number, most: number): string => String(Number(value.toFixed(most)));
  // A map that was turned around the earth is where it would be without that.
  const turned = ((((lon + 180) % 360) + 360) % 360) - 180;
  return `${short(lat, digits)},${short(turned, digits)},${short(Math.min(18, Math.max(1, zoom)), 2)}`;
}

/** What a written view shows: a camera, or places. */
export function viewParts(view: string): { camera: [number, number, number] | null; placeIds: string[] } {
  const names = listed(view);
  const numbers = names.map(Number);
  const [lat, lon, zoom] = numbers;
  const isCamera = numbers.length === 3 && numbers.every((number, at) => names[at] !== "" && Number.isFinite(number));
  if (isCamera && lat !== undefined && lon !== undefined && zoom !== undefined)
    return { camera: [lat, lon, zoom], placeIds: [] };
  return { camera: null, placeIds: names };
}
