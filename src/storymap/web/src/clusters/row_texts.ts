// The texts of many rows, folded and laid one after the other: a word is looked for in all of them at once.

import { searchable } from "../page/text_search.ts";

export class RowTexts {
  readonly #all: string;
  /** Where the text of each row ends. */
  readonly #ends: Int32Array;

  constructor(texts: readonly string[]) {
    const folded = texts.map(folding);
    this.#ends = new Int32Array(texts.length);
    let end = 0;
    folded.forEach((text, row) => {
      end += text.length + 1;
      this.#ends[row] = end;
    });
    this.#all = `${folded.join("\n")}\n`;
  }

  /** Call back for each row in which a word of a query, as `wordsOf` has it, begins a word. */
  find(word: string, found: (row: number) => void): void {
    const isBeginning = word.startsWith(" ");
    const part = word.trimStart();
    let row = 0;
    let at = this.#all.indexOf(part);
    while (at >= 0) {
      if (isBeginning && isInWord(this.#all.charCodeAt(at - 1))) {
        at = this.#all.indexOf(part, at + 1);
        continue;
      }
      while (at >= (this.#ends[row] ?? Number.POSITIVE_INFINITY)) row++;
      found(row);
      at = this.#all.indexOf(part, this.#ends[row]);
    }
  }
}

/** Most texts are plain, and there may be a hundred thousand: what is between their words may stay. */
const folding = (text: string): string =>
  /^\p{ASCII}*$/u.test(text) ? text.toLowerCase().replaceAll("\n", " ") : searchable(text);

/** Of a folded text: whether this is a letter or a digit. There is none before the first. */
const isInWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
