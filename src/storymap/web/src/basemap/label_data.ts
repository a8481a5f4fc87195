// The basemap's names, as the page carries them.

import type { LabelsData } from "../data/contract.ts";
import * as mercator from "../map/mercator.ts";

export type Kind = "country" | "state" | "water" | "city";

/** A name of the basemap, at a point of the unit square. */
export interface Name {
  text: string;
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
  capital: boolean;
  /** Names of one thing, of which only one is shown, carry the same number; 0 for none. */
  same: number;
}

/** The zoom from which cities of each rank are named. */
const CITY_FROM = [3, 4.5, 5.2, 6, 6.6, 7.4, 8.2];
const STATES_FROM = 4;
/** Nearer than this the name of a country or a state says nothing that the reader does not know. */
const AREAS_TO = 10.5;
const WIDE_SEA = 20;

export function readNames({ countries, states, cities, waters }: LabelsData): Name[] {
  const at = (lon: number, lat: number): { x: number; y: number } => ({ x: mercator.x(lon), y: mercator.y(lat) });
  return [
    ...countries.map(
      ([text, lon, lat, rank, from, width, number]): Name => ({
        text,
        kind: "country",
        ...at(lon, lat),
        rank,
        from,
        to: AREAS_TO,
        width: width / 360,
        capital: false,
        same: number + 1,
      }),
    ),
    ...states.map(
      ([text, lon, lat, width, asCountry]): Name => ({
        text,
        kind: asCountry ? "country" : "state",
        ...at(lon, lat),
        rank: 7,
        from: STATES_FROM,
        to: AREAS_TO,
        width: width / 360,
        capital: false,
        same: 0,
      }),
    ),
    ...cities.map(
      ([text, lon, lat, rank, flags]): Name => ({
        text,
        kind: "city",
        ...at(lon, lat),
        rank,
        from: CITY_FROM[Math.min(rank, CITY_FROM.length - 1)]!,
        to: Infinity,
        width: 0,
        capital: (flags & 1) === 1,
        same: 0,
      }),
    ),
    ...waters.map(
      ([text, lon, lat, width, from, to, lake]): Name => ({
        text,
        kind: "water",
        ...at(lon, lat),
        rank: lake ? 2 : width >= WIDE_SEA ? 0 : 1,
        from,
        to,
        width: width / 360,
        capital: false,
        same: 0,
      }),
    ),
  ];
}
