// The rule by which names are searched for, the same as Python's `fold_for_searching`: a test holds both to one fixture.

// Letters that Unicode does not take apart, and marks that people leave out or write differently: each with its like.
const LETTERS = new Map(
  "łl øo đd ßss æae œoe ıi ħh ðd þth əa ’' ‘' `' ʻ' ʼ' ʹ' ʿ ʾ"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");

/** `text` in small letters and without accents, punctuation as it is. */
export const foldForSearching = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, (mark) => (isAccent(mark) ? "" : mark))
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter);

// Accents have a combining class, by which normalisation orders them: each goes before U+0345, whose class is the
// highest. The vowel signs of Indic and Thai scripts have none, and stay where they are.
const LAST = "\u0345";
const isAccent = (mark: string): boolean => mark === LAST || `${LAST}${mark}`.normalize("NFD").endsWith(LAST);
