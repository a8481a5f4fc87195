// A story as the files have it, checked: what does not fit its type is a damaged part.

import { isArray, isNumbers, PartError } from "./part_file.ts";

/** That a sentence names a place: `start` to before `end` is the name. */
export interface NamedPlace {
  place: number;
  layer: number;
  sentence: number;
  start: number;
  end: number;
}

export interface Story {
  rank: number;
  title: string;
  date: string;
  url: string;
  sentences: string[];
  namings: NamedPlace[];
}

const FIELDS = 5;

/** An entry of `stories.bin`. */
export function readStory(rank: number, entry: unknown[]): Story {
  const [title, date, url, sentences, flat] = entry;
  if (!isArray(sentences) || !isNumbers(flat)) throw new PartError("damaged");
  const namings = Array.from({ length: Math.floor(flat.length / FIELDS) }, (_, i) => {
    const [place = 0, layer = 0, sentence = 0, start = 0, end = 0] = flat.slice(i * FIELDS);
    return { place, layer, sentence, start, end };
  });
  return { rank, title: text(title), date: text(date), url: text(url), sentences: sentences.map(text), namings };
}

/** An entry of a chunk of `chunks.bin`: a story as one place has it. */
export function readPlaceStory(entry: unknown): Story {
  if (!isArray(entry)) throw new PartError("damaged");
  const [rank, title, date, url, sentence, start, end] = entry;
  const named = { place: 0, layer: 0, sentence: 0, start: Number(start) || 0, end: Number(end) || 0 };
  return {
    rank: Number(rank),
    title: text(title),
    date: text(date),
    url: text(url),
    sentences: [text(sentence)],
    namings: [named],
  };
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The sentence that names a place, "" where it says nothing beside the title. */
export function sentenceOf({ title, sentences }: Story, naming: NamedPlace | undefined): string {
  const sentence = sentences[naming?.sentence ?? 0] ?? "";
  return sentence.trim().replace(/\s+/g, " ") === title ? "" : sentence;
}

/** An address that may be a link: of the web, or of the atlas' own host. */
export function safeLink(url: string): string {
  if (!url) return "";
  try {
    return /^https?:$/.test(new URL(url, document.baseURI).protocol) ? url : "";
  } catch {
    return "";
  }
}
