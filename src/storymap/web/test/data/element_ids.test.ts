import assert from "node:assert/strict";
import { test } from "node:test";

import { blockId, blockNumber, entryId } from "../../src/data/element_ids.ts";

test("a block's id has its number, and no other id has one", () => {
  assert.equal(blockId(12), "p12");
  assert.equal(blockNumber(blockId(12)), 12);
  for (const id of ["", "p", "m3", "map", "places", "p1x", "xp1"]) assert.equal(blockNumber(id), 0, id);
});

test("a place's entry has its place_id", () => assert.equal(entryId("el-paso"), "place-el-paso"));
