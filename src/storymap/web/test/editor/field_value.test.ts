import assert from "node:assert/strict";
import { test } from "node:test";

import { FieldValue } from "../../src/editor/places/field_value.ts";

test("what is typed is saved when the field is left", () => {
  const field = new FieldValue("Juarez");
  field.touched();
  assert.deepEqual(field.left("Juárez"), { do: "save", value: "Juárez" });
  assert.equal(field.arrived("Juárez"), "Juárez");
  assert.deepEqual(field.left("Juárez"), { do: "nothing" });
});

test("a state that arrives while one types is not shown", () => {
  const field = new FieldValue("a");
  field.touched();
  assert.equal(field.arrived("b"), null);
  assert.deepEqual(field.left("c"), { do: "ask", mine: "c", theirs: "b" });
});

test("what others wrote stays where nothing else was typed in the end", () => {
  const field = new FieldValue("a");
  field.touched();
  field.arrived("b");
  assert.deepEqual(field.left("a"), { do: "nothing" });
  assert.equal(field.stored, "b");
});

test("what two have typed alike is no conflict", () => {
  const field = new FieldValue("a");
  field.touched();
  field.arrived("b");
  assert.deepEqual(field.left("b"), { do: "nothing" });
});

test("what is given up shows what the story has", () => {
  const field = new FieldValue("a");
  field.touched();
  field.arrived("b");
  assert.equal(field.given(), "b");
  assert.equal(field.arrived("c"), "c");
});

test("what could not be saved stays, and is saved when the field is left again", () => {
  const field = new FieldValue("a");
  field.touched();
  assert.deepEqual(field.left("b"), { do: "save", value: "b" });
  field.failed();
  assert.equal(field.arrived("a"), null);
  assert.deepEqual(field.left("b"), { do: "save", value: "b" });
});

test("leaving it twice saves once", () => {
  const field = new FieldValue("a");
  field.touched();
  assert.deepEqual(field.left("b"), { do: "save", value: "b" });
  assert.deepEqual(field.left("b"), { do: "nothing" });
});
