// The places on the map, from `places.pmtiles`: of each tile in sight its clusters and places. Of a tile that is complete
// there are none below it; who looks closer takes its places.

import { PMTiles, type RangeResponse, type Source } from "pmtiles";
import { PartError, PartFile } from "./part_file.ts";
import { type PointTile, readPointTile } from "./vector_tile.ts";

/** A place, or a cluster of `places`, of which the one that is named most has this number and name. */
export interface Spot {
  /** On the unit square. */
  x: number;
  y: number;
  number: number;
  name: string;
  places: number;
  /** -1 for places of several layers. */
  layer: number;
  history: string;
}

/** The zoom of the closest tiles. */
const CLOSEST = 12;
const COMPLETE = "places";

interface Tile {
  spots: Spot[];
  isComplete: boolean;
}

/** Bytes of the file for the library that knows its directories. */
class Archive implements Source {
  readonly #file: PartFile;

  constructor(file: PartFile) {
    this.#file = file;
  }

  getKey(): string {
    return this.#file.url;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const data = await this.#file.read(offset, length);
    return { data: data.slice().buffer };
  }
}

export class PlaceTiles {
  readonly #archive: PMTiles;
  readonly #tiles = new Map<string, Promise<Tile | null>>();

  constructor(url: string) {
    this.#archive = new PMTiles(new Archive(new PartFile(url)));
  }

  /** All that is in a box of the unit square, at a zoom of tiles of 512 pixels. */
  async within(left: number, top: number, right: number, bottom: number, zoom: number): Promise<Spot[]> {
    const z = Math.max(0, Math.min(CLOSEST, zoom));
    const side = 2 ** z;
    const clamp = (value: number): number => Math.max(0, Math.min(side - 1, Math.floor(value * side)));
    const wanted: Promise<Spot[]>[] = [];
    for (let y = clamp(top); y <= clamp(bottom); y++)
      for (let x = clamp(left); x <= clamp(right); x++) wanted.push(this.#spots(z, x, y));
    return (await Promise.all(wanted)).flat();
  }

  /** What a tile shows: its own, or what of a complete one above it lies in it. */
  async #spots(z: number, x: number, y: number): Promise<Spot[]> {
    const own = await this.#tile(z, x, y);
    if (own) return own.spots;
    for (let up = 1; up <= z; up++) {
      const above = await this.#tile(z - up, x >> up, y >> up);
      if (!above) continue;
      if (!above.isComplete) return [];
      const side = 2 ** z;
      return above.spots.filter((spot) => Math.floor(spot.x * side) === x && Math.floor(spot.y * side) === y);
    }
    return [];
  }

  #tile(z: number, x: number, y: number): Promise<Tile | null> {
    const key = `${z}/${x}/${y}`;
    const known = this.#tiles.get(key) ?? this.#fetch(z, x, y);
    this.#tiles.set(key, known);
    known.catch(() => this.#tiles.delete(key));
    return known;
  }

  async #fetch(z: number, x: number, y: number): Promise<Tile | null> {
    try {
      const found = await this.#archive.getZxy(z, x, y);
      return found ? tileOf(readPointTile(new Uint8Array(found.data)), z, x, y) : null;
    } catch (error) {
      throw error instanceof PartError ? error : new PartError("damaged");
    }
  }
}

function tileOf({ name, points }: PointTile, z: number, x: number, y: number): Tile {
  const side = 2 ** z;
  const spots = points.map(({ x: px, y: py, properties }) => ({
    x: (x + px) / side,
    y: (y + py) / side,
    number: Number(properties.get("i")),
    name: String(properties.get("name") ?? ""),
    places: Number(properties.get("p") ?? 1),
    layer: Number(properties.get("l") ?? -1),
    history: String(properties.get("h") ?? ""),
  }));
  return { spots, isComplete: name === COMPLETE };
}
