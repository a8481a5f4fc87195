// Changes the framed page in place: the reader stays where he is, a card stays open, the map shows what it showed.

import { decodeBasemap } from "../basemap/decode.ts";
import { BasemapLayer } from "../basemap/layer.ts";
import type { BasemapData, PlaceData } from "../data/contract.ts";
import { entryOf } from "../data/place_entries.ts";
import { toldText } from "../data/place_lookup.ts";
import { dressActions, edgeHints, map, placeLayer, placeList, scrollSync, story } from "../main.ts";
import type { PagePatch } from "./contract.ts";
import { openCard, pageState, scrollTo } from "./page_state.ts";

type Listener = (patch: PagePatch) => void;
const listeners: Listener[] = [];

/** Call a function after each change of the page in place. */
export const onPatched = (listener: Listener): number => listeners.push(listener);

/** Apply a patch; false if the page has to be loaded instead. */
export function applyPatch(patch: PagePatch): boolean {
  // One passage at a time, the others are away: what is on the way between them is not changed under the reader.
  if (document.documentElement.classList.contains("is-stepping")) return false;
  // What the reader has pressed may be something else now.
  if (scrollSync.isAsked) return false;
  const state = pageState();
  const card = state.place_id && cardText(state.place_id);
  changeHead(patch);
  changeArticle(patch);
  changeData(patch);
  dressActions?.();
  for (const [placeId, html] of Object.entries(patch.entries)) changeEntry(placeId, html);
  for (const [placeId, shapes] of Object.entries(patch.shapes))
    changeShapes(placeId, shapes as unknown[] as GeoJSON.Geometry[]);
  if (Object.keys(patch.shapes).length) placeLayer.moved();
  if (patch.basemap) changeBasemap(patch.basemap);
  if (patch.picture) document.querySelector("figure.picture")?.replaceChildren(...parsed(patch.picture).childNodes);
  scrollSync.reread();
  if (state.place_id && (cardText(state.place_id) !== card || state.place_id in patch.shapes)) openCard(state);
  scrollTo(state);
  if (document.activeElement === document.body) document.getElementById(state.focus)?.focus({ preventScroll: true });
  if (state.map) map.setView([state.map[0], state.map[1]], state.map[2], { animate: false });
  edgeHints?.update();
  for (const listener of listeners) listener(patch);
  return true;
}

function changeHead({ head, title }: PagePatch): void {
  if (title !== undefined) document.title = title;
  const header = document.querySelector(".story-head");
  if (head === undefined || !header) return;
  // What the page has put there itself.
  const own = header.querySelector(".steps-start");
  header.replaceChildren("\n", ...parsed(head).childNodes, ...(own ? [own] : []));
}

function changeArticle({ outline, blocks }: PagePatch): void {
  const article = document.getElementById("article");
  if (!article) return;
  if (outline === undefined) {
    for (const [id, html] of Object.entries(blocks)) {
      const block = elementOf(html);
      if (block) document.getElementById(id)?.replaceWith(block);
    }
    return;
  }
  const made = parsed(outline);
  const places = [...made.querySelectorAll<HTMLElement>("br[id]")];
  // All are found before one of them gets the id of another.
  const filled = places.map((place) => {
    const was = place.dataset["was"];
    return was === undefined ? elementOf(blocks[place.id] ?? "") : document.getElementById(was);
  });
  places.forEach((place, index) => {
    const block = filled[index];
    if (!block) return;
    block.id = place.id;
    place.replaceWith(block);
  });
  article.replaceChildren("\n", ...made.childNodes);
}

function changeData({ data }: PagePatch): void {
  const { places, ...others } = data as { places?: Record<string, PlaceData> } & Partial<typeof story>;
  Object.assign(story, others);
  // Parts of the page hold the records themselves.
  for (const [placeId, place] of Object.entries(places ?? {})) Object.assign(story.places[placeId] ?? {}, place);
  toldText?.forget();
}

/** The entry's element stays: the list sorts and searches it. */
function changeEntry(placeId: string, html: string): void {
  const [entry, changed] = [entryOf(placeId), elementOf(html)];
  if (!entry || !changed) return;
  entry.replaceChildren(...changed.childNodes);
  placeList?.makeButton(entry);
}

/** Leaflet's layers of a place are in the order of its shapes, of which the last may be the point of its marker. */
function changeShapes(placeId: string, shapes: readonly GeoJSON.Geometry[]): void {
  const paths = [...placeLayer.pathsOf(placeId)];
  const [marker] = placeLayer.markers.of(placeId);
  for (const shape of shapes) {
    if (shape.type === "Point") {
      const [lng = 0, lat = 0] = shape.coordinates;
      marker?.marker.setLatLng([lat, lng]);
    } else paths.shift()?.setLatLngs(latLngs(shape));
  }
}

function latLngs(shape: GeoJSON.Geometry): L.LatLng[] {
  const depth: Partial<Record<string, number>> = { MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
  const positions: unknown[] = "coordinates" in shape ? shape.coordinates : [];
  return L.GeoJSON.coordsToLatLngs(positions, depth[shape.type] ?? 0) as L.LatLng[];
}

function changeBasemap(text: string): void {
  const basemap = decodeBasemap(JSON.parse(text) as BasemapData);
  map.eachLayer((layer) => layer instanceof BasemapLayer && layer.remove());
  new BasemapLayer(basemap).addTo(map);
}

/** What the card of a place is made of. */
function cardText(placeId: string): string {
  const passages = story.places[placeId]?.mentions ?? [];
  const parts = [entryOf(placeId), ...passages.map(({ excerpt }) => document.getElementById(excerpt))];
  return parts.map((part) => part?.outerHTML ?? "").join();
}

/** HTML as the page's own is read: scripts in it do not run. */
function parsed(html: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  // A parser that runs no scripts reads what is for readers without; in the page it is text.
  for (const part of body.querySelectorAll("noscript")) part.textContent = part.innerHTML;
  return document.adoptNode(body);
}

const elementOf = (html: string): Element | null => parsed(html).firstElementChild;
