// What the address asks for: `#q=words&from=2009-01&to=2012&layer=cities`, and `#place=el-paso-5520993`.

import { type Filter, isDate, NO_FILTER } from "./filter.ts";

export interface Wish {
  query: string;
  filter: Filter;
  /** The address of a place that is open; "" for none. */
  place: string;
}

export function readWish(hash: string, layers: readonly string[]): Wish {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const date = (name: string): string => {
    const written = asked.get(name) ?? "";
    return isDate(written) ? written : "";
  };
  const numbers = asked.getAll("layer").map((name) => layers.indexOf(name));
  return {
    query: (asked.get("q") ?? "").slice(0, 200),
    filter: { ...NO_FILTER, from: date("from"), to: date("to"), layers: numbers.filter((number) => number >= 0) },
    place: /^[a-z0-9-]{1,64}$/.test(asked.get("place") ?? "") ? (asked.get("place") ?? "") : "",
  };
}

/** The fragment that asks for it, with its "#"; "" for nothing. */
export function fragmentOf({ query, filter, place }: Wish, layers: readonly string[]): string {
  const asked = new URLSearchParams();
  if (query) asked.set("q", query);
  if (filter.from) asked.set("from", filter.from);
  if (filter.to) asked.set("to", filter.to);
  for (const layer of filter.layers) asked.append("layer", layers[layer] ?? "");
  if (place) asked.set("place", place);
  return `${asked}` && `#${asked}`;
}
