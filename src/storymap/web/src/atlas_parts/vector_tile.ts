// Reads the points of a vector tile (MVT 2): the atlas' own tiles have nothing else. Whatever is wrong is a damaged part.

import { PartError } from "./part_file.ts";

export interface TilePoint {
  /** In units of the tile, from 0 to before 1. */
  x: number;
  y: number;
  properties: Map<string, string | number>;
}

export interface PointTile {
  /** The name of the layer. */
  name: string;
  points: TilePoint[];
}

const [VARINT, LONG, BYTES, INT] = [0, 1, 2, 5];

/** The fields of a message, one after the other: numbers as they are, all else as bytes. */
class Reader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** Call back with each field. */
  fields(see: (field: number, number: number, bytes: Uint8Array) => void): void {
    while (this.#at < this.#data.length) {
      const tag = this.varint();
      const kind = tag & 7;
      if (kind === VARINT) see(tag >>> 3, this.varint(), EMPTY);
      else if (kind === BYTES) see(tag >>> 3, 0, this.#bytes(this.varint()));
      else if (kind === LONG) this.#bytes(8);
      else if (kind === INT) this.#bytes(4);
      else throw new PartError("damaged");
    }
  }

  varints(): number[] {
    const found: number[] = [];
    while (this.#at < this.#data.length) found.push(this.varint());
    return found;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 0x80) {
      const byte = this.#data[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new PartError("damaged");
  }

  #bytes(length: number): Uint8Array {
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#data.length) throw new PartError("damaged");
    return this.#data.subarray(start, this.#at);
  }
}

const EMPTY = new Uint8Array();

/** The tile's one layer. */
export function readPointTile(data: Uint8Array): PointTile {
  const tile: PointTile = { name: "", points: [] };
  new Reader(data).fields((field, _, bytes) => {
    if (field === 3) readLayer(bytes, tile);
  });
  return tile;
}

function readLayer(data: Uint8Array, tile: PointTile): void {
  const keys: string[] = [];
  const values: (string | number)[] = [];
  const features: Uint8Array[] = [];
  let extent = 4096;
  new Reader(data).fields((field, number, bytes) => {
    if (field === 1) tile.name = decoded(bytes);
    else if (field === 2) features.push(bytes);
    else if (field === 3) keys.push(decoded(bytes));
    else if (field === 4) values.push(readValue(bytes));
    else if (field === 5) extent = number;
  });
  for (const feature of features) {
    let [tags, geometry]: [number[], number[]] = [[], []];
    new Reader(feature).fields((field, _, bytes) => {
      if (field === 2) tags = new Reader(bytes).varints();
      else if (field === 4) geometry = new Reader(bytes).varints();
    });
    const properties = new Map<string, string | number>();
    for (let i = 0; i + 1 < tags.length; i += 2) {
      const [key, value] = [keys[tags[i] ?? -1], values[tags[i + 1] ?? -1]];
      if (key === undefined || value === undefined) throw new PartError("damaged");
      properties.set(key, value);
    }
    const [, x = 0, y = 0] = geometry;
    tile.points.push({ x: unzigzag(x) / extent, y: unzigzag(y) / extent, properties });
  }
}

function readValue(data: Uint8Array): string | number {
  let value: string | number = 0;
  new Reader(data).fields((field, number, bytes) => {
    value = field === 1 ? decoded(bytes) : number;
  });
  return value;
}

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const unzigzag = (value: number): number => (value % 2 ? -(value + 1) / 2 : value / 2);
