import assert from "node:assert/strict";
import { test } from "node:test";
import { pointTable } from "../../src/clusters/point_table.ts";

const points = pointTable({
  first: 21,
  in_list: [],
  ids: { "0": "ahumada" },
  names: ["Villa Ahumada", "Samalayuca", "Nowhere"],
  longitudes: { least: -106_512_345, step: 59_302_469, width: 1, text: "AAU=" },
  latitudes: { least: -17_500_000, step: 1_000, width: 2, text: "9rsAAA==" },
  layers: { least: 0, step: 1, width: 1, text: "AAEB" },
  symbols: [
    { colour: 1, shape: "circle", name: "Towns" },
    { colour: 4, shape: "square", name: "Dunes" },
  ],
  notes: { "1": "Sand." },
  links: { "0": "https://example.org/" },
});

test("a row is found by its place, and a place that is in no row is not", () => {
  assert.equal(points.rowOf("samalayuca"), 1);
  assert.equal(points.rowOf("el-paso"), -1);
  assert.equal(points.rowOf("constructor"), -1);
});

test("an id is what its name is in small letters, unless it is said", () => {
  assert.deepEqual(points.ids, ["ahumada", "samalayuca", "nowhere"]);
  assert.deepEqual([20, 21, 23, 24].map(points.idOfNumber), [undefined, "ahumada", "nowhere", undefined]);
});

test("points are degrees, beyond the antimeridian too, and the last rows have none", () => {
  assert.deepEqual(points.pointAt(0), { lng: -106.512345, lat: 30.618 });
  assert.deepEqual(points.pointAt(1), { lng: 190, lat: -17.5 });
  assert.equal(points.pointAt(2), null);
  assert.equal(points.pointAt(-1), null);
  assert.equal(points.located, 2);
  assert.equal(points.count, 3);
});

test("a row has its layer's symbol, and a note and a link only where there is one", () => {
  assert.equal(points.symbolAt(2).name, "Dunes");
  assert.deepEqual([points.noteAt(0), points.noteAt(1)], ["", "Sand."]);
  assert.deepEqual([points.linkAt(0), points.linkAt(1)], ["https://example.org/", ""]);
});
