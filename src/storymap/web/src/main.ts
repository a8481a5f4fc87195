// The page's start: folium has made the map by now. Without the map, its places, their cards and the basemap there is no
// page, and the first script takes back what hides the picture and the list. Each other part may fail alone. A phone takes
// a second for all of it, so it is a chain of tasks: between them text is shown and scrolled. The map comes together unseen.

import { Highlight, markRead } from "./article/highlight.ts";
import { mapActions } from "./article/map_actions.ts";
import { ScrollSync } from "./article/scroll_sync.ts";
import { Steps } from "./article/steps.ts";
import { decodeBasemap } from "./basemap/decode.ts";
import { BasemapLayer } from "./basemap/layer.ts";
import { atlasApi } from "./data/atlas_api.ts";
import type { Key } from "./data/catalogue.ts";
import { type ClusterSetting, clusterApi, readPointTable } from "./data/cluster_api.ts";
import { say, words } from "./data/i18n.ts";
import { foliumLayers, foliumMap, readBasemap, readStory } from "./data/page_data.ts";
import { nameOf } from "./data/place_entries.ts";
import { addRecords, placeOf } from "./data/place_lookup.ts";
import { announceHeight } from "./embed/frame_height.ts";
import { offerFullScreen } from "./embed/full_screen.ts";
import { Guest } from "./embed/guest.ts";
import { Inset } from "./inset/inset.ts";
import type { Subject } from "./map/camera.ts";
import { foldCredits } from "./map/credits.ts";
import { EdgeHints } from "./map/edge_hints.ts";
import { hasSize, sized, whenSized } from "./map/first_size.ts";
import { redrawWhileFlying } from "./map/fly_redraw.ts";
import { watchOverMap } from "./map/free_room.ts";
import { bound, furnish } from "./map/furnishing.ts";
import { onGesture } from "./map/gestures.ts";
import { firstView } from "./map/initial_view.ts";
import { bestCamera, jump } from "./map/look.ts";
import { PlaceLayer } from "./map/place_layer.ts";
import { cameraNow, placesSubject, storySubject } from "./map/subjects.ts";
import { Toolbar } from "./map/toolbar.ts";
import { type MapView, readFragment, type Target, viewFragment } from "./page/fragments.ts";
import { keepMapAboveSheet } from "./page/frame.ts";
import { isFramed } from "./page/framed.ts";
import { whenReleased } from "./page/held.ts";
import { LiveRegion } from "./page/live_region.ts";
import { Permalink } from "./page/permalink.ts";
import { clearEarlierRun } from "./page/saved_page.ts";
import { takeSchemeOfAddress } from "./page/scheme.ts";
import { scrollToElement } from "./page/scroll_to.ts";
import { inTurn, measured, pause, ready, start } from "./page/start.ts";
import { PlaceList } from "./places/place_list.ts";
import { fillForPrint } from "./places/print.ts";
import { QuoteBar } from "./places/quote_bar.ts";
import { Selection } from "./places/selection.ts";
import { SHARE_ICON, Share } from "./places/share.ts";

document.documentElement.classList.add("is-starting");
const story = readStory();
addRecords(story);
const map = foliumMap(story);
clearEarlierRun((entry) => story.places[entry.dataset["place"] ?? ""]?.number ?? 0);
document.documentElement.classList.toggle("is-framed", isFramed());
bound(map);
for (const part of [takeSchemeOfAddress, () => fillForPrint(story)]) start(part);
const guest = start(
  () =>
    new Guest(story, {
      open: (placeId, markId) => whenSized(map, () => selection.open(placeId, null, markId)),
      close: () => selection.close(),
      left: showBack,
      follow: (places) => scrollSync.follow(places),
    }),
);
const liveRegion = new LiveRegion();
const steps = start(() => new Steps(story, liveRegion, { show: showStep, close: () => selection.close() }));
// What the map asks for as it is put together: what answers the reader comes last.
let permalink: Permalink | undefined;
let placeList: PlaceList | undefined;
let highlight: Highlight | undefined;

await pause();
firstView(map, story);
await pause();
const coded = readBasemap();
const basemap = coded && measured("basemap", () => decodeBasemap(coded));
const basemapLayer = basemap && new BasemapLayer(basemap, true).addTo(map);
await pause();
furnish(map, story);
await pause();
const placeLayer = new PlaceLayer(map, story, { nameOf, pick: (placeId, from) => selection.open(placeId, from) });
showClusters();
// folium's script may have stopped on its way.
if (!foliumLayers(story).every((layer) => layer?.getLayers().length))
  throw new Error("storymap: a layer of places is missing");
await pause();
const toolbar = start(
  () =>
    new Toolbar(map, {
      step,
      back,
      list: () => {
        placeList?.visit();
        showBack();
      },
    }),
);
const share = start(() => new Share(liveRegion));
start(() => share?.address && toolbar?.add({ name: words.shareView, icon: SHARE_ICON, run: shareView }));
start(() => toolbar && offerFullScreen((button) => toolbar.add(button)));
// Before what fits the view to the room that is left.
start(() => foldCredits(map));
await pause();
const inset = start(() => basemap && new Inset(map, story, basemap.world, { show: showPlaces, home: showOpening }));
await pause();
const edgeHints = start(() => new EdgeHints(map, story, placeLayer, { open: openAsMarker, show: showPlaces }));
await pause();
const scrollSync = new ScrollSync(map, story, placeLayer, liveRegion, {
  read: (blockId) => {
    permalink?.follow(blockId);
    markRead(blockId);
    highlight?.readOn();
    if (blockId !== null) placeList?.forget();
    showBack();
  },
  follow: showBack,
  isShownBeside: (placeId) => inset?.shows(placeId) ?? false,
});
start(() => whenSized(map, () => scrollSync.open()));
// Where the address asks for another view, it is drawn there.
if (!readFragment(location.hash)) {
  await pause();
  placeLayer.settle();
  await inTurn(basemapLayer?.preparing());
  await pause();
  measured("basemap", () => basemapLayer?.settle());
  await inTurn(basemapLayer?.labelling());
}
await pause();

// From here on the page answers: nothing of it is seen or heard before all of it does.
document.documentElement.classList.replace("is-starting", "is-ready");
const selection = new Selection(map, story, placeLayer, liveRegion, {
  opened: (placeId) => {
    scrollSync.pause(true);
    permalink?.opened(placeId);
    guest?.opened();
  },
  listed: () => {
    scrollSync.pause(true);
    guest?.opened();
  },
  closed: (isStale) => {
    scrollSync.pause(false);
    if (isStale) scrollSync.decideAgain();
    permalink?.closed();
    guest?.closed();
  },
  resized: decideAgain,
  hintTo: (placeId) => edgeHints?.hintTo(placeId),
  // One passage at a time, its places are those that are named in it.
  stepped: (by, from) => steps?.isOn || step(by, null, from),
  share: (placeId) => share?.placeButton(placeId) ?? [],
});
permalink = start(
  () =>
    new Permalink(
      go,
      () => selection.close(),
      (tail) => filters?.restore(tail),
    ),
);
placeList = start(
  () =>
    new PlaceList(story, liveRegion, {
      pick: (placeId, opener) => selection.open(placeId, opener),
      back,
    }),
);
highlight = start(() => new Highlight(story, (placeId) => placeLayer.highlight(placeId)));
start(() => share && new QuoteBar(share));
// Before the page is ready, as the steps are: Escape takes back what was asked for, and then ends the steps.
const dressActions = start(startActions);
const filters = start(() =>
  atlasApi()?.start({
    story,
    map,
    points: readPointTable(),
    say: (key, values) => say(key as Key, values),
    number: words.number,
    announce: (text) => liveRegion.say(text),
    tail: permalink?.tail ?? "",
    actions: {
      filter: (places) => {
        placeLayer.filter(places);
        selection.filtered();
        scrollSync.reread();
      },
      list: (places) => placeList?.keep(places),
      chooseLayers: (shown) => scrollSync.switches.choose(shown),
      address: (tail, isNew) => permalink?.filtered(tail, isNew),
    },
  }),
);
for (const part of [
  () => onGesture(map, () => scrollSync.wait()),
  () => redrawWhileFlying(map, () => placeLayer.arrangeWhileFlying()),
  () => whenSized(map, () => steps?.startIfAsked()),
  () => permalink?.target && go(permalink.target),
  keepMapAboveSheet,
  watchSize,
  announceHeight,
  ready,
]) {
  start(part);
}
placeLayer.settle();
basemapLayer?.release();
void inset?.settle();

// For those bundles that hold the page and add to it; in its own they cost nothing.
export { dressActions, edgeHints, liveRegion, map, placeLayer, placeList, scrollSync, selection, steps, story };

/** The map has another size while one steps through the story, and is the passage's: no place is open on it. */
function showStep(block: number | null): void {
  selection.close();
  map.invalidateSize({ animate: false });
  scrollSync.hold(block);
}

function shareView(from: HTMLElement): void {
  const hidden = foliumLayers(story).flatMap((layer, position) => (map.hasLayer(layer) ? [] : [position]));
  share?.give(from, viewFragment({ ...cameraNow(map), hidden }));
}

function showView(view: MapView): void {
  scrollSync.switches.hide(view.hidden);
  scrollSync.wait();
  jump(map, view);
}

function watchSize(): void {
  new ResizeObserver(() => {
    if (!hasSize(map)) return;
    map.invalidateSize({ animate: false });
    if (!sized(map)) decideAgain();
  }).observe(map.getContainer());
  watchOverMap(map, () => (selection.isOpen || scrollSync.isAtStart || scrollSync.isAsked) && decideAgain());
}

/** What was decided from the map's size and from what lies over it is decided again, when no finger is down. */
function decideAgain(): void {
  whenReleased(decideNow);
}

function decideNow(): void {
  if (selection.isOpen) selection.decideAgain();
  else scrollSync.decideAgain();
}

function showClusters(): void {
  const points = readPointTable();
  if (!points) return;
  const setting: ClusterSetting = {
    map,
    story,
    points,
    words,
    symbols: () => placeLayer.markers.symbols,
    actions: {
      pick: (placeId, opener) => selection.open(placeId, opener),
      list: (card, at, opener) => selection.list(card, { marker: L.marker(at), offset: L.point(0, 0) }, opener),
      close: () => selection.close(),
      moved: () => scrollSync.wait(),
      say: (text) => liveRegion.say(text),
    },
  };
  const view = measured("clusters", () => clusterApi()?.showClusters(setting));
  if (!view) return;
  // Looking up a place among a hundred thousand takes a table, which is made before the first one is opened.
  // Safari has no idle time to give: there it is made when it is needed.
  if ("requestIdleCallback" in window) window.requestIdleCallback(() => points.rowOf(""));
  placeLayer.addClusters({ points, view });
}

function startActions(): (() => void) | undefined {
  return mapActions(story, {
    ask: (view, name, ended) => {
      selection.close();
      scrollSync.ask(view, name, ended);
    },
    takeBack: () => {
      selection.close();
      scrollSync.takeBack();
    },
  });
}

/** As if the place's marker had been chosen. */
function openAsMarker(placeId: string): void {
  selection.open(placeId, placeLayer.show(placeId)?.marker.getElement() ?? null);
}

/** Look at several places, or at one without opening it. */
function showPlaces(placeIds: readonly string[]): void {
  lookAt(placesSubject(placeIds, story, placeLayer));
}

/** The opening view, at once: the reader knows where it is. */
function showOpening(): void {
  lookAt(storySubject(story, placeLayer));
}

function lookAt(subject: Subject | null): void {
  if (!subject) return;
  scrollSync.wait();
  jump(map, bestCamera(subject, map));
}

function step(by: number, opener: HTMLElement | null, from?: string): void {
  const { next, previous } = scrollSync.around;
  selection.step(by, by > 0 ? next : previous, opener, from);
}

function back(): void {
  selection.close();
  placeList?.leave();
  scrollSync.resume();
  guest?.back();
}

function showBack(): void {
  toolbar?.showBack(scrollSync.isMoved || Boolean(placeList?.isVisited || guest?.isVisited));
}

function go(target: Target): void {
  whenSized(map, () => goNow(target));
}

function goNow(target: Target): void {
  if ("view" in target) {
    showView(target.view);
    return;
  }
  if (steps?.isOn) {
    const mark = "place" in target ? placeOf(story, target.place)?.mentions[0]?.marks[0] : target.block;
    steps.visit(document.getElementById(mark ?? ""));
    if ("block" in target) return;
  }
  if ("place" in target) {
    selection.visit(atlasApi()?.placeAt(target.place) ?? target.place, null);
    return;
  }
  const block = document.getElementById(target.block);
  if (block) scrollToElement(block, "start", false);
  scrollSync.jump();
}
