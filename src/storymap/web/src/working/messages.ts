// What the framed page and the window around it may say to each other, field by field. What arrives is never used as it
// is: a message is made anew from the fields that are known, each of which is as it must be, or there is none.

import { PLACE_ID_PATTERN } from "../data/contract.ts";
import { checkedGeometry, isBetween, list, record } from "./checked_geometry.ts";

/** A field as it was found, made anew; undefined where it is not as it must be. */
type Check = (value: unknown) => unknown;
type Fields = Record<string, Check>;

/** Code points; a block of text is no longer. */
const MOST_TEXT = 10_000_000;
const MOST_BLOCKS = 1_000_000;
/** Of words that were selected as much is shown. */
export const MOST_WORDS = 1_000;
const MOST_CANDIDATES = 100;
const MOST_TEXTS = 200;
const PLACE_ID = new RegExp(`^${PLACE_ID_PATTERN}$`);
const LONGEST_ID = 200;
/** Pixels: far beyond any window. */
const FARTHEST = 1e7;

const integer =
  (most: number): Check =>
  (value) =>
    Number.isInteger(value) && isBetween(value, 0, most) ? value : undefined;
const number =
  (least: number, most: number): Check =>
  (value) =>
    isBetween(value, least, most) ? value : undefined;
const text =
  (most: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= most ? value : undefined;
const oneOf =
  (...known: string[]): Check =>
  (value) =>
    known.find((one) => one === value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? LEFT_OUT : check(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);
/** Stands for a field that may be missing, and is. */
const LEFT_OUT = Symbol("left out");

const block = integer(MOST_BLOCKS);
const offset = integer(MOST_TEXT);
const flag: Check = (value) => (typeof value === "boolean" ? value : undefined);
const placeId: Check = (value) =>
  typeof value === "string" && value.length <= LONGEST_ID && PLACE_ID.test(value) ? value : undefined;
const geometry: Check = (value) => checkedGeometry(value) ?? undefined;
const pixel = (value: unknown): number | null => (isBetween(value, -FARTHEST, FARTHEST) ? value : null);
const box: Check = (value) => {
  const found = Array.isArray(value) && value.length === 4 ? list(value, 4, pixel) : null;
  return found ?? undefined;
};
const latitude = number(-90, 90);
const longitude = number(-540, 540);
const candidate: Check = (value) => {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const found = [integer(Number.MAX_SAFE_INTEGER), latitude, longitude, text(MOST_WORDS)].map((check, i) =>
    check(value[i]),
  );
  return found.includes(undefined) ? undefined : found;
};
const listOf =
  (check: Check, most: number): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    return list(value, 0, (one) => check(one) ?? null) ?? undefined;
  };
const texts: Check = (value) => {
  const given = Object.entries(record(value) ?? { "": null });
  if (given.length > MOST_TEXTS || !given.every(([, one]) => text(MOST_WORDS)(one) !== undefined)) return undefined;
  return Object.fromEntries(given);
};

/** What the framed page says. */
const SAID: Record<string, Fields> = {
  ready: { revision: integer(Number.MAX_SAFE_INTEGER) },
  words: { block, start: offset, end: offset, text: text(2 * MOST_WORDS), box, by_key: optional(flag) },
  picked: {
    place_id: placeId,
    block: orNull(block),
    start: offset,
    end: offset,
    box: orNull(box),
    by_key: optional(flag),
  },
  moved: { place_id: placeId, geometry },
  drawn: { geometry: orNull(geometry) },
  ghost: { entry: integer(Number.MAX_SAFE_INTEGER) },
  block: { block, what: oneOf("text", "view", "title", "standfirst", "byline"), box },
  at: { block, box },
  point: { block: orNull(block) },
  files: {},
  map: { box, zoom: box },
  view: { lat: latitude, lon: longitude, zoom: number(0, 24) },
  key: { key: oneOf("undo", "redo", "search", "escape", "next", "previous") },
};

/** What the framed page is told. (A patch is checked where it is applied.) */
const TOLD: Record<string, Fields> = {
  place: {
    place_id: (value) => (value === "" ? "" : placeId(value)),
    edit: flag,
    geometry: optional(orNull(geometry)),
  },
  block: { block, start: optional(offset), end: optional(offset) },
  point: { x: number(-FARTHEST, FARTHEST), y: number(-FARTHEST, FARTHEST) },
  follow: { block: orNull(block), height: offset },
  ghosts: { candidates: listOf(candidate, MOST_CANDIDATES) },
  draw: { shape: oneOf("Point", "LineString", "Polygon", "", "done") },
  view: { of_block: optional(flag) },
  part: { part: oneOf("article", "map", "both") },
  leading: { kinds: listOf(oneOf("kicker", "headline", "standfirst"), 3) },
  words: { words: texts },
};

/** What the framed page says, made anew; null where it is nothing that it may say. */
export const saidBy = (message: unknown): Record<string, unknown> | null => made(message, "say", SAID);

/** What the framed page is told, made anew; null where it is nothing that it may be told. */
export const toldTo = (message: unknown): Record<string, unknown> | null => made(message, "do", TOLD);

function made(message: unknown, verb: "say" | "do", known: Record<string, Fields>): Record<string, unknown> | null {
  const given = record(message);
  const kind = given?.[verb];
  if (!given || typeof kind !== "string" || !Object.prototype.hasOwnProperty.call(known, kind)) return null;
  const found: Record<string, unknown> = { [verb]: kind };
  for (const [name, check] of Object.entries(known[kind] ?? {})) {
    const value = check(given[name]);
    if (value === undefined) return null;
    if (value !== LEFT_OUT) found[name] = value;
  }
  return isInOrder(found) ? found : null;
}

/** A range does not end before it begins. */
const isInOrder = ({ start = 0, end = start }: Record<string, unknown>): boolean =>
  (start as number) <= (end as number);
