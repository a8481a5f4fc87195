import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeLayer } from "../../src/basemap/geometry.ts";
import { readLabels } from "../../src/basemap/label_data.ts";
import { Placement } from "../../src/basemap/label_placement.ts";
import { LineGrid } from "../../src/basemap/line_grid.ts";
import { simplify } from "../../src/basemap/simplify.ts";
import { halves } from "../../src/basemap/styled_label.ts";
import { decodeIntegers } from "../../src/data/integer_codec.ts";
import type { PixelBox } from "../../src/data/pixel_box.ts";
import * as mercator from "../../src/map/mercator.ts";

test("integers are read as Python writes them", () => {
  // The examples of rendering/basemap/integer_codec.py, one of each length and both signs.
  assert.deepEqual([...decodeIntegers("0121")], [0, -1, 1, -1]);
  assert.deepEqual([...decodeIntegers("!#$0;];^=000")], [31, -32, 32, 523, -524, 524]);
  assert.deepEqual([...decodeIntegers("")], []);
});

test("a layer becomes rings of land, and lines by their class", () => {
  // Two arcs make a triangle with a coast and an edge; a river, a border and a lake follow.
  const shapes = decodeLayer({
    step: 10,
    classes: "cernl",
    rings: "4", // one ring of two arcs
    counts: "42224", // 2, 1, 1, 1 and 2 steps
    jumps: "0000222222",
    x: "2012024",
    y: "0211201",
  });
  assert.equal(shapes.land.length, 1);
  assert.deepEqual(
    [shapes.coasts, shapes.rivers, shapes.countries, shapes.lakes, shapes.states, shapes.disputed].map(
      (paths) => paths.length,
    ),
    [1, 1, 1, 1, 0, 0],
  );
  const ring = shapes.land[0]!.points;
  assert.equal(ring.length, 2 * (1 + 2 + 1));
  assert.deepEqual([...ring.slice(0, 2)], [mercator.x(0), mercator.y(0)]);
  assert.deepEqual([...ring.slice(2, 4)], [mercator.x(10), mercator.y(0)]);
  const { box, points } = shapes.coasts[0]!;
  assert.equal(box.left, points[0]);
  assert.ok(box.right > box.left && box.top < box.bottom);
});

test("a line of a capital class is one that the story has a better line for", () => {
  const shapes = decodeLayer({ step: 10, classes: "nN", rings: "", counts: "22", jumps: "0022", x: "22", y: "00" });
  assert.deepEqual(
    shapes.countries.map(({ isReplaced }) => isReplaced),
    [false, true],
  );
});

test("Mercator puts the equator in the middle and ends at 85 degrees", () => {
  assert.deepEqual([mercator.x(-180), mercator.x(0), mercator.x(180)], [0, 0.5, 1]);
  assert.equal(mercator.y(0), 0.5);
  assert.ok(Math.abs(mercator.y(85.0511287798)) < 1e-9);
  assert.equal(mercator.y(90), mercator.y(85.0511287798));
});

test("simplifying keeps the ends and every corner that can be seen", () => {
  const line = new Float64Array([0, 0, 1, 0.01, 2, 0, 3, 5, 4, 0]);
  assert.deepEqual([...simplify(line, 0.1)], [0, 0, 2, 0, 3, 5, 4, 0]);
  assert.deepEqual([...simplify(line, 0)], [...line]);
  // A ring ends where it starts: what lies farthest from there stays.
  const ring = new Float64Array([0, 0, 5, 0, 5, 5, 0, 5, 0, 0]);
  assert.deepEqual([...simplify(ring, 0.1)], [...ring]);
  assert.deepEqual([...simplify(new Float64Array([1, 1, 2, 2]), 9)], [1, 1, 2, 2]);
});

const WINDOW: PixelBox = { left: 0, top: 0, right: 200, bottom: 100 };
const box = (left: number, top: number, width = 40, height = 10): PixelBox => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

test("names take the best free position, off lines and off what stands there", () => {
  const lines = new LineGrid(200, 100);
  lines.add(20, 55, 60, 55, 3);
  const placement = new Placement(WINDOW, lines);
  placement.bar(box(100, 50));
  // On a line, on a marker, free.
  const candidate = { boxes: [box(20, 50), box(110, 50), box(60, 20)], margin: 2 };
  assert.deepEqual(placement.place(candidate)?.box, box(60, 20));
  // The line is worse than another position, and better than no name at all.
  assert.deepEqual(placement.place(candidate)?.box, box(20, 50));
  assert.equal(placement.place(candidate), null);
});

test("a turned name needs room only along itself", () => {
  const part = (left: number, top: number) => box(left, top, 10, 10);
  const turned = (parts: PixelBox[]) => ({ x: 0, y: 0, right: 1, down: 0, parts });
  const placement = new Placement(WINDOW, new LineGrid(200, 100));
  placement.bar(box(20, 60, 10, 10));
  const parts = [part(20, 20), part(35, 35), part(50, 50)];
  const steep = { boxes: [box(20, 20, 40, 40)], turned: [turned(parts)], margin: 0 };
  assert.deepEqual(placement.place(steep)?.turned?.parts, parts);
  // In the corner of its box there is room for another, on it there is not.
  assert.equal(placement.place({ boxes: [box(35, 35, 10, 10)], margin: 0 }), null);
  assert.deepEqual(placement.place({ boxes: [box(48, 22, 12, 10)], margin: 0 })?.box, box(48, 22, 12, 10));
});

test("no name is cut by the window, and none stands without its dot", () => {
  const placement = new Placement(WINDOW, new LineGrid(200, 100));
  assert.equal(placement.place({ boxes: [box(170, 50), box(-5, 50), box(50, 95)], margin: 2 }), null);
  placement.bar(box(100, 40, 20, 20));
  const dot = { x: 110, y: 50, radius: 2 };
  const beside = [box(124, 45)];
  assert.equal(placement.place({ boxes: beside, margin: 2, dot }), null);
  // A weighty city is named beside the symbol that stands on it.
  const aside = placement.place({ boxes: [box(116, 45)], aside: beside, margin: 2, dot });
  assert.deepEqual([aside?.box, aside?.hasDot], [beside[0], false]);
  assert.equal(placement.place({ boxes: [box(20, 20)], margin: 2, dot: { x: 199.5, y: 50, radius: 2 } }), null);
});

test("a long name is cut where its halves come out most alike", () => {
  assert.deepEqual(halves("PAPUA NEW GUINEA", 13), ["PAPUA NEW", "GUINEA"]);
  assert.deepEqual(halves("GUATEMALA", 13), ["GUATEMALA"]);
  assert.deepEqual(halves("NEW MEXICO", 13), ["NEW MEXICO"]);
});

test("names know from which zoom they may stand", () => {
  const [mexico, sonora, tijuana, gulf] = readLabels({
    countries: [["Mexico", -102, 23, 2, 2.1, 30, 140, 1]],
    states: [["Sonora", -110, 29, 6.5, 0]],
    cities: [["Tijuana", -117, 32.5, 1, 0]],
    waters: [["Gulf of California", -112, 28, 9, 4.2, 8.7, 0]],
  });
  assert.deepEqual(
    [mexico?.from, mexico?.group, sonora?.from, tijuana?.from, gulf?.from, gulf?.to],
    [2.1, 141, 4, 4.5, 4.2, 8.7],
  );
  assert.equal(tijuana?.width, 0);
  assert.equal(sonora?.kind, "state");
});
