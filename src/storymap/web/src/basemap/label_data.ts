// The basemap's labels, as the page carries them.

import type { BasemapData, LabelsData } from "../data/contract.ts";
import * as mercator from "../map/mercator.ts";
import type { LabelLine } from "./label_along.ts";
import { type Kind, layout, ruleOf } from "./label_style.ts";

/** What may be written on the map, at a point of the unit square. */
export interface Label {
  text: string;
  /** The language whose rules for upper case the text follows; "und" for those of no language. */
  language: string;
  kind: Kind;
  x: number;
  y: number;
  /** 0 is the weightiest. */
  rank: number;
  /** Shown from this zoom on. */
  from: number;
  /** Shown up to this zoom. */
  to: number;
  /** Width of what it names, in the unit square; 0 for a point. */
  width: number;
  isCapital: boolean;
  /** Labels of one thing, of which only one is shown, carry the same number; 0 for none. */
  group: number;
  /** What it runs along, and where on it. */
  along?: { line: LabelLine; at: number };
}

/** The languages of the labels: of the names of countries and waters, and of the story. */
export type LabelLanguages = Pick<BasemapData, "language" | "case_language">;

const NO_LANGUAGE = "und";
const AS_COUNTRY = 1;
const FOREIGN = 2;
const CAPITAL = 1;
/** The rank of what is labelled like a country, and is none. */
const LEAST_COUNTRY = 7;

export function readLabels(
  { countries, states, cities, waters }: LabelsData,
  { language, case_language }: LabelLanguages = { language: "", case_language: NO_LANGUAGE },
): Label[] {
  const made = (kind: Kind, text: string, lon: number, lat: number, rank: number, width = 0): Label => ({
    text,
    language: language || NO_LANGUAGE,
    kind,
    x: mercator.x(lon),
    y: mercator.y(lat),
    rank,
    from: ruleOf(kind, rank).from,
    to: ruleOf(kind, rank).to,
    width: width / 360,
    isCapital: false,
    group: 0,
  });
  return [
    ...countries.map(
      ([text, lon, lat, rank, from, width, number], index): Label => ({
        ...made("country", text, lon, lat, rank, width),
        from,
        // Of one that has no other row, too, one label is shown, on whatever turn of the earth.
        group: number ? number + 1 : -1 - index,
      }),
    ),
    ...states.map(
      ([text, lon, lat, width, flags]): Label => ({
        ...made(flags & AS_COUNTRY ? "country" : "state", text, lon, lat, LEAST_COUNTRY, width),
        language: flags & FOREIGN ? NO_LANGUAGE : case_language,
        from: ruleOf("state", LEAST_COUNTRY).from,
      }),
    ),
    ...cities.map(
      ([text, lon, lat, rank, flags]): Label => ({
        ...made("city", text, lon, lat, rank),
        isCapital: (flags & CAPITAL) > 0,
      }),
    ),
    ...waters.map(
      ([text, lon, lat, width, from, to, lake]): Label => ({
        ...made("water", text, lon, lat, lake ? 2 : width >= layout.sea_width ? 0 : 1, width),
        from,
        to,
      }),
    ),
  ];
}
