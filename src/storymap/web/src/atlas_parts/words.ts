// The words by which stories and places are found: the same rule as Python's `atlas/parts/words.py`; a test holds both to
// one fixture.

import { foldForSearching } from "../page/folding.ts";

const LONGEST_WORD = 32;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
// Thai, Lao, Burmese, Khmer; kana; Han.
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

/** The words of a text, in order. */
export const wordsOf = (text: string): string[] => (foldForSearching(text).match(WORD) ?? []).flatMap(parts);

/** A name, or the beginning of one, as names are looked up. */
export const nameKey = (text: string): string =>
  [...(foldForSearching(text).match(WORD) ?? []).join(" ")].slice(0, 2 * LONGEST_WORD).join("");

function parts(word: string): string[] {
  return (word.match(RUN) ?? []).flatMap((run) => {
    const letters = [...run];
    if (!IS_UNSPACED.test(run)) return letters.slice(0, LONGEST_WORD).join("");
    return letters.length === 1 ? run : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
  });
}
