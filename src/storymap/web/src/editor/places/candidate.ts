// A place of the gazetteer in one line or two: what it is called, where that is, what and how large it is, why it.

import { element } from "../../page/dom.ts";
import type { CandidateState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import type { Words } from "../words.ts";

/** "El Paso, Texas, United States": what it is called, and what it lies in. */
export function nameParts(name: string): { own: string; within: string } {
  const comma = name.indexOf(", ");
  return comma < 0 ? { own: name, within: "" } : { own: name.slice(0, comma), within: name.slice(comma + 2) };
}

/** At most so many words may be what a place lies in. */
const MOST_WITHIN = 3;

/** As it was typed, then with a comma before the last words: "Springfield Oregon" is Springfield, Oregon. */
export function askedAs(query: string): string[] {
  const words = query.split(/\s+/);
  if (query.includes(",") || words.length < 2) return [query];
  const splits = words.slice(1).map((_, index) => index + 1);
  const parted = splits.reverse().map((at) => `${words.slice(0, at).join(" ")}, ${words.slice(at).join(" ")}`);
  return [query, ...parted.slice(0, MOST_WITHIN)];
}

/** "town · 11,000" */
export function kindAndSize({ kind, population }: CandidateState, words: Words): string {
  const size = population ? words.say("people", { count: population }) : "";
  return [kind ? words.kind(kind) : "", size].filter(Boolean).join(" · ");
}

export function candidateParts(candidate: CandidateState, words: Words): HTMLElement[] {
  const { own, within } = nameParts(candidate.name);
  const about = [kindAndSize(candidate, words), words.reason(candidate.why)].filter(Boolean).join(" · ");
  return [
    element("span", { class: "candidate-name", dir: "auto" }, element("b", {}, own), within ? ` ${within}` : ""),
    element("span", { class: "candidate-about" }, about),
  ];
}

/** Show these on the map, each with its number. */
export function showGhosts(context: EditorContext, candidates: readonly CandidateState[]): void {
  context.frame.send({
    do: "ghosts",
    candidates: candidates.map(({ entry, lat, lon, name }) => [entry, lat, lon, name]),
  });
}
