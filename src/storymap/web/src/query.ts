// Searching and sorting names as their readers do: accents and capitals do not matter.

export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** Whether every word of the query begins a word of the text, in any order. */
export function matches(query: string, text: string): boolean {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  const parts = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  // Where words are not set apart by spaces, as in Chinese, a part may be anywhere.
  return parts.every((part) => folded.includes(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(part) ? part : ` ${part}`));
}

/** The indices of `names` in the order of a dictionary of `language`. */
export function alphabetical(names: readonly string[], language: string): number[] {
  const { compare } = new Intl.Collator(language || "en", { numeric: true });
  return names.map((_, i) => i).sort((a, b) => compare(names[a]!, names[b]!) || a - b);
}
