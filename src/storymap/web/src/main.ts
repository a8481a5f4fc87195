// The page's start: folium has made the map by now.

import { Address, type Target } from "./page/permalink.ts";
import { Announcer } from "./page/live_region.ts";
import { Atlas } from "./map/place_layer.ts";
import { Bar } from "./map/toolbar.ts";
import { bring } from "./page/scroll_to.ts";
import { BasemapLayer } from "./basemap/layer.ts";
import { decodeBasemap } from "./basemap/decode.ts";
import { foliumMap, readBasemap, readStory } from "./data/page_data.ts";
import { crowdKit } from "./data/cluster_api.ts";
import { readCrowd } from "./data/point_table.ts";
import { echoPlaces } from "./article/highlight.ts";
import { Guest } from "./embed/guest.ts";
import { nameOf } from "./data/place_entries.ts";
import { drawInFlight } from "./map/fly_redraw.ts";
import { shareFrame } from "./page/frame.ts";
import { Guide } from "./article/scroll_sync.ts";
import { onHand, shareTouch } from "./map/gestures.ts";
import { announceHeight } from "./page/frame_height.ts";
import { legend } from "./map/layer_control.ts";
import { online } from "./map/online_tiles.ts";
import { fillForPaper } from "./page/print.ts";
import { Reader } from "./places/selection.ts";
import { Roster } from "./places/place_list.ts";
import { scaleBar } from "./map/scale_bar.ts";
import { calmMap, frameStory, nameControls, shareWheel, stepBack } from "./map/initial_view.ts";
import { words } from "./page/i18n.ts";

const story = readStory();
const map = foliumMap(story);
document.documentElement.classList.toggle("is-framed", window.parent !== window);
map.attributionControl?.setPrefix(false);
// folium hands these over with tiles only. Farther out there is nothing, nearer nothing more to see.
map.setMinZoom(1).setMaxZoom(18);
calmMap(map);
frameStory(map, story);
// The browser's own tools, and `make bench`, show how long it takes.
performance.mark("basemap-begins");
const basemap = readBasemap();
if (basemap) new BasemapLayer(decodeBasemap(basemap)).addTo(map);
performance.measure("basemap", "basemap-begins");
online(map, story);
shareWheel(map);
nameControls(map);
scaleBar(map);
legend(map);

const announcer = new Announcer();
const atlas = new Atlas(map, story, nameOf, (placeId, from) => reader.open(placeId, from));
showCrowd();
const reader = new Reader(map, story, atlas, announcer, {
  opened: (placeId) => {
    guide.pause(true);
    address.opened(placeId);
  },
  listed: () => guide.pause(true),
  closed: () => {
    guide.pause(false);
    address.closed();
    guest.closed();
  },
  stepped: (by, from) => step(by, null, from),
});
const guide = new Guide(map, story, atlas, announcer, {
  read: (blockId) => {
    address.follow(blockId);
    if (blockId !== null) roster.forget();
    showBack();
  },
  follow: showBack,
});
const guest = new Guest(story, {
  open: (placeId) => reader.open(placeId, null),
  follow: (places) => guide.follow(places),
});
const address = new Address(go, () => reader.close());
const roster = new Roster(story, announcer, {
  pick: (placeId, opener) => reader.open(placeId, opener),
  back,
});
const bar = new Bar(map, {
  step,
  back,
  list: () => {
    roster.visit();
    showBack();
  },
});
stepBack(map, atlas.pins.length, () => atlas.hidden);
onHand(map, () => guide.wait());
shareTouch(map);
drawInFlight(map, () => atlas.arrangeInFlight());
echoPlaces(story, (placeId) => atlas.echo(placeId));
if (address.target) go(address.target);
shareFrame(map);
fillForPaper(story);
new ResizeObserver(() => {
  map.invalidateSize({ animate: false });
  // A frame finds its height after the page has opened in it.
  if (!guide.isAtStart) return;
  frameStory(map, story);
  stepBack(map, atlas.pins.length, () => atlas.hidden);
}).observe(map.getContainer());
announceHeight();
document.documentElement.classList.add("is-ready");

function showCrowd(): void {
  performance.mark("crowd-begins");
  const rows = readCrowd();
  const view = rows && crowdKit()?.showCrowd({
    map,
    story,
    crowd: rows,
    words,
    symbols: () => atlas.symbols,
    actions: {
      pick: (placeId, opener) => reader.open(placeId, opener),
      list: (card, at, opener) => reader.list(card, { marker: L.marker(at), offset: L.point(0, 0) }, opener),
      close: () => reader.close(),
      taken: () => guide.wait(),
      say: (text) => announcer.say(text),
    },
  });
  if (!view) return;
  // Looking up a place among a hundred thousand takes a table, which is made before the first one is opened.
  window.requestIdleCallback?.(() => rows.rowOf(""));
  atlas.join({ rows, view });
  performance.measure("crowd", "crowd-begins");
}

function step(by: number, opener: HTMLElement | null, from?: string): void {
  const { next, previous } = guide.around;
  reader.step(by, by > 0 ? next : previous, opener, from);
}

function back(): void {
  reader.close();
  roster.leave();
  guide.resume();
}

function showBack(): void {
  bar.showBack(!guide.isFree || roster.isVisited);
}

function go(target: Target): void {
  if ("place" in target) {
    reader.visit(target.place, null);
    return;
  }
  const block = document.getElementById(target.block);
  if (block) bring(block, "start", false);
  guide.jump();
}
