import assert from "node:assert/strict";
import { test } from "node:test";
import { RowTexts } from "../../src/clusters/row_texts.ts";
import { finds, searchable, wordsOf } from "../../src/page/text_search.ts";

const TEXTS = [
  "El Paso the pass",
  "Ciudad Juárez, Chihuahua",
  "",
  "Santa Fe-bridge\nsecond line",
  "don't o’clock",
  "Łódź ŒUVRE straße",
  "北京市 Beijing",
  "snake_case 12th 3rd",
  "passing PASSED (pass)",
  "กรุงเทพ ไทย",
  "İstanbul ıspanak",
  "x".repeat(50),
  " \n\t ",
  "el",
];

const rowsOf = (texts: RowTexts, word: string): number[] => {
  const rows: number[] = [];
  texts.find(word, (row) => rows.push(row));
  return rows;
};

test("the rows that a word begins in are found, each once and in order", () => {
  const texts = new RowTexts(TEXTS);
  assert.deepEqual(rowsOf(texts, " pas"), [0, 8]);
  assert.deepEqual(rowsOf(texts, " el"), [0, 13]);
  assert.deepEqual(rowsOf(texts, "京"), [6]);
  assert.deepEqual(rowsOf(texts, " ine"), []);
  assert.deepEqual(rowsOf(texts, " line"), [3]);
});

test("what is found is what one text after the other would find", () => {
  const texts = new RowTexts(TEXTS);
  const parts = TEXTS.flatMap((text) => [...text].flatMap((_, at) => [text.slice(at, at + 1), text.slice(at, at + 3)]));
  for (const query of [...parts, "second", "t", "o clock", "juarez", "oeuvre", "strasse", "lodz"]) {
    for (const word of wordsOf(query)) {
      const expected = TEXTS.flatMap((text, row) => (finds([word], searchable(text)) ? [row] : []));
      assert.deepEqual(rowsOf(texts, word), expected, JSON.stringify([query, word]));
    }
  }
});
