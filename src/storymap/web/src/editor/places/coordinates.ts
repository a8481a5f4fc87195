// Coordinates as people write them, read and written. Latitude comes first, as it does everywhere but in GeoJSON.

export interface Position {
  lat: number;
  lon: number;
}

/** A metre at the equator and this digit of a degree: as exact as a pin on a street. */
const DIGITS = 5;
const METRES_A_DEGREE = 111_320;

/** Of an address of a map on the web, or a geo: address. */
const ADDRESS = /(?:@|geo:|[?&](?:q|ll|query|mlat)=)(-?\d{1,3}(?:\.\d+)?)(?:,|%2C|&mlon=)(-?\d{1,3}(?:\.\d+)?)/i;
const OF_OPENSTREETMAP = /#map=\d+\/(-?\d{1,3}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)/;

const TOKEN = /[-+]?\d+(?:\.\d+)?|[NSEWO]|[°'"]|[,;/]/gi;
const SIDE = /^[NSEWO]$/i;
const NUMBER = /\d/;
const SEPARATOR = /^[,;/]$/;
const UNITS = ["°", "'", '"'];

/** What somebody typed or pasted, as a position; null where it is none. */
export function readPosition(text: string): Position | null {
  const address = OF_OPENSTREETMAP.exec(text) ?? ADDRESS.exec(text);
  if (address) return checked(Number(address[1]), Number(address[2]));
  const halves = split(tokens(text));
  const [first, second] = halves.map(angle);
  if (!first || !second) return null;
  // "106.46 W, 31.72 N"
  const isTurned = first.axis === "lon" || second.axis === "lat";
  if (isTurned && (first.axis === "lat" || second.axis === "lon")) return null;
  return isTurned ? checked(second.value, first.value) : checked(first.value, second.value);
}

/** The numbers, sides, units and separators of a text; none if there is anything else. */
function tokens(text: string): string[] {
  let written = text
    .replace(/[−–]/g, "-")
    .replace(/[()]/g, " ")
    .replace(/[′’]/g, "'")
    .replace(/[″”]|''/g, '"')
    .trim();
  // A comma is the decimal one where something else parts the two, or each has one.
  if (/[;/]/.test(written) || /\d,\d.*[\s,].*\d,\d/.test(written)) written = written.replace(/(\d),(\d)/g, "$1.$2");
  return written.replace(TOKEN, "").trim() === "" ? (written.match(TOKEN) ?? []) : [];
}

/** The tokens of the one and of the other angle. */
function split(all: readonly string[]): string[][] {
  const separators = all.filter((token) => SEPARATOR.test(token)).length;
  if (separators > 1) return [];
  const at = separators ? all.findIndex((token) => SEPARATOR.test(token)) : border(all);
  return at < 0 ? [] : [all.slice(0, at), all.slice(separators ? at + 1 : at)];
}

/** Where the second angle begins, without a separator; -1 if that is not clear. */
function border(all: readonly string[]): number {
  const sides = all.flatMap((token, index) => (SIDE.test(token) ? [index] : []));
  if (sides.length === 2) return sides[0] === 0 ? (sides[1] ?? -1) : (sides[0] ?? -1) + 1;
  const numbers = all.flatMap((token, index) => (NUMBER.test(token) ? [index] : []));
  if (numbers.length === 2) return numbers[1] ?? -1;
  return all.lastIndexOf("°") - 1;
}

interface Angle {
  value: number;
  axis: "lat" | "lon" | "";
}

/** An angle: a side of the earth before or after it, degrees, perhaps minutes and seconds, with their signs or without. */
function angle(written: readonly string[]): Angle | null {
  const sides = written.filter((token) => SIDE.test(token));
  const side = (sides[0] ?? "").toUpperCase();
  const isOutside = side === "" || SIDE.test(written[0] ?? "") || SIDE.test(written[written.length - 1] ?? "");
  const parts = amounts(written.filter((token) => !SIDE.test(token)));
  if (sides.length > 1 || !isOutside || !parts) return null;
  const [degrees = "", minutes = "0", seconds = "0"] = parts;
  const isSigned = degrees.startsWith("-");
  if ((side && isSigned) || !(Number(minutes) < 60 && Number(seconds) < 60)) return null;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  const isNegative = isSigned || "SWO".includes(side || "N");
  return { value: isNegative ? -size : size, axis: axisOf(side) };
}

function axisOf(side: string): Angle["axis"] {
  if (side === "") return "";
  return "NS".includes(side) ? "lat" : "lon";
}

/** Degrees, minutes and seconds; null where the signs after them are not in this order, or a fraction is not the last. */
function amounts(written: readonly string[]): string[] | null {
  const found: string[] = [];
  for (const token of written) {
    if (!NUMBER.test(token)) {
      if (token !== UNITS[found.length - 1]) return null;
    } else if (found.length === 3 || found.some((one) => one.includes("."))) return null;
    else found.push(token);
  }
  const isSigned = found.slice(1).some((one) => /^[-+]/.test(one));
  return found.length === 0 || isSigned ? null : found;
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
