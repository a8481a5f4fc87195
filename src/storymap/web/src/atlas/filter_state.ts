// What the stories are filtered by, and how an address says it: "q=bridge&from=2009&to=2012-06&layer=Cities".

import { finds, wordsOf } from "../page/text_search.ts";

export interface FilterState {
  query: string;
  /** "2009", "2009-04", "2009-04-17", or "" for any. */
  from: string;
  to: string;
  /** The names of the layers that are shown, or null for all. */
  layers: readonly string[] | null;
}

export const NOTHING: FilterState = { query: "", from: "", to: "", layers: null };

const DATE = /^\d{4}(?:-\d{2}){0,2}$/;
/** Letters: what an address may ask for. */
const LONGEST = 200;

export function readTail(tail: string): FilterState {
  const asked = new URLSearchParams(tail);
  const date = (name: string): string => {
    const written = asked.get(name) ?? "";
    return DATE.test(written) ? written : "";
  };
  return {
    query: (asked.get("q") ?? "").slice(0, LONGEST),
    from: date("from"),
    to: date("to"),
    layers: asked.has("layer") ? asked.getAll("layer") : null,
  };
}

export function writeTail({ query, from, to, layers }: FilterState): string {
  const said = new URLSearchParams();
  if (query.trim()) said.set("q", query.trim());
  if (from) said.set("from", from);
  if (to) said.set("to", to);
  // No layer at all is one without a name.
  for (const layer of layers && !layers.length ? [""] : (layers ?? [])) said.append("layer", layer);
  return said.toString();
}

/** Whether a date lies between two others, each as exact as it is written; none lies nowhere, unless all do. */
export function isWithin(date: string, from: string, to: string): boolean {
  if (!from && !to) return true;
  if (!date) return false;
  return (!from || !isBefore(date, from)) && (!to || !isBefore(to, date));
}

function isBefore(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}

/** What is known of a story: its date, its words as `searchable` has them, the layers of its places. */
export interface StoryFacts {
  date: string;
  text: string;
  layers: ReadonlySet<number>;
}

/** Which stories fit; `shown` says of each layer whether it is on the map. */
export function fitting(
  stories: readonly StoryFacts[],
  state: Pick<FilterState, "query" | "from" | "to">,
  shown: readonly boolean[],
): boolean[] {
  const query = wordsOf(state.query);
  const isAll = shown.every(Boolean);
  return stories.map(
    ({ date, text, layers }) =>
      isWithin(date, state.from, state.to) &&
      (isAll || [...layers].some((layer) => shown[layer])) &&
      finds(query, text),
  );
}

/** The years of dates, the first one first. */
export const yearsOf = (dates: readonly string[]): string[] =>
  [...new Set(dates.filter(Boolean).map((date) => date.slice(0, 4)))].sort();
