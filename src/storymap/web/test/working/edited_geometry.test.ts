import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type At,
  decimalsAt,
  EditedPositions,
  rounded,
  type Simple,
  wrapped,
} from "../../src/working/edited_geometry.ts";

const positions = (): EditedPositions => new EditedPositions((lat, lng) => ({ lat, lng }));

const RING = [
  [-106.123456789, 31.1, 1140],
  [-105, 31.25],
  [-105, 32],
  [-106.123456789, 31.1, 1140],
];
const HOLE = [
  [-105.5, 31.3],
  [-105.4, 31.3],
  [-105.4, 31.4],
  [-105.5, 31.3],
];

const GEOMETRIES: Simple[] = [
  { type: "Point", coordinates: [-106.4850001, 31.76, 12] },
  { type: "MultiPoint", coordinates: [[-106.5, 31.5] as number[], [170.000000001, 0]] },
  {
    type: "LineString",
    coordinates: [
      [0.1 + 0.2, 0],
      [1, 1e-7],
      [2, 2],
    ],
  },
  {
    type: "MultiLineString",
    coordinates: [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [179, 1],
        [181, 2],
      ],
    ],
  },
  { type: "Polygon", coordinates: [RING, HOLE] },
  { type: "MultiPolygon", coordinates: [[RING], [HOLE, HOLE]] },
];

for (const geometry of GEOMETRIES) {
  for (const middle of [0, -106, 200]) {
    test(`a ${geometry.type} that nobody moved is what it was, on a map around ${middle}`, () => {
      const edited = positions();
      assert.deepEqual(edited.geometry(geometry.type, edited.latLngs(geometry, middle), 2), geometry);
    });
  }
}

test("what was moved is rounded and keeps its height, and the others keep every digit", () => {
  const edited = positions();
  const rings = edited.latLngs({ type: "Polygon", coordinates: [RING, HOLE] }, 0) as At[][];
  rings[0]![0]!.lat = 31.123456;
  const moved = [-106.1235, 31.1235, 1140];
  assert.deepEqual(edited.geometry("Polygon", rings, 4), {
    type: "Polygon",
    coordinates: [[moved, RING[1], RING[2], moved], HOLE],
  });
});

test("on a map that runs past 180 degrees what is moved stays in the turn of its file", () => {
  const edited = positions();
  const line = edited.latLngs(
    {
      type: "LineString",
      coordinates: [
        [-179, 10],
        [-178, 10],
      ],
    },
    180,
  ) as At[];
  assert.deepEqual(
    line.map(({ lng }) => lng),
    [181, 182],
  );
  line[1]!.lng = 182.5;
  line.push({ lat: 11, lng: 183 });
  assert.deepEqual(edited.geometry("LineString", line, 3)?.coordinates, [
    [-179, 10],
    [-177.5, 10],
    [-177, 11],
  ]);
});

test("a hole and a part that are too small go, and a shape of which nothing is left is none", () => {
  const edited = positions();
  const at = (lat: number, lng: number): At => ({ lat, lng });
  const ring = [at(0, 0), at(0, 1), at(1, 1)];
  assert.deepEqual(edited.geometry("Polygon", [ring, [at(0, 0), at(1, 1)]], 2)?.coordinates, [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ]);
  assert.equal(edited.geometry("MultiPolygon", [[ring], [[]]], 2)?.coordinates.length, 1);
  assert.equal(edited.geometry("Polygon", [[at(0, 0)]], 2), null);
  assert.equal(edited.geometry("LineString", [at(0, 0)], 2), null);
});

test("as many decimals as the zoom shows", () => {
  assert.deepEqual([1, 6, 10, 14, 18].map(decimalsAt), [2, 2, 3, 5, 6]);
  assert.equal(rounded(-0.0004, 2), 0);
  assert.deepEqual([181, -181, 180, -180, 539].map(wrapped), [-179, 179, 180, -180, 179]);
});
