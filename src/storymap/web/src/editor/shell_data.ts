// What the window's page carries: its language and words.

import { isRecord } from "./api.ts";
import { type Catalogue, Words } from "./words.ts";

export function readWords(): Words {
  const text = document.getElementById("editor-data")?.textContent ?? "{}";
  const data: unknown = JSON.parse(text);
  const words = isRecord(data) && isRecord(data["words"]) ? (data["words"] as Catalogue) : {};
  return new Words(document.documentElement.lang || "en", words);
}
