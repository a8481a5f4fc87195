import assert from "node:assert/strict";
import { test } from "node:test";

import { isQuotation, quotation, textDirective } from "../../src/page/quotation.ts";

test("a quotation says where it is from, and its address if there is one", () => {
  assert.equal(
    quotation("one errand", "Two cities", "https://a.example/#p=1"),
    "one errand\n— Two cities\nhttps://a.example/#p=1",
  );
  assert.equal(quotation("one errand", "Two cities", ""), "one errand\n— Two cities");
});

test("a word that was pressed twice is no quotation", () => {
  for (const text of ["", "errand", "Juárez,"]) assert.equal(isQuotation(text), false, text);
  for (const text of ["one errand", "两座城市之间的桥是同一件差事"]) assert.equal(isQuotation(text), true, text);
});

test("a browser is told the words to mark: all of few, the ends of many, or of several paragraphs", () => {
  assert.equal(textDirective("one errand"), ":~:text=one%20errand");
  assert.equal(textDirective("well-known, and more"), ":~:text=well%2Dknown%2C%20and%20more");
  const long = "For as long as anyone remembers, the two cities were one errand, and people slept in both of them.";
  assert.equal(textDirective(long), ":~:text=For%20as%20long%20as,in%20both%20of%20them.");
  assert.equal(textDirective("from them.\n\nIn the"), ":~:text=from,the");
  assert.equal(textDirective("十".repeat(100)), "");
});
