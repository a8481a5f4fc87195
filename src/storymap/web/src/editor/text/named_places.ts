// The story's places that words may mean, for a list under a search.

import type { PlaceState } from "../../preview/contract.ts";

type Named = Pick<PlaceState, "name" | "aliases">;

/** Without marks and case: how people search. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Places whose names hold the words, the best first: those that are called so, that begin so, that hold them. */
export function namedPlaces<Place extends Named>(places: readonly Place[], words: string, most: number): Place[] {
  const asked = folded(words);
  if (!asked) return [];
  const ranked = places
    .map((place) => ({
      place,
      rank: Math.min(...[place.name, ...place.aliases].map((name) => rank(folded(name), asked))),
    }))
    .filter(({ rank: found }) => found < Number.POSITIVE_INFINITY);
  ranked.sort((one, other) => one.rank - other.rank);
  return ranked.slice(0, most).map(({ place }) => place);
}

function rank(name: string, asked: string): number {
  if (!name) return Number.POSITIVE_INFINITY;
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  if (` ${name}`.includes(` ${asked}`)) return 2;
  // The words may say more than the name: "the town of Laredo".
  if (` ${asked} `.includes(` ${name} `)) return 3;
  return name.includes(asked) ? 4 : Number.POSITIVE_INFINITY;
}

/** The places of which a name stands in words that say more: by these one says that they do not mean it. */
export const namedWithin = <Place extends Named>(places: readonly Place[], words: string): Place[] =>
  places.filter((place) =>
    [place.name, ...place.aliases].some((name) => {
      const own = folded(name);
      return own !== "" && own !== folded(words) && ` ${folded(words)} `.includes(` ${own} `);
    }),
  );

/** The place that is called so. */
export const calledSo = <Place extends Named>(places: readonly Place[], words: string): Place | undefined =>
  places.find((place) => [place.name, ...place.aliases].some((name) => folded(name) === folded(words)));

/** Whether words look like a name: then they mean it everywhere. */
export const looksLikeName = (words: string): boolean => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(words.trim());
