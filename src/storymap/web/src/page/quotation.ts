// Sentences that a reader takes along, and the end of an address that marks them in the page
// (https://wicg.github.io/scroll-to-text-fragment/): browsers that do not know it go to the paragraph.

/** Characters: what is longer is named by its first and last words. */
const SHORT = 80;
/** So many words at either end. */
const WORDS = 4;

/** Enough to be worth passing on: two words, or as many letters in a script without spaces. */
export const isQuotation = (text: string): boolean => /\S\s+\S/.test(text) || text.length >= 12;

/** The lines of a quotation: its words, where they are from, and the address if there is one. */
export const quotation = (text: string, title: string, address: string): string =>
  [text, `— ${title}`, address].filter(Boolean).join("\n");

/** The directive that marks a text; it must be whole words. */
export function textDirective(text: string): string {
  const words = text.trim().split(/\s+/);
  // A text over several paragraphs is found by its ends only.
  if (text.length <= SHORT && !text.includes("\n")) return directive(words);
  if (words.length < 2 * WORDS) return words.length > 1 ? directive(words.slice(0, 1), words.slice(-1)) : "";
  return directive(words.slice(0, WORDS), words.slice(-WORDS));
}

const directive = (...ends: string[][]): string => `:~:text=${ends.map((words) => encode(words.join(" "))).join(",")}`;

/** A hyphen would say that what follows stands beside the text. */
const encode = (text: string): string => encodeURIComponent(text).replace(/-/g, "%2D");
