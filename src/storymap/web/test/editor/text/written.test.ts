import assert from "node:assert/strict";
import { test } from "node:test";

import { pictureOf, withPicture } from "../../../src/editor/text/picture_source.ts";
import { cameraView, viewOfSource, viewParts } from "../../../src/editor/text/written_view.ts";

test("the view at the end of a block", () => {
  assert.deepEqual(viewOfSource('They met. {view="31.75,-106.48,12" show="Towns" hide="A, B  c"}\n'), {
    view: "31.75,-106.48,12",
    show: ["Towns"],
    hide: ["A", "B c"],
  });
  assert.deepEqual(viewOfSource("They met {here}."), { view: "", show: [], hide: [] });
  assert.deepEqual(viewOfSource("{view=“laredo”}"), { view: "laredo", show: [], hide: [] });
});

test("a camera is as exact as its zoom", () => {
  assert.equal(cameraView(31.747812345, -106.486712345, 12), "31.7478,-106.4867,12");
  assert.equal(cameraView(31.747812345, -106.486712345, 4.256), "31.75,-106.49,4.26");
  assert.equal(cameraView(-0.00001, 253.5133, 15), "-0.00001,-106.4867,15");
  assert.equal(cameraView(10, 20, 24), "10,20,18");
});

test("a view is a camera or places", () => {
  assert.deepEqual(viewParts("31.75, -106.48, 12"), { camera: [31.75, -106.48, 12], placeIds: [] });
  assert.deepEqual(viewParts("laredo, el-paso"), { camera: null, placeIds: ["laredo", "el-paso"] });
  assert.deepEqual(viewParts(""), { camera: null, placeIds: [] });
  assert.deepEqual(viewParts("1,2,x"), { camera: null, placeIds: ["1", "2", "x"] });
});

test("a picture is described, and the rest of the block stays", () => {
  const source = 'See ![](a%20b.jpg){credit="Old"} and ![other](b.jpg). {view="laredo"}';
  assert.deepEqual(pictureOf(source), { alt: "", caption: "", credit: "Old", decorative: false });
  const described = withPicture(source, {
    alt: "A [bridge]",
    caption: 'The "old" one',
    credit: "A. B",
    decorative: false,
  });
  assert.equal(
    described,
    'See ![A \\[bridge\\]](a%20b.jpg "The \\"old\\" one"){credit="A. B"} and ![other](b.jpg). {view="laredo"}',
  );
  assert.deepEqual(pictureOf(described), {
    alt: "A [bridge]",
    caption: 'The "old" one',
    credit: "A. B",
    decorative: false,
  });
});

test("a decorative picture needs no description, and a view beside it stays", () => {
  const source = '![x](a.png){view="laredo"}';
  const decorative = { alt: "x", caption: "", credit: "", decorative: true };
  assert.equal(withPicture(source, decorative), '![](a.png){decorative} {view="laredo"}');
  assert.deepEqual(pictureOf("![](a.png){decorative}"), { ...decorative, alt: "" });
  assert.equal(withPicture("![](a.png){decorative}", { ...decorative, decorative: false }), "![x](a.png)");
  assert.equal(withPicture("No picture.", decorative), "No picture.");
  assert.equal(
    withPicture("![](<a b (1).png>)", { ...decorative, alt: "$& $1", decorative: false }),
    "![$& $1](<a b (1).png>)",
  );
});
