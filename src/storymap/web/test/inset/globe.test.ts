import assert from "node:assert/strict";
import { test } from "node:test";

import { path } from "../../src/basemap/geometry.ts";
import { isWithin, ringOn } from "../../src/inset/draw.ts";
import { angle, direction, Globe, insetView, span } from "../../src/inset/globe.ts";
import * as mercator from "../../src/map/mercator.ts";

const TOWN = { west: -85.1, south: 39.7, east: -84.8, north: 39.9 };
const STATE = { west: -109, south: 25, east: -103, north: 32 };

test("a town is shown in its region, a state on the globe", () => {
  const region = insetView(TOWN, span(TOWN), []);
  assert.ok(region.reach < 90);
  assert.ok(Math.abs(region.lng + 84.95) < 1e-9 && Math.abs(region.lat - 39.8) < 1e-9);
  assert.equal(insetView(STATE, span(STATE), []).reach, 90);
});

test("a town in mid-ocean is shown on the globe", () => {
  assert.equal(insetView(TOWN, span(TOWN), [], true).reach, 90);
});

test("a place over the ocean turns the region into a globe that shows both", () => {
  const nairobi = direction(36.8, -1.3);
  const globe = new Globe(insetView(TOWN, span(TOWN), [nairobi]), 100);
  assert.equal(globe.view.reach, 90);
  assert.ok(globe.shows(nairobi));
  assert.ok(globe.shows(direction(-84.95, 39.8)));
});

test("a place on the other side of the earth is not shown", () => {
  const behind = direction(95, -39.8);
  const globe = new Globe(insetView(TOWN, span(TOWN), [behind]), 100);
  assert.ok(!globe.shows(behind));
});

test("north stays up: a globe is not turned to the poles", () => {
  assert.equal(insetView({ west: 0, south: -80, east: 40, north: -70 }, 10, []).lat, -60);
});

test("the middle is in the middle, east is right, north is up, and what is behind lies on the edge", () => {
  const globe = new Globe({ lng: 20, lat: 10, reach: 90 }, 100);
  const at = (lng: number, lat: number): [number, number] => {
    const { x, y } = globe.point(direction(lng, lat));
    return [Math.round(x), Math.round(y)];
  };
  assert.deepEqual(at(20, 10), [50, 50]);
  assert.deepEqual(at(110, 0), [100, 50]);
  assert.ok(at(20, 40)[1] < 50);
  const { x, y, isSeen } = globe.point(direction(-150, 20));
  assert.ok(!isSeen);
  assert.ok(Math.abs(Math.hypot(x - 50, y - 50) - 50) < 1e-9);
});

test("an outline beyond the edge never cuts across the globe", () => {
  const globe = new Globe({ lng: 0, lat: 0, reach: 90 }, 100);
  const square = [
    [179, 1],
    [-179, 1],
    [-179, -1],
    [179, -1],
    [179, 1],
  ].map(([lng, lat]) => direction(lng!, lat!));
  const points = ringOn(globe, square);
  points.forEach(([x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length]!;
    assert.ok(Math.hypot((x + nextX) / 2 - 50, (y + nextY) / 2 - 50) > 49);
  });
});

test("what lies behind the middle is found on land or water", () => {
  const corners = [170, 10, 179, 10, 179, -10, 170, -10, 170, 10];
  const ring = path(new Float64Array(corners.map((value, i) => (i % 2 ? mercator.y(value) : mercator.x(value)))));
  assert.ok(isWithin([ring], new Globe({ lng: -5, lat: 3, reach: 90 }, 100).antipode));
  assert.ok(!isWithin([ring], new Globe({ lng: 5, lat: 3, reach: 90 }, 100).antipode));
});

test("the larger side of a box is measured along the earth", () => {
  assert.ok(Math.abs(span({ west: 0, south: 59, east: 10, north: 61 }) - 5) < 1e-9);
  assert.ok(Math.abs(angle(direction(-106.5, 31.7), direction(-106.5, 61.7)) - 30) < 1e-9);
});
