// A geometry that somebody else made, as a fresh one that holds nothing but positions: or none, where anything of it is not
// as GeoJSON has it, or too large.

/** As GeoJSON: longitude, latitude, and what height there is. */
export type Position = number[];

export type Geometry =
  | { type: "Point"; coordinates: Position }
  | { type: "MultiPoint"; coordinates: Position[] }
  | { type: "LineString"; coordinates: Position[] }
  | { type: "MultiLineString"; coordinates: Position[][] }
  | { type: "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] }
  | { type: "GeometryCollection"; geometries: Geometry[] };

/** Positions of one geometry: more nobody edits by hand. */
export const MOST_POSITIONS = 20_000;
/** A map that runs past 180 degrees has longitudes of its own: at most half a turn more than one. */
const FARTHEST_EAST = 540;
/** Metres, and far beyond what is on earth. */
const HIGHEST = 1e7;

type Taken = { left: number };

/** The geometry, or null. */
export function checkedGeometry(value: unknown): Geometry | null {
  const taken = { left: MOST_POSITIONS };
  return collection(value, taken) ?? simple(value, taken);
}

function collection(value: unknown, taken: Taken): Geometry | null {
  const given = record(value);
  if (given?.["type"] !== "GeometryCollection") return null;
  // RFC 7946 (3.1.8): no collection within a collection.
  const geometries = list(given["geometries"], 1, (member) => simple(member, taken));
  return geometries && { type: "GeometryCollection", geometries };
}

function simple(value: unknown, taken: Taken): Geometry | null {
  const given = record(value);
  const position = (one: unknown): Position | null => checkedPosition(one, taken);
  const line = (one: unknown): Position[] | null => list(one, 2, position);
  const ring = (one: unknown): Position[] | null => closed(list(one, 4, position));
  const polygon = (one: unknown): Position[][] | null => list(one, 1, ring);
  const coordinates = given?.["coordinates"];
  switch (given?.["type"]) {
    case "Point":
      return withCoordinates("Point", position(coordinates));
    case "MultiPoint":
      return withCoordinates("MultiPoint", list(coordinates, 1, position));
    case "LineString":
      return withCoordinates("LineString", line(coordinates));
    case "MultiLineString":
      return withCoordinates("MultiLineString", list(coordinates, 1, line));
    case "Polygon":
      return withCoordinates("Polygon", polygon(coordinates));
    case "MultiPolygon":
      return withCoordinates("MultiPolygon", list(coordinates, 1, polygon));
    default:
      return null;
  }
}

const withCoordinates = <T, C>(type: T, coordinates: C | null): { type: T; coordinates: C } | null =>
  coordinates && { type, coordinates };

/** An object with members by name, as JSON has it. */
export function record(value: unknown): Record<string, unknown> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return value as Record<string, unknown>;
}

/** All of at least `least` members, each as `check` has it; null if one is not. */
export function list<T>(value: unknown, least: number, check: (one: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length < least || value.length > MOST_POSITIONS) return null;
  const found: T[] = [];
  // Not `every`, which passes over what an array leaves out.
  for (let i = 0; i < value.length; i++) {
    const one = check(value[i]);
    if (one === null) return null;
    found.push(one);
  }
  return found;
}

export const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === "number" && value >= least && value <= most;

function checkedPosition(value: unknown, taken: Taken): Position | null {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3 || taken.left-- <= 0) return null;
  const [lon, lat, height]: unknown[] = value;
  if (!isBetween(lon, -FARTHEST_EAST, FARTHEST_EAST) || !isBetween(lat, -90, 90)) return null;
  if (value.length === 2) return [lon, lat];
  return isBetween(height, -HIGHEST, HIGHEST) ? [lon, lat, height] : null;
}

function closed(ring: Position[] | null): Position[] | null {
  const first = ring?.[0];
  const last = ring?.[ring.length - 1];
  return first && String(first) === String(last) ? ring : null;
}
