import assert from "node:assert/strict";
import { test } from "node:test";

import { fileSize } from "../../../src/editor/desk/file_size.ts";
import { addressFault } from "../../../src/editor/desk/folder_address.ts";
import { opened } from "../../../src/editor/desk/opened.ts";
import { READER_VIEWS, readerAddress, scaleToFit } from "../../../src/editor/desk/reader_sizes.ts";

test("sizes are said as people say them", () => {
  assert.equal(fileSize(512, "en"), "512 bytes");
  assert.equal(fileSize(1_400, "en"), "1.4 kB");
  assert.equal(fileSize(2_345_678, "en"), "2.3 MB");
  assert.equal(fileSize(23_456_789, "de"), "23 MB");
});

test("an address is a folder's, or there is none", () => {
  for (const fine of ["", " ", "https://maps.example.org/juarez/", "http://localhost:8000/a", "https://a.b/x.y/"])
    assert.equal(addressFault(fine), "", fine);
  const faults: [string, string][] = [
    ["maps.example.org", "addressNone"],
    ["ftp://a.b/", "addressNone"],
    ["https://", "addressNone"],
    ["javascript:alert(1)", "addressNone"],
    ["https://a.b/?x=1", "addressNoFolder"],
    ["https://a.b/#x", "addressNoFolder"],
    ["https://me@a.b/", "addressNoFolder"],
    ["https://a.b/index.html", "addressNoFolder"],
    ["https://a.b/é", "addressLetters"],
    ['https://a.b/"><script>', "addressLetters"],
  ];
  for (const [written, fault] of faults) assert.equal(addressFault(written), fault, written);
});

test("a mend opens a place, a block, a field, or what is to be decided", () => {
  assert.deepEqual(opened("el-paso"), { what: "place", placeId: "el-paso" });
  assert.deepEqual(opened("block:12"), { what: "block", block: 12 });
  assert.deepEqual(opened("field:title"), { what: "field", field: "title" });
  assert.deepEqual(opened("part:decide"), { what: "decide" });
  for (const unknown of ["", "block:x", "block:", "part:bar", "page:1"]) assert.equal(opened(unknown), null, unknown);
});

test("a reader's window fits into the room, and is never shown larger than it is", () => {
  assert.equal(scaleToFit(READER_VIEWS.phone, { width: 2000, height: 2000 }), 1);
  assert.equal(scaleToFit(READER_VIEWS.phone, { width: 2000, height: 422 }), 0.5);
  assert.equal(scaleToFit(READER_VIEWS.wide, { width: 960, height: 2000 }), 0.75);
  assert.equal(scaleToFit(READER_VIEWS.wide, { width: 100, height: 100 }), 0.25);
});

test("the page of a reader has an address of its own", () => {
  assert.equal(readerAddress(3, { view: "phone", isDark: false, language: "" }), "/read/3?scheme=light");
  assert.equal(
    readerAddress(3, { view: "wide", isDark: true, language: "zh-Hant" }),
    "/read/3?scheme=dark&lang=zh-Hant",
  );
  assert.equal(readerAddress(4, { view: "framed", isDark: true, language: "" }), "/read/4?view=map&scheme=dark");
  assert.equal(readerAddress(5, { view: "print", isDark: true, language: "de" }), "/read/5?media=print&lang=de");
});
