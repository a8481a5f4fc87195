import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedGeometry, MOST_POSITIONS } from "../../src/working/checked_geometry.ts";
import { saidBy, toldTo } from "../../src/working/messages.ts";

const RING = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const BOX = [1, 2, 3.5, 4];

/** Each of them is heard as it is. */
const SAID: Record<string, unknown>[] = [
  { say: "ready", revision: 3 },
  { say: "words", block: 0, start: 2, end: 2, text: "", box: BOX },
  { say: "words", block: 9, start: 2, end: 5, text: "<b>", box: [-1, 0, 1e6, 0], by_key: true },
  { say: "picked", place_id: "el-paso", block: null, start: 0, end: 0, box: null },
  { say: "picked", place_id: "a", block: 4, start: 0, end: 7, box: BOX },
  { say: "moved", place_id: "a", geometry: { type: "Point", coordinates: [540, -90, 12] } },
  { say: "moved", place_id: "a", geometry: { type: "MultiPoint", coordinates: [[0, 0]] } },
  {
    say: "moved",
    place_id: "a",
    geometry: {
      type: "LineString",
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    },
  },
  {
    say: "moved",
    place_id: "a",
    geometry: {
      type: "MultiLineString",
      coordinates: [
        [
          [0, 0],
          [1, 1],
        ],
      ],
    },
  },
  { say: "moved", place_id: "a", geometry: { type: "Polygon", coordinates: [RING, RING] } },
  { say: "moved", place_id: "a", geometry: { type: "MultiPolygon", coordinates: [[RING]] } },
  {
    say: "moved",
    place_id: "a",
    geometry: { type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [0, 0] }] },
  },
  { say: "drawn", geometry: null },
  { say: "ghost", entry: 7 },
  { say: "block", block: 1, what: "view", box: BOX },
  { say: "view", lat: 31.75, lon: -106.48, zoom: 11.25 },
  { say: "key", key: "undo" },
];

test("what the page may say is heard as it is", () => {
  for (const message of SAID) assert.deepEqual(saidBy(message), message);
});

test("a field that is missing is not made up", () => {
  for (const message of SAID) {
    for (const name of Object.keys(message)) {
      if (name === "by_key") continue;
      const { [name]: _, ...others } = message;
      assert.equal(saidBy(others), null, `${JSON.stringify(message)} without ${name}`);
    }
  }
});

const WRONG: unknown[] = [
  undefined,
  NaN,
  Infinity,
  -1,
  1.5,
  1e300,
  "1",
  "__proto__",
  "x".repeat(100_000),
  {},
  [],
  true,
  () => 1,
  Symbol("x"),
  { valueOf: () => 1 },
  new Array(4),
  [1, 2, 3],
  [1, 2, NaN, 4],
];

test("a field that is not as it must be drops the message", () => {
  const changed = SAID.flatMap((message) =>
    Object.keys(message)
      .filter((name) => name !== "by_key")
      .flatMap((name) => WRONG.map((wrong) => ({ message, name, wrong }))),
  );
  const heard = changed.filter(({ message, name, wrong }) => saidBy({ ...message, [name]: wrong }));
  // A number may be where a number was, and words where words were.
  for (const { message, name, wrong } of heard) {
    assert.equal(typeof wrong, typeof message[name], name);
    const isHeard = typeof wrong === "number" ? Number.isFinite(wrong) : name === "text" || wrong === "1";
    assert.ok(isHeard, `${name}: ${String(wrong)}`);
  }
  assert.ok(heard.length > 0);
});

test("nothing that is not known is let through", () => {
  const heard = saidBy({ say: "ghost", entry: 7, path: "/etc/passwd", html: "<script>", __proto__: { a: 1 } });
  assert.deepEqual(heard, { say: "ghost", entry: 7 });
  const geometry = { type: "Point", coordinates: [1, 2], extra: 1 };
  assert.deepEqual(saidBy({ say: "drawn", geometry }), {
    say: "drawn",
    geometry: { type: "Point", coordinates: [1, 2] },
  });
});

const HOSTILE: unknown[] = [
  null,
  undefined,
  "ready",
  42,
  [],
  [{ say: "ready", revision: 1 }],
  {},
  { say: null },
  { say: "publish", target: 0 },
  { say: "take-sure" },
  { say: "constructor" },
  { say: "__proto__" },
  { say: "toString" },
  { say: ["key"], key: "undo" },
  { do: "draw", shape: "Point" },
  { say: "key", key: "publish" },
  { say: "key", key: ["undo"] },
  { say: "picked", place_id: "../../a", block: null, start: 0, end: 0, box: null },
  { say: "picked", place_id: "a\nb", block: null, start: 0, end: 0, box: null },
  { say: "picked", place_id: "a\n", block: null, start: 0, end: 0, box: null },
  { say: "picked", place_id: "a".repeat(201), block: null, start: 0, end: 0, box: null },
  { say: "words", block: 1, start: 5, end: 2, text: "", box: BOX },
  { say: "words", block: 1e7, start: 5, end: 6, text: "", box: BOX },
  { say: "view", lat: 91, lon: 0, zoom: 3 },
  { say: "view", lat: 0, lon: 541, zoom: 3 },
  { say: "view", lat: 0, lon: 0, zoom: 25 },
];

test("hostile messages are dropped", () => {
  for (const message of HOSTILE) assert.equal(saidBy(message), null, JSON.stringify(message));
});

const NO_GEOMETRIES: unknown[] = [
  { type: "Point", coordinates: [541, 0] },
  { type: "Point", coordinates: [0, 90.001] },
  { type: "Point", coordinates: [0] },
  { type: "Point", coordinates: [0, 0, 0, 0] },
  { type: "Point", coordinates: [0, Number.NaN] },
  { type: "Point", coordinates: [0, 0, Number.POSITIVE_INFINITY] },
  { type: "Point", coordinates: ["0", "0"] },
  { type: "Point", coordinates: { 0: 0, 1: 0, length: 2 } },
  { type: "LineString", coordinates: [[0, 0]] },
  { type: "LineString", coordinates: new Array(3) },
  { type: "Polygon", coordinates: [] },
  {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [0, 0],
      ],
    ],
  },
  {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  },
  { type: "Circle", coordinates: [0, 0] },
  { type: "__proto__", coordinates: [0, 0] },
  { type: "GeometryCollection", geometries: [] },
  { type: "GeometryCollection", geometries: [{ type: "GeometryCollection", geometries: [] }] },
  { type: "LineString", coordinates: Array.from({ length: MOST_POSITIONS + 1 }, () => [0, 0]) },
  { type: "MultiPolygon", coordinates: Array.from({ length: MOST_POSITIONS / 2 }, () => [RING]) },
];

test("what is no geometry, or too large, is none", () => {
  for (const geometry of NO_GEOMETRIES)
    assert.equal(checkedGeometry(geometry), null, JSON.stringify(geometry)?.slice(0, 80));
  const most = { type: "LineString", coordinates: Array.from({ length: MOST_POSITIONS }, () => [0, 0]) };
  assert.deepEqual(checkedGeometry(most), most);
});

test("what the page is told is checked, too", () => {
  const told = [
    { do: "place", place_id: "", edit: false },
    { do: "place", place_id: "a", edit: true, geometry: null },
    { do: "block", block: 3 },
    { do: "ghosts", candidates: [[7, 27.5, -99.5, "Laredo"]] },
    { do: "ghosts", candidates: [] },
    { do: "draw", shape: "" },
    { do: "view" },
    { do: "part", part: "both" },
    { do: "leading", kinds: ["headline"] },
    { do: "words", words: { a: "b" } },
  ];
  for (const message of told) assert.deepEqual(toldTo(message), message);
  const wrong = [
    { do: "place", place_id: "A b", edit: true },
    { do: "ghosts", candidates: [[7, 27.5, -99.5]] },
    { do: "ghosts", candidates: [[7, 91, 0, "x"]] },
    { do: "draw", shape: "Circle" },
    { do: "leading", kinds: ["paragraph"] },
    { do: "words", words: { a: 1 } },
    { do: "words", words: ["a"] },
    { say: "ready", revision: 1 },
  ];
  for (const message of wrong) assert.equal(toldTo(message), null, JSON.stringify(message));
});
