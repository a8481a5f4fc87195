// Coordinates as people write them, read and written. Latitude comes first, as it does everywhere but in GeoJSON.

export interface Position {
  lat: number;
  lon: number;
}

/** A metre at the equator and this digit of a degree: as exact as a pin on a street. */
const DIGITS = 5;
const METRES_A_DEGREE = 111_320;

const NUMBER = String.raw`[-+−]?\d{1,3}(?:[.,]\d+)?`;
/** Degrees, perhaps with minutes and seconds, and the side of the earth before or after. */
const ANGLE = String.raw`([NSEWO])?\s*(${NUMBER})\s*°?(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’])?(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''|′′))?\s*([NSEWO])?`;
const PAIR = new RegExp(`^\\s*${ANGLE}\\s*[,;/ ]\\s*${ANGLE}\\s*$`, "i");
/** "31.72N106.46W": the side is where the first ends. */
const TIGHT = new RegExp(`^\\s*${ANGLE}\\s*${ANGLE}\\s*$`, "i");
/** An address of a map on the web, and a geo: address. */
const ADDRESS = /(?:@|geo:|[?&/#](?:q|ll|query|mlat|map)=?)(-?\d{1,3}\.\d+)(?:,|%2C|&mlon=)(-?\d{1,3}\.\d+)/i;
const OF_OPENSTREETMAP = /#map=\d+\/(-?\d{1,3}\.?\d*)\/(-?\d{1,3}\.?\d*)/;

/** What somebody typed or pasted, as a position; null where it is none. */
export function readPosition(text: string): Position | null {
  const address = OF_OPENSTREETMAP.exec(text) ?? ADDRESS.exec(text);
  if (address) return checked(Number(address[1]), Number(address[2]));
  const written = text.replace(/[−–]/g, "-").replace(/[()]/g, " ");
  const pair = PAIR.exec(written) ?? TIGHT.exec(written);
  if (!pair) return null;
  const first = angle(pair.slice(1, 6));
  const second = angle(pair.slice(6, 11));
  if (!first || !second) return null;
  // "106.46 W, 31.72 N"
  const isTurned = first.axis === "lon" || second.axis === "lat";
  if (isTurned && (first.axis === "lat" || second.axis === "lon")) return null;
  return isTurned ? checked(second.value, first.value) : checked(first.value, second.value);
}

function angle(parts: readonly (string | undefined)[]): { value: number; axis: "lat" | "lon" | "" } | null {
  const [before, degrees = "", minutes = "0", seconds = "0", after] = parts;
  if (before && after) return null;
  const side = (before ?? after ?? "").toUpperCase();
  const [d, m, s] = [degrees, minutes, seconds].map((part) => Number(part.replace(",", ".")));
  if (d === undefined || m === undefined || s === undefined || m >= 60 || s >= 60) return null;
  if (side && d < 0) return null;
  const size = Math.abs(d) + m / 60 + s / 3600;
  const isNegative = degrees.startsWith("-") || side === "S" || side === "W" || side === "O";
  return { value: isNegative ? -size : size, axis: side === "" ? "" : side === "N" || side === "S" ? "lat" : "lon" };
}

function checked(lat: number, lon: number): Position | null {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat: rounded(lat), lon: rounded(lon) } : null;
}

export const rounded = (degrees: number): number => Number(degrees.toFixed(DIGITS));

/** "31.72, -106.46": as it is read everywhere. */
export const writePosition = ({ lat, lon }: Position): string => `${rounded(lat)}, ${rounded(lon)}`;

export const pointGeometry = ({ lat, lon }: Position): Record<string, unknown> => ({
  type: "Point",
  coordinates: [lon, lat],
});

/** Where a geometry is, if it is a point. */
export function pointOf(geometry: Record<string, unknown> | null): Position | null {
  if (geometry?.["type"] !== "Point" || !Array.isArray(geometry["coordinates"])) return null;
  const [lon, lat] = geometry["coordinates"] as unknown[];
  return typeof lon === "number" && typeof lat === "number" ? { lat, lon } : null;
}

export type Direction = "north" | "south" | "east" | "west";

/** A position so many metres away; it does not go over a pole, and goes on across 180 degrees. */
export function nudged({ lat, lon }: Position, direction: Direction, metres: number): Position {
  const up = metres / METRES_A_DEGREE;
  if (direction === "north" || direction === "south") {
    const moved = lat + (direction === "north" ? up : -up);
    return { lat: rounded(Math.max(-90, Math.min(90, moved))), lon };
  }
  // At the poles there is no east.
  const across = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const moved = lon + (direction === "east" ? across : -across);
  return { lat, lon: rounded(((((moved + 180) % 360) + 360) % 360) - 180) };
}
