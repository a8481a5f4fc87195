import assert from "node:assert/strict";
import { test } from "node:test";

import { alphabetical, matches } from "../../src/page/text_search.ts";

test("a word's beginning finds it, without its accents and capitals", () => {
  for (const query of ["juarez", "JUÁ", "ciudad jua", "juarez ciu", "  ", "juárez"]) {
    assert.ok(matches(query, "Ciudad Juárez Cities · named 6 times"), query);
  }
  assert.ok(!matches("uarez", "Ciudad Juárez"));
  assert.ok(!matches("juarez paso", "Ciudad Juárez"));
});

test("scripts without spaces are found anywhere, and signs do not matter", () => {
  assert.ok(matches("京都", "東京都"));
  assert.ok(matches("saint-l", "Saint-Louis"));
  assert.ok(matches("louis", "Saint-Louis"));
  assert.ok(matches("киї", "Київ"));
});

test("names are sorted as the language sorts them", () => {
  assert.deepEqual(alphabetical(["Zürich", "Ähtäri", "Aarau"], "de"), [2, 1, 0]);
  assert.deepEqual(alphabetical(["Zürich", "Ähtäri", "Aarau"], "sv"), [2, 0, 1]);
  assert.deepEqual(alphabetical(["Pier 10", "Pier 9"], "en"), [1, 0]);
  assert.deepEqual(alphabetical(["b", "b", "a"], ""), [2, 0, 1]);
});
