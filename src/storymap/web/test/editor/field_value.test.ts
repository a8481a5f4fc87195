import assert from "node:assert/strict";
import { test } from "node:test";

import { FieldValue } from "../../src/editor/places/field_value.ts";

/** A field in which somebody types. */
function typing(stored: string): FieldValue {
  const field = new FieldValue(stored);
  field.touched();
  return field;
}

test("what is typed is saved when the field is left, once", () => {
  const field = typing("Juarez");
  assert.deepEqual(field.left("Juárez"), { do: "save", value: "Juárez" });
  assert.deepEqual(field.left("Juárez"), { do: "nothing" });
});

test("a field in which nothing is typed shows what the story has, and saves nothing", () => {
  const field = new FieldValue("a");
  assert.equal(field.arrived("b"), "b");
  assert.deepEqual(field.left("b"), { do: "nothing" });
});

test("while it is saved, an older state does not come over it", () => {
  const field = typing("a");
  field.left("b");
  assert.equal(field.arrived("a"), null);
  field.saved(true);
  assert.equal(field.arrived("b"), "b");
});

test("a state that arrives while one types is not shown, and one is asked", () => {
  const field = typing("a");
  assert.equal(field.arrived("b"), null);
  assert.deepEqual(field.left("c"), { do: "ask", theirs: "b" });
  assert.deepEqual(field.left("c"), { do: "nothing" });
  assert.equal(field.arrived("d"), null);
  assert.equal(field.given(), "d");
});

test("what others wrote stays where nothing else was typed in the end", () => {
  const field = typing("a");
  field.arrived("b");
  assert.deepEqual(field.left("a"), { do: "show", value: "b" });
});

test("what two have typed alike is no conflict", () => {
  const field = typing("a");
  field.arrived("b");
  assert.deepEqual(field.left("b"), { do: "show", value: "b" });
});

test("what is given up shows what the story has", () => {
  const field = typing("a");
  field.arrived("b");
  assert.equal(field.given(), "b");
  assert.equal(field.arrived("c"), "c");
});

test("what could not be saved stays, and is saved when the field is left again", () => {
  const field = typing("a");
  field.left("b");
  field.saved(false);
  assert.equal(field.arrived("a"), null);
  assert.deepEqual(field.left("b"), { do: "save", value: "b" });
});

test("what the story has is shown, whether it comes before the answer or after it", () => {
  const field = new FieldValue("31.7, -106.4");
  field.touched();
  assert.deepEqual(field.left("31°44′51″N 106°29′12″W"), { do: "save", value: "31°44′51″N 106°29′12″W" });
  assert.equal(field.arrived("31.7, -106.4"), null);
  assert.equal(field.saved(true), null);
  assert.equal(field.arrived("31.7475, -106.48667"), "31.7475, -106.48667");
  field.touched();
  field.left("31.75, -106.5 ");
  assert.equal(field.arrived("31.75, -106.5"), null);
  assert.equal(field.saved(true), "31.75, -106.5");
});
