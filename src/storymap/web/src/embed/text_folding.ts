// Text as it is compared: a CMS turns quotation marks and dashes, breaks lines elsewhere, and puts in soft hyphens.

export interface Folded {
  text: string;
  /** Of each code unit of `text`, where its original begins and ends. */
  from: number[];
  to: number[];
}

// A character with the marks that are combined with it; a run of blanks; or any one code unit.
const PARTS = /[\s\u00a0]+|[^\s]\p{M}*/gu;
const UNSEEN = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const ALIKE: [RegExp, string][] = [
  [/[‘’‚‛ʼ′`´]/g, "'"],
  [/[“”„‟«»″]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
  [/…/g, "..."],
];

export function fold(original: string): Folded {
  const folded: Folded = { text: "", from: [], to: [] };
  for (const match of original.matchAll(PARTS)) {
    const part = match[0];
    if (UNSEEN.test(part)) continue;
    const isBlank = /^\s/.test(part);
    if (isBlank && folded.text.endsWith(" ")) continue;
    const plain = isBlank
      ? " "
      : ALIKE.reduce((text, [pattern, sign]) => text.replace(pattern, sign), part.normalize("NFC"));
    for (let i = 0; i < plain.length; i++) {
      folded.from.push(match.index);
      folded.to.push(match.index + part.length);
    }
    folded.text += plain;
  }
  return folded;
}

/** Where a needle stands in a haystack, from `start` on, else from its beginning: offsets of both in folded text. */
export function find(
  haystack: Folded,
  needle: Folded,
  start: number,
): { at: number; skipped: number; length: number } | null {
  const text = needle.text.trim();
  if (!text) return null;
  const later = haystack.text.indexOf(text, start);
  const at = later < 0 ? haystack.text.indexOf(text) : later;
  return at < 0 ? null : { at, skipped: needle.text.indexOf(text), length: text.length };
}
