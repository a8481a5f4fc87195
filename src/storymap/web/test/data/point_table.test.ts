import assert from "node:assert/strict";
import { test } from "node:test";
import { crowdOf } from "../../src/data/point_table.ts";

const crowd = crowdOf({
  first: 21,
  ids: ["ahumada", "samalayuca", "nowhere"],
  names: ["Villa Ahumada", "Samalayuca", "Nowhere"],
  points: [-106_512_345, 30_618_000, 190_000_000, -17_500_000],
  layers: [0, 1, 1],
  symbols: [
    { colour: 1, shape: "circle", name: "Towns" },
    { colour: 4, shape: "square", name: "Dunes" },
  ],
  notes: { "1": "Sand." },
  links: { "0": "https://example.org/" },
});

test("a row is found by its place, and a place that is in no row is not", () => {
  assert.equal(crowd.rowOf("samalayuca"), 1);
  assert.equal(crowd.rowOf("el-paso"), -1);
  assert.equal(crowd.rowOf("constructor"), -1);
});

test("points are degrees, beyond the antimeridian too, and the last rows have none", () => {
  assert.deepEqual(crowd.pointAt(0), { lng: -106.512345, lat: 30.618 });
  assert.deepEqual(crowd.pointAt(1), { lng: 190, lat: -17.5 });
  assert.equal(crowd.pointAt(2), null);
  assert.equal(crowd.pointAt(-1), null);
  assert.equal(crowd.located, 2);
  assert.equal(crowd.count, 3);
});

test("a row has its layer's symbol, and a note and a link only where there is one", () => {
  assert.equal(crowd.symbolAt(2).name, "Dunes");
  assert.deepEqual([crowd.noteAt(0), crowd.noteAt(1)], ["", "Sand."]);
  assert.deepEqual([crowd.linkAt(0), crowd.linkAt(1)], ["https://example.org/", ""]);
});
