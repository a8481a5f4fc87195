import assert from "node:assert/strict";
import { test } from "node:test";

import { PLACE_ID_PATTERN } from "../../src/data/contract.ts";
import { blockId } from "../../src/data/element_ids.ts";
import { placeFragment, readFragment } from "../../src/page/permalink.ts";

test("an address names a place or a block", () => {
  assert.deepEqual(readFragment("#place=el-paso"), { place: "el-paso" });
  assert.deepEqual(readFragment(placeFragment("el-paso")), { place: "el-paso" });
  assert.deepEqual(readFragment("#p=12"), { block: "p12" });
});

test("an address takes the place_ids and the blocks that a page has", () => {
  const isPlaceId = new RegExp(`^${PLACE_ID_PATTERN}$`);
  for (const text of ["a", "el-paso", "9", "-", "A", "é", "a b", "a_b", "a.b", ""]) {
    assert.equal(readFragment(`#place=${text}`) !== null, isPlaceId.test(text), text);
  }
  for (const number of [1, 12, 34567]) assert.deepEqual(readFragment(`#p=${number}`), { block: blockId(number) });
});

test("anything else is an element's id, or nothing of ours", () => {
  for (const hash of [
    "",
    "#",
    "#place-el-paso",
    "#m3",
    "#p12",
    "#p=0",
    "#p=-1",
    "#p=1e3",
    "#place=",
    "#place=El%20Paso",
    '#place="]',
    "#p=1&place=x",
  ]) {
    assert.equal(readFragment(hash), null, hash);
  }
});
