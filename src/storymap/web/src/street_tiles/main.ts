// Street-level tiles under the places, for pages that carry them. They are drawn over the small basemap, which shows
// wherever and whenever there are none.

import { type Header, PMTiles } from "pmtiles";
import { leafletLayer, PmtilesSource, type TileSource, type View } from "protomaps-leaflet";
import { TILE_CREDITS_ID, TILES_ID } from "../data/contract.ts";
import { foliumMap, readStory } from "../data/page_data.ts";
import { turnTo } from "../map/bbox.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { EmbeddedArchive } from "./archive.ts";
import { labelRules, nameKey } from "./label_rules.ts";
import { paintRules } from "./paint_rules.ts";
import { readPalette } from "./palette.ts";

/** A tile of data is as large as four tiles of the screen, so it is drawn one zoom closer. */
const CLOSER = 1;
/** Of a tile on the map, in pixels. */
const TILE = 256;
/** The z-index: over the embedded basemap (100, by Leaflet's style sheet) and over an online provider's tiles (101). */
const ABOVE_BASEMAP = 102;

/** What the layer of protomaps-leaflet has beside a layer of Leaflet. */
interface Streets extends L.GridLayer {
  views: Map<string, View>;
  /** Of a tile's canvas, in pixels of the screen. */
  tileSize: number;
  clearLayout(): void;
  rerenderTiles(): void;
}

async function showStreets(map: L.Map, base64: string): Promise<void> {
  const archive = new PMTiles(new EmbeddedArchive(base64));
  const header = await archive.getHeader();
  const container = map.getContainer();
  let palette = readPalette(container);
  const language = document.documentElement.lang.split("-")[0] || "en";
  const taken = new Set(
    [...document.querySelectorAll(".place-name bdi")].map((name) => nameKey(name.textContent ?? "")),
  );
  const bounds = boundsOf(header);
  const leastZoom = header.minZoom + CLOSER;

  // biome-ignore lint/plugin: its types say "unknown" of what it returns, a layer of Leaflet
  const streets = leafletLayer({
    url: archive,
    maxDataZoom: header.maxZoom,
    minZoom: leastZoom,
    zIndex: ABOVE_BASEMAP,
    lang: language,
    attribution: document.getElementById(TILE_CREDITS_ID)?.innerHTML ?? "",
    paintRules: paintRules(() => palette),
    labelRules: labelRules(() => palette, language, taken),
    ...(bounds && { bounds }),
  }) as unknown as Streets;
  for (const view of streets.views.values()) view.tileCache.source = forgiving(new PmtilesSource(archive, false));
  // Else Leaflet takes the layer's least zoom for the map's, and the reader could not zoom out.
  map.options.minZoom ??= map.getMinZoom();
  streets.addTo(map);
  streets.getContainer()?.setAttribute("aria-hidden", "true");

  onSchemeChange(() => {
    palette = readPalette(container);
    streets.clearLayout();
    streets.rerenderTiles();
  });
  map.on("densitychange", () => {
    streets.tileSize = TILE * devicePixelRatio;
    streets.rerenderTiles();
  });
  const markStreets = (): void => {
    const inSight = bounds === undefined || isInSight(map, bounds);
    // Leaflet shows the tiles of the nearest whole zoom.
    container.classList.toggle("has-streets", inSight && Math.round(map.getZoom()) >= leastZoom);
  };
  map.on("zoomend moveend", markStreets);
  markStreets();
}

/** A tile that cannot be read is an empty one: the rest of the map is worth having. */
function forgiving(source: TileSource): TileSource {
  return { get: (tile, size) => source.get(tile, size).catch(() => new Map()) };
}

/** Whether the map shows what lies within bounds: a map that runs past 180 degrees has it a turn farther east. */
function isInSight(map: L.Map, bounds: L.LatLngBounds): boolean {
  const shift = turnTo(bounds.getCenter().lng, map.getCenter().lng);
  const [southWest, northEast] = [bounds.getSouthWest(), bounds.getNorthEast()];
  return map
    .getBounds()
    .intersects(L.latLngBounds([southWest.lat, southWest.lng + shift], [northEast.lat, northEast.lng + shift]));
}

/** Where the tiles are; undefined when that is on both sides of the 180th meridian. */
function boundsOf({ minLat, minLon, maxLat, maxLon }: Header): L.LatLngBounds | undefined {
  return maxLon - minLon > 359 ? undefined : L.latLngBounds([minLat, minLon], [maxLat, maxLon]);
}

const base64 = document.getElementById(TILES_ID)?.textContent;
if (base64) void showStreets(foliumMap(readStory()), base64);
