// Searching and sorting names as their readers do: accents and capitals do not matter.

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** A text as `finds` searches it: its words folded, a space before each. */
export function searchable(text: string): string {
  // Most names are plain, and there may be a hundred thousand.
  if (/^\p{ASCII}*$/u.test(text)) return ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")}`;
  return ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
}

/** The words of a query, folded. */
export const wordsOf = (query: string): string[] =>
  fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(asBeginning);

// Where words are not set apart by spaces, as in Chinese, a part may be anywhere.
const asBeginning = (part: string): string =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(part) ? part : ` ${part}`;

/** Whether every word of a query begins a word of one of the texts, in any order. */
export const finds = (query: readonly string[], text: string, other = ""): boolean =>
  query.every((word) => text.includes(word) || other.includes(word));

export const matches = (query: string, text: string): boolean => finds(wordsOf(query), searchable(text));

/** The indices of `names` in the order of a dictionary of `language`. */
export function alphabetical(names: readonly string[], language: string): number[] {
  const { compare } = new Intl.Collator(language || "en", { numeric: true });
  return [...names.keys()].sort((i, j) => compare(names[i] ?? "", names[j] ?? "") || i - j);
}
