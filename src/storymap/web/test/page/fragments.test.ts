import assert from "node:assert/strict";
import { test } from "node:test";

import { PLACE_ID_PATTERN } from "../../src/data/contract.ts";
import { blockId } from "../../src/data/element_ids.ts";
import {
  placeFragment,
  publishedAddress,
  readFragment,
  tailOf,
  viewFragment,
  withTail,
} from "../../src/page/fragments.ts";

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

test("an address names a view of the map, and the layers that it hides", () => {
  const view = { lat: 31.75, lng: -106.48123, zoom: 13.25, hidden: [] };
  assert.equal(viewFragment(view), "#view=31.75,-106.48123,13.25");
  assert.equal(viewFragment({ ...view, hidden: [0, 2] }), "#view=31.75,-106.48123,13.25&hide=1,3");
  assert.deepEqual(readFragment(viewFragment({ ...view, hidden: [0, 2] })), { view: { ...view, hidden: [0, 2] } });
  // A metre or so, and never as 1e-7.
  assert.equal(viewFragment({ lat: 0.0000001, lng: 181.123456789, zoom: 3, hidden: [] }), "#view=0,181.12346,3");
  for (const hash of [
    "#view=91,0,3",
    "#view=1,999,3",
    "#view=1,2",
    "#view=1,2,3&hide=",
    "#view=1,2,3&hide=x",
    "#view=a,b,c",
  ])
    assert.equal(readFragment(hash), null, hash);
});

test("words to be marked, which some browsers leave in the address, do not hide what it opens", () => {
  assert.deepEqual(readFragment("#p=12:~:text=as%20long"), { block: "p12" });
});

test("readers pass on where the page was published, else where it is on the web, else nothing", () => {
  const canonical = "https://maps.example.org/juarez/";
  assert.equal(publishedAddress(canonical, "file:///desk/index.html"), canonical);
  assert.equal(publishedAddress(undefined, "https://a.example/x?id=5&view=map&steps#p=3"), "https://a.example/x?id=5");
  assert.equal(publishedAddress(undefined, "https://a.example/x?steps&scheme=dark"), "https://a.example/x");
  // The preview's frame: what opens it is nobody else's.
  assert.equal(publishedAddress(undefined, "http://127.0.0.1:8000/page/3?ticket=0a"), "http://127.0.0.1:8000/page/3");
  for (const own of ["file:///desk/index.html", "about:srcdoc", "blob:https://a.example/1", "data:text/html,x"])
    assert.equal(publishedAddress(undefined, own), "", own);
});

test("what a page is filtered by ends its address and is no part of what it opens", () => {
  const tail = "q=a+bridge&from=2009";
  assert.deepEqual(readFragment(`#place=el-paso&${tail}`), { place: "el-paso" });
  assert.deepEqual(readFragment(`#p=12&${tail}:~:text=x`), { block: "p12" });
  assert.equal(readFragment(`#${tail}`), null);
  for (const fragment of ["", "#place=el-paso", "#p=12", "#view=1,2,3&hide=1"]) {
    assert.equal(tailOf(withTail(fragment, tail)), tail);
    assert.equal(withTail(fragment, ""), fragment);
    assert.deepEqual(readFragment(withTail(fragment, tail)), readFragment(fragment));
  }
  assert.equal(tailOf("#place=q&p=1"), "");
});
