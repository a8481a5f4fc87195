import assert from "node:assert/strict";
import { test } from "node:test";

import { nudged, pointGeometry, pointOf, readPosition, writePosition } from "../../src/editor/places/coordinates.ts";

const BRIDGE = { lat: 31.7476, lon: -106.4867 };

test("coordinates are read as people write them", () => {
  for (const text of [
    "31.7476, -106.4867",
    "31.7476 -106.4867",
    " (31.7476;−106.4867) ",
    "31,7476; -106,4867",
    "31.7476/-106.4867",
    "31.7476° N, 106.4867° W",
    "N 31.7476 W 106.4867",
    "106.4867 W, 31.7476 N",
    "31.7476N106.4867W",
    "31.7476 n 106.4867 o",
    "geo:31.7476,-106.4867",
    "https://maps.example/@31.7476,-106.4867,17z",
    "https://maps.example/?q=31.7476,-106.4867",
    "https://www.openstreetmap.org/#map=17/31.7476/-106.4867",
    "https://www.openstreetmap.org/?mlat=31.7476&mlon=-106.4867",
  ]) {
    assert.deepEqual(readPosition(text), BRIDGE, text);
  }
});

test("degrees have minutes and seconds", () => {
  assert.deepEqual(readPosition("31°44′51″N 106°29′12″W"), { lat: 31.7475, lon: -106.48667 });
  assert.deepEqual(readPosition("31°44'51\" N, 106°29'12\" W"), { lat: 31.7475, lon: -106.48667 });
  assert.deepEqual(readPosition("31° 44.5' S 106° 30' E"), { lat: -31.74167, lon: 106.5 });
  assert.deepEqual(readPosition("-31°30′, -106°30′"), { lat: -31.5, lon: -106.5 });
});

test("what is no place on earth is none", () => {
  for (const text of [
    "",
    "El Paso",
    "31.7",
    "91, 0",
    "0, 181",
    "31 N, 32 N",
    "31 W, 32 W",
    "31°60′N 106°W",
    "-31 N, 106 W",
    "N31N, 106W",
    "1, 2, 3",
    "31.7476, -106.4867 and more",
  ]) {
    assert.equal(readPosition(text), null, text);
  }
});

test("what is written is read as the same place", () => {
  assert.equal(writePosition({ lat: 31.123456789, lon: -106 }), "31.12346, -106");
  for (const position of [BRIDGE, { lat: 0, lon: 0 }, { lat: -90, lon: 180 }, { lat: 0.00001, lon: -0.00001 }]) {
    assert.deepEqual(readPosition(writePosition(position)), position);
  }
});

test("a point is one in GeoJSON, longitude first", () => {
  assert.deepEqual(pointGeometry(BRIDGE), { type: "Point", coordinates: [-106.4867, 31.7476] });
  assert.deepEqual(pointOf(pointGeometry(BRIDGE)), BRIDGE);
  assert.equal(pointOf(null), null);
  assert.equal(pointOf({ type: "LineString", coordinates: [[0, 0]] }), null);
  assert.equal(pointOf({ type: "Point", coordinates: [] }), null);
});

test("a nudge moves a place by metres", () => {
  assert.deepEqual(nudged({ lat: 0, lon: 0 }, "north", 1113.2), { lat: 0.01, lon: 0 });
  assert.deepEqual(nudged({ lat: 0, lon: 0 }, "west", 1113.2), { lat: 0, lon: -0.01 });
  assert.deepEqual(nudged({ lat: 60, lon: 10 }, "east", 1113.2), { lat: 60, lon: 10.02 });
  assert.deepEqual(nudged({ lat: 89.999, lon: 0 }, "north", 10_000), { lat: 90, lon: 0 });
  assert.deepEqual(nudged({ lat: 0, lon: 179.999 }, "east", 1113.2), { lat: 0, lon: -179.991 });
});
