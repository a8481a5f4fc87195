import assert from "node:assert/strict";
import { test } from "node:test";

import { placeFragment, readFragment } from "../../src/page/permalink.ts";

test("an address names a place or a block", () => {
  assert.deepEqual(readFragment("#place=el-paso"), { place: "el-paso" });
  assert.deepEqual(readFragment(placeFragment("el-paso")), { place: "el-paso" });
  assert.deepEqual(readFragment("#p=12"), { block: "p12" });
});

test("anything else is an element's id, or nothing of ours", () => {
  for (const hash of ["", "#", "#place-el-paso", "#m3", "#p12", "#p=0", "#p=-1", "#p=1e3", "#place=", "#place=El%20Paso", '#place="]', "#p=1&place=x"]) {
    assert.equal(readFragment(hash), null, hash);
  }
});
