// The words of a text, for going from one to the next by key.

/** In UTF-16 units, as [start, end]. */
export type WordRange = [start: number, end: number];

// Where words are not set apart by spaces, each character is one: Shift takes more of them.
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:['’.\-‐‑&/][\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*)*/gu;

export function wordRanges(text: string): WordRange[] {
  return [...text.matchAll(WORD)].map((match) => [match.index, match.index + match[0].length]);
}

/** What is taken of a text: from one word to another, in the order in which they were taken. */
export interface Taken {
  anchor: number;
  focus: number;
}

/** The words taken after one more step; at the ends of the text it stays. */
export function stepped(taken: Taken | null, by: 1 | -1, isExtending: boolean, count: number): Taken | null {
  if (count === 0) return null;
  if (!taken) return { anchor: by > 0 ? 0 : count - 1, focus: by > 0 ? 0 : count - 1 };
  // Several words become one, at the end that the key goes to.
  const edge = by > 0 ? Math.max(taken.anchor, taken.focus) : Math.min(taken.anchor, taken.focus);
  const from = isExtending ? taken.focus : edge;
  const focus = Math.min(count - 1, Math.max(0, from + by));
  return { anchor: isExtending ? taken.anchor : focus, focus };
}
