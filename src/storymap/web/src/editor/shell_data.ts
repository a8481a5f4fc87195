// What the window's page carries: its language and words, and the languages of pages.

import { isRecord } from "./api.ts";
import { type Catalogue, Words } from "./words.ts";

function readData(): unknown {
  return JSON.parse(document.getElementById("editor-data")?.textContent ?? "{}");
}

/** The languages that a page can be in, as BCP 47 tags. */
export function readLanguages(): string[] {
  const data = readData();
  const languages = isRecord(data) ? data["languages"] : [];
  return Array.isArray(languages) ? languages.filter((one): one is string => typeof one === "string") : [];
}

export function readWords(): Words {
  const data = readData();
  const words = isRecord(data) && isRecord(data["words"]) ? (data["words"] as Catalogue) : {};
  return new Words(document.documentElement.lang || "en", words);
}
