import assert from "node:assert/strict";
import { test } from "node:test";
import { withPlainList } from "../../src/clusters/plain_list.ts";

const block = {
  first: 1,
  in_list: [1, 3, 4, 5],
  ids: ["pictured", "mill", "unnamed"],
  names: ["Pictured", "Mill", "Unnamed"],
  points: [],
  layers: [],
  symbols: [],
  notes: { "0": "It has an entry.", "5": "Nothing is told of it." },
  links: {},
};
const LIST = `<ol class="places-unlisted" start="1"><li id="place-a-b"><a href="#p1">A &amp; &lt;b&gt;: c</a>: &#34;Note&#34;: it&#39;s</li>
<li id="place-c"><a href="#p12">C</a></li>
<li id="place-above">Above: the text</li>
<li id="place-d"><a href="#p7">D</a>: two
lines</li>
<li>Unnamed: Nothing is told of it.</li></ol>`;

test("rows of the list come between the others, with their notes", () => {
  const { ids, names, notes } = withPlainList(block, LIST);
  assert.deepEqual(ids, ["pictured", "a-b", "c", "mill", "d", "unnamed"]);
  assert.deepEqual(names, ["Pictured", "A & <b>: c", "C", "Mill", "D", "Unnamed"]);
  assert.deepEqual(notes, {
    "0": "It has an entry.",
    "1": `"Note": it's`,
    "4": "two\nlines",
    "5": "Nothing is told of it.",
  });
});

test("without rows in the list the columns are as they are", () => {
  const { ids, names, notes } = withPlainList({ ...block, in_list: [] }, LIST);
  assert.deepEqual([ids, names, notes], [block.ids, block.names, block.notes]);
});

test("a browser that saves a list as elements writes a space that does not break by its name", () => {
  const saved = '<ol class="places-unlisted" start="1"><li id="place-a"><a href="#p1">A&nbsp;"B"</a></li></ol>';
  const one = { ...block, in_list: [0, 1], ids: [], names: [], notes: {} };
  assert.deepEqual(withPlainList(one, saved).names, ['A\u00a0"B"']);
});
