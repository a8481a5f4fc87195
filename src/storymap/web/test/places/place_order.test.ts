import assert from "node:assert/strict";
import { test } from "node:test";
import { pointTable } from "../../src/clusters/point_table.ts";
import type { Place } from "../../src/data/page_data.ts";
import { PlaceOrder } from "../../src/places/place_order.ts";
import { packed } from "../packed.ts";

const place = (number: number, located = true): Place => ({
  number,
  colour: 1,
  shape: "circle",
  located,
  zoom: null,
  role: "scene",
  weight: 1,
  frame: null,
  mentions: [],
});
// The file's order is not the text's.
const places = { soria: place(2), "el-paso": place(1), elsewhere: place(3, false) };
const points = (ids: string[], located: number) =>
  pointTable({
    first: 4,
    in_list: [],
    ids: {},
    names: ids,
    longitudes: packed(Array(located).fill(0)),
    latitudes: packed(Array(located).fill(0)),
    layers: packed([]),
    symbols: [],
    notes: {},
    links: {},
  });

test("without clustered places one goes around the listed places that are on the map", () => {
  const order = new PlaceOrder({ places }, null);
  assert.equal(order.next(1, undefined, undefined), "el-paso");
  assert.equal(order.next(1, "el-paso", undefined), "soria");
  assert.equal(order.next(1, "soria", undefined), "el-paso");
  assert.equal(order.next(-1, "el-paso", undefined), "soria");
  assert.equal(order.next(1, undefined, "soria"), "soria");
  assert.equal(order.next(1, "elsewhere", "elsewhere"), "el-paso");
  assert.equal(new PlaceOrder({ places: {} }, null).next(1, undefined, undefined), undefined);
});

test("clustered places come after the last listed one, and rows that are on no map are passed over", () => {
  const order = new PlaceOrder({ places }, points(["a", "b", "nowhere"], 2));
  assert.equal(order.next(1, "soria", undefined), "a");
  assert.equal(order.next(1, "b", undefined), "el-paso");
  assert.equal(order.next(-1, "el-paso", undefined), "b");
  assert.equal(order.next(-1, "a", undefined), "soria");
  assert.equal(order.next(1, "nowhere", undefined), "el-paso");
});

test("a listed place that is clustered too comes once", () => {
  const order = new PlaceOrder({ places }, points(["el-paso", "soria", "a"], 3));
  const seen = ["el-paso"];
  for (let step = 0; step < 3; step++) seen.push(order.next(1, seen[seen.length - 1], undefined)!);
  assert.deepEqual(seen, ["el-paso", "soria", "a", "el-paso"]);
});

test("of places that are left one goes to these alone", () => {
  const order = new PlaceOrder({ places }, points(["soria", "toledo", "vigo", "lugo"], 3));
  const kept = new Set(["soria", "vigo", "lugo"]);
  assert.equal(order.next(1, "el-paso", undefined, kept), "soria");
  assert.equal(order.next(1, "soria", undefined, kept), "vigo");
  assert.equal(order.next(1, "vigo", undefined, kept), "soria");
  assert.equal(order.next(-1, "soria", undefined, kept), "vigo");
  assert.equal(order.next(1, undefined, "toledo", kept), "soria");
  assert.equal(order.next(-1, undefined, "toledo", kept), "vigo");
  assert.equal(order.next(1, undefined, "vigo", kept), "vigo");
  assert.equal(order.next(1, "soria", undefined, new Set()), undefined);
});
