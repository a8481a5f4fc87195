// Where to look for a place that nobody has located: near what the article names beside it.

import type { DecisionState, PlaceState, SentenceState } from "../../preview/contract.ts";

type Place = Pick<PlaceState, "place_id" | "geometry" | "sentences">;

/** The place on the map, at one point, that is named nearest to what is to be decided, in the same paragraph; "" for none. */
export function namedBeside(decision: Pick<DecisionState, "sentences">, places: readonly Place[]): string {
  let nearest = { place_id: "", distance: Number.POSITIVE_INFINITY };
  for (const { place_id, geometry, sentences } of places) {
    if (geometry?.["type"] !== "Point") continue;
    const distance = Math.min(...sentences.flatMap((one) => decision.sentences.map((own) => distanceOf(one, own))));
    if (distance < nearest.distance) nearest = { place_id, distance };
  }
  return nearest.place_id;
}

/** How many characters lie between two names; Infinity in different paragraphs. */
function distanceOf(one: SentenceState, other: SentenceState): number {
  if (one.block !== other.block) return Number.POSITIVE_INFINITY;
  return Math.max(one.start - other.end, other.start - one.end, 0);
}
