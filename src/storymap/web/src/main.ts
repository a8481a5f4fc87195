// The page's start: folium has made the map by now.

import { Address, type Target } from "./address.ts";
import { Announcer } from "./announcer.ts";
import { Atlas } from "./atlas.ts";
import { Bar } from "./bar.ts";
import { bring } from "./bring.ts";
import { BasemapLayer } from "./basemap/layer.ts";
import { readSheets } from "./basemap/sheets.ts";
import { foliumMap, readBasemap, readStory } from "./contract.ts";
import { crowdKit } from "./crowd/kit.ts";
import { readCrowd } from "./crowd/rows.ts";
import { echoPlaces } from "./echo.ts";
import { Guest } from "./embed/guest.ts";
import { nameOf } from "./entries.ts";
import { drawInFlight } from "./flight.ts";
import { shareFrame } from "./frame.ts";
import { Guide } from "./guide.ts";
import { onHand, shareTouch } from "./hand.ts";
import { announceHeight } from "./height.ts";
import { legend } from "./legend.ts";
import { online } from "./online.ts";
import { fillForPaper } from "./paper.ts";
import { Reader } from "./reader.ts";
import { Roster } from "./roster.ts";
import { scaleBar } from "./scale.ts";
import { calmMap, frameStory, nameControls, shareWheel, stepBack } from "./view.ts";
import { words } from "./words.ts";

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
if (basemap) new BasemapLayer(readSheets(basemap)).addTo(map);
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
