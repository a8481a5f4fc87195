import assert from "node:assert/strict";
import { test } from "node:test";
import { withPlainList } from "../../src/clusters/plain_list.ts";

const NONE = { least: 0, step: 1, width: 1, text: "" };
const block = {
  first: 1,
  in_list: [1, 3, 4, 5],
  ids: { "4": "d-2" },
  names: ["Pictured", "Mill", "Unnamed"],
  longitudes: NONE,
  latitudes: NONE,
  layers: NONE,
  symbols: [],
  notes: { "0": "It has an entry.", "5": "Nothing is told of it." },
  links: {},
};
const ITEMS = [
  "<ol class='places-unlisted' start='1'>",
  "<li id=1><a href=#p1>A &amp; &lt;b&gt;: c</a>: &#34;Note&#34;: it&#39;s",
  "<li id=2><a href=#p12>C</a>",
  "<li id=3>Above: the text",
  "<li id=4><a href=#p7>D</a>: two\nlines",
  "<li>Unnamed: Nothing is told of it.",
  "</ol>",
];
const LIST = ITEMS.join("");

test("rows of the list come between the others, with their notes", () => {
  const { names, notes } = withPlainList(block, LIST);
  assert.deepEqual(names, ["Pictured", "A & <b>: c", "C", "Mill", "D", "Unnamed"]);
  assert.deepEqual(notes, {
    "0": "It has an entry.",
    "1": `"Note": it's`,
    "4": "two\nlines",
    "5": "Nothing is told of it.",
  });
});

test("without rows in the list the columns are as they are", () => {
  const { names, notes } = withPlainList({ ...block, in_list: [] }, LIST);
  assert.deepEqual([names, notes], [block.names, block.notes]);
});

test("a browser that saves a list as elements writes a space that does not break by its name", () => {
  const saved = '<ol class="places-unlisted" start="1"><li id="1"><a href="#p1">A&nbsp;"B"</a></li></ol>';
  const one = { ...block, in_list: [0, 1], names: [], notes: {} };
  assert.deepEqual(withPlainList(one, saved).names, ['A\u00a0"B"']);
});
