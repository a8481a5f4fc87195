import assert from "node:assert/strict";
import { test } from "node:test";

import {
  type BlockContent,
  type BlockMeaning,
  firstFraming,
  framedPlaces,
  framingAsked,
  Passages,
} from "../../src/article/passages.ts";

type TestBlock = BlockContent & { isHeading: boolean };
const block = (places: string[], rest: Partial<TestBlock> = {}): TestBlock => ({
  places,
  isHeading: false,
  view: undefined,
  ...rest,
});

function passages(blocks: readonly TestBlock[]): Passages {
  const sectionAt = (index: number) =>
    blocks
      .slice(0, index + 1)
      .filter(({ isHeading }) => isHeading)
      .pop()?.view;
  return new Passages({ blockAt: (index) => blocks[index]!, sectionAt });
}

function meaningsOf(blocks: readonly TestBlock[]): BlockMeaning[] {
  const found = passages(blocks);
  return blocks.map((_, index) => found.at(index));
}
const view = (rest: object) => ({ places: [], show: [], hide: [], ...rest });

test("a paragraph frames its places, and one without any leaves the map as it is", () => {
  const [none, first, between, second] = meaningsOf([block([]), block(["a", "b"]), block([]), block(["c"])]);
  assert.deepEqual([none!.places, none!.framing], [[], null]);
  assert.deepEqual(first!.framing, { places: ["a", "b"] });
  assert.deepEqual([between!.places, between!.framing], [["a", "b"], { places: ["a", "b"] }]);
  assert.deepEqual(second!.places, ["c"]);
});

test("a heading's view holds for its section, a paragraph's for itself, and the marks are still the paragraph's", () => {
  const heading = block([], { isHeading: true, view: view({ places: ["x"], hide: [2] }) });
  const own = block(["b"], { view: view({ centre: [31, -106], zoom: 9 }) });
  const found = meaningsOf([heading, block(["a"]), own, block(["a"]), block([], { isHeading: true }), block(["c"])]);
  assert.deepEqual(
    found.map(({ framing }) => framing),
    [
      { places: ["x"], isChosen: true },
      { places: ["x"], isChosen: true },
      { centre: [31, -106], zoom: 9 },
      { places: ["x"], isChosen: true },
      { places: ["x"], isChosen: true },
      { places: ["c"] },
    ],
  );
  assert.deepEqual(
    found.map(({ places }) => places),
    [["x"], ["a"], ["b"], ["a"], ["a"], ["c"]],
  );
  assert.deepEqual(
    found.map(({ hide }) => hide),
    [[2], [2], [2], [2], [], []],
  );
});

test("layers alone leave the frame to the paragraph's places", () => {
  const [only] = meaningsOf([block(["a"], { view: view({ show: [1] }) })]);
  assert.deepEqual(only, { places: ["a"], framing: { places: ["a"] }, show: [1], hide: [] });
});

test("a passage is the same whichever is read first", () => {
  const blocks = [
    block([]),
    block(["a"]),
    block([], { isHeading: true, view: view({ places: ["x"] }) }),
    block([]),
    block([], { isHeading: true }),
    block([]),
    block(["b"]),
    block([]),
  ];
  const forward = meaningsOf(blocks);
  for (let start = 0; start < blocks.length; start++) {
    const found = passages(blocks);
    found.at(start);
    assert.deepEqual(blocks.map((_, index) => found.at(blocks.length - 1 - index)).reverse(), forward);
  }
});

test("at first the map shows what the author set for the first block, if anything", () => {
  assert.equal(firstFraming({}), null);
  assert.equal(firstFraming({ p2: view({ places: ["a"] }) }), null);
  assert.deepEqual(firstFraming({ p1: view({ places: ["a"] }) }), { places: ["a"], isChosen: true });
  assert.deepEqual(firstFraming({ p1: view({ centre: [1, 2], zoom: 3 }) }), { centre: [1, 2], zoom: 3 });
});

test("an action frames places or a point, all of them, or nothing where it shows and hides layers only", () => {
  assert.deepEqual(framingAsked(view({ places: ["a"] })), { places: ["a"], isChosen: true, isAsked: true });
  assert.deepEqual(framingAsked(view({ centre: [1, 2], zoom: 3 })), { centre: [1, 2], zoom: 3, isAsked: true });
  assert.deepEqual(framingAsked(view({ hide: [0] })), { places: [], isAsked: true });
});

test("a state around the scene, and what is named in passing, do not draw the map away from the scene", () => {
  const roles: Record<string, string> = { town: "scene", state: "setting", far: "passing" };
  const framed = (places: string[], isShownBeside: boolean, isChosen = false) =>
    framedPlaces(
      { places, isChosen },
      (placeId) => roles[placeId],
      () => isShownBeside,
    );
  assert.deepEqual(framed(["town", "state", "far"], true), ["town"]);
  assert.deepEqual(framed(["town", "state", "far"], false), ["town", "far"]);
  assert.deepEqual(framed(["state"], true), ["state"]);
  assert.deepEqual(framed(["far"], true), []);
  assert.deepEqual(framed(["state", "far"], true), ["state"]);
  // What the author has chosen is framed whatever it is.
  assert.deepEqual(framed(["town", "state", "far"], true, true), ["town", "state", "far"]);
  // A clustered place has no role.
  assert.deepEqual(framed(["other"], true), ["other"]);
});
