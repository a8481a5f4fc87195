// A geometry of GeoJSON as Leaflet's positions, and back: what nobody moved is what it was, to the last digit, with its
// height; what was moved is as exact as the map showed it.

import { turnTo } from "../map/bbox.ts";
import type { Geometry, Position } from "./checked_geometry.ts";

/** What Leaflet's LatLng is, and what tests have. */
export interface At {
  lat: number;
  lng: number;
}

export type Nested = At | Nested[];

/** One geometry without a collection around it. */
export type Simple = Exclude<Geometry, { type: "GeometryCollection" }>;

/** The decimals of degrees that show where something is to a pixel: no more is known of what was put there by hand. */
export const decimalsAt = (zoom: number): number =>
  Math.min(6, Math.max(2, Math.ceil(Math.log10((256 * 2 ** zoom) / 360))));

export function rounded(degrees: number, decimals: number): number {
  const made = Number(degrees.toFixed(decimals));
  return Object.is(made, -0) ? 0 : made;
}

/** A longitude as files have it. */
export const wrapped = (lng: number): number =>
  lng > 180 || lng < -180 ? ((((lng + 180) % 360) + 360) % 360) - 180 : lng;

export class EditedPositions {
  readonly #originals = new Map<At, { position: Position; lat: number; lng: number; turn: number }>();

  readonly #make: (lat: number, lng: number) => At;

  constructor(make: (lat: number, lng: number) => At) {
    this.#make = make;
  }

  /** Leaflet's positions of GeoJSON's: each part by whole turns where the map has it, nearest to the longitude `middle`. */
  latLngs(geometry: Simple, middle: number): Nested {
    const point = (at: Position): At => this.#latLng(at, turnTo(at[0] ?? 0, middle));
    const line = (all: Position[]): At[] => this.#line(all, turnOf(all, middle));
    switch (geometry.type) {
      case "Point":
        return point(geometry.coordinates);
      case "MultiPoint":
        return geometry.coordinates.map(point);
      case "LineString":
        return line(geometry.coordinates);
      case "MultiLineString":
        return geometry.coordinates.map(line);
      case "Polygon":
        return this.#polygon(geometry.coordinates, middle);
      default:
        return geometry.coordinates.map((polygon) => this.#polygon(polygon, middle));
    }
  }

  /** The geometry of positions that may have been moved, added and taken out; null where nothing of it is left. */
  geometry(type: Simple["type"], positions: Nested, decimals: number): Simple | null {
    const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[type];
    const isArea = type === "Polygon" || type === "MultiPolygon";
    const coordinates = this.#coordinates(positions, depth, isArea, decimals);
    return coordinates === null ? null : ({ type, coordinates } as Simple);
  }

  position(at: At, decimals: number, turn = 0): Position {
    const original = this.#originals.get(at);
    if (original && original.lat === at.lat && original.lng === at.lng) return original.position;
    const lng = at.lng - (original?.turn ?? turn);
    return [rounded(lng, decimals), rounded(at.lat, decimals), ...(original?.position.slice(2) ?? [])];
  }

  #polygon(rings: Position[][], middle: number): Nested {
    const turn = turnOf(rings[0] ?? [], middle);
    // Leaflet closes a ring by itself.
    return rings.map((ring) => this.#line(ring.slice(0, -1), turn));
  }

  #line(line: Position[], turn: number): At[] {
    return line.map((position) => this.#latLng(position, turn));
  }

  #latLng(position: Position, turn: number): At {
    const [lon = 0, lat = 0] = position;
    const made = this.#make(lat, lon + turn);
    this.#originals.set(made, { position, lat: made.lat, lng: made.lng, turn });
    return made;
  }

  #coordinates(positions: Nested, depth: number, isArea: boolean, decimals: number): unknown {
    if (!Array.isArray(positions)) return this.position(positions, decimals);
    if (depth > 1) {
      const parts = positions.map((part) => this.#coordinates(part, depth - 1, isArea, decimals));
      // A hole or a part that is too small goes; what goes with its outer ring goes whole.
      if (isArea && depth === 2 && parts[0] === null) return null;
      const left = parts.filter((part) => part !== null);
      return left.length ? left : null;
    }
    // A corner that was set between two others is where they are.
    const turn = positions.map((at) => this.#originals.get(at as At)?.turn).find((one) => one !== undefined);
    const line = positions.map((at) => this.position(at as At, decimals, turn ?? 0));
    const first = line[0];
    if (isArea) return line.length < 3 || !first ? null : [...line, [...first]];
    return line.length < 2 ? null : line;
  }
}

function turnOf(line: readonly Position[], middle: number): number {
  const longitudes = line.map(([lon = 0]) => lon);
  return turnTo((Math.min(...longitudes) + Math.max(...longitudes)) / 2, middle);
}
