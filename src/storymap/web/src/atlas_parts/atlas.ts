// What the reader asks for, by hand or by the address, and what is shown of it on the map and in the list.

import type { AtlasPartsData } from "../data/contract.ts";
import { readStory } from "../data/page_data.ts";
import { onGesture } from "../map/gestures.ts";
import { latitude, longitude, x, y } from "../map/mercator.ts";
import { prefersReducedMotion } from "../page/dom.ts";
import { isFramed } from "../page/framed.ts";
import type { LiveRegion } from "../page/live_region.ts";
import { fragmentOf, readWish, type Wish } from "./address.ts";
import { AtlasFiles, type Place } from "./atlas_files.ts";
import { NO_FILTER } from "./filter.ts";
import { PartError } from "./part_file.ts";
import { PlaceTiles, type Spot } from "./place_tiles.ts";
import { Results } from "./results.ts";
import { SpotLayer } from "./spot_layer.ts";
import { texts } from "./texts.ts";
import { Tools } from "./tools.ts";

/** Zooms that a cluster is taken apart by, and the zoom at which a place is looked at. */
const CLOSER = 2;
const NEAR = 6;

export class Atlas {
  readonly #files: AtlasFiles;
  readonly #results: Results;
  readonly #tools: Tools;
  readonly #spots: SpotLayer | null;
  #wish: Wish = { query: "", filter: NO_FILTER, place: "" };
  #hasMoved = false;
  /** Whether the host sends no parts, so that the page is the list that it came with. */
  #isList = false;
  #seen: readonly Spot[] = [];
  /** What had the focus when a place was opened. */
  #opener: HTMLElement | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly data: AtlasPartsData,
    list: Element,
    live: LiveRegion,
  ) {
    this.#files = new AtlasFiles(data);
    this.#results = new Results(list, this.#files, live, {
      open: (number, from) => this.#open(number, from),
      spot: (spot, from) => this.#pick(spot, from),
      overview: () => this.#overview(),
      failed: this.#failed,
    });
    const tools = document.querySelector(".atlas-tools") ?? list;
    this.#tools = new Tools(tools, data, {
      searched: (query) => this.#ask({ ...this.#wish, query, place: "" }),
      filtered: (filter) => this.#ask({ ...this.#wish, filter }),
    });
    this.#spots = data.has_tiles ? this.#addSpots() : null;
    onGesture(map, () => {
      this.#hasMoved = true;
    });
    list.addEventListener("click", (event) => this.#clicked(event as MouseEvent));
    window.addEventListener("hashchange", () => this.#show(readWish(location.hash, data.layers), false));
    const wish = readWish(location.hash, data.layers);
    if (fragmentOf(wish, data.layers)) this.#show(wish, false);
  }

  #addSpots(): SpotLayer {
    const url = new URL(`${this.data.folder}places.pmtiles`, document.baseURI).href;
    const shapes = Object.values(readStory().shapes);
    return new SpotLayer(this.map, new PlaceTiles(url), shapes, {
      pick: (spot, from) => this.#pick(spot, from),
      seen: (spots) => {
        performance.mark("atlas-seen");
        document.documentElement.classList.add("has-places");
        this.#seen = spots;
        if (this.#hasMoved) this.#results.showSeen(spots, this.#wish.filter);
      },
      failed: this.#failed,
    }).addTo(this.map);
  }

  /** A place of the page's own list is opened here, not on its page, unless in another tab. */
  #clicked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLElement>("a[data-place]");
    const slug = link?.dataset["place"];
    if (!link || !slug || this.#isList || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.#opener = link;
    this.#ask({ ...this.#wish, place: slug });
  }

  #pick(spot: Spot, from: HTMLElement): void {
    this.#hasMoved = true;
    const at: L.LatLngTuple = [latitude(spot.y), longitude(spot.x)];
    if (spot.places === 1) this.#open(spot.number, from);
    else this.map.setView(at, Math.min(this.map.getMaxZoom(), Math.floor(this.map.getZoom()) + CLOSER));
  }

  #open(number: number, from: HTMLElement): void {
    this.#opener = from;
    void this.#files
      .place(number)
      .then(({ slug }) => this.#ask({ ...this.#wish, place: slug }))
      .catch(this.#failed);
  }

  #overview(): void {
    const opener = this.#opener;
    this.#ask({ ...this.#wish, place: "" });
    if (opener?.isConnected) opener.focus();
  }

  /** The reader wants something else: the address says so, too. */
  #ask(wish: Wish): void {
    // Going back leads from a place to what was before it, and not through every letter of a query.
    this.#write(wish, wish.place !== "" && wish.place !== this.#wish.place);
    this.#show(wish, true);
  }

  #write(wish: Wish, isNew: boolean): void {
    const fragment = fragmentOf(wish, this.data.layers);
    if (isFramed() || (fragment || "#") === (location.hash || "#")) return;
    try {
      history[isNew ? "pushState" : "replaceState"](null, "", fragment || location.pathname + location.search);
    } catch {
      // Browsers refuse those who write too often; the next one will do.
      performance.mark("atlas-address-refused");
    }
  }

  #show(wish: Wish, isAsked: boolean): void {
    this.#wish = wish;
    this.#tools.show(wish.query, wish.filter);
    this.#spots?.filter(wish.filter);
    void this.#list(isAsked).catch(this.#failed);
  }

  readonly #failed = (error: unknown): void => {
    const isHost = error instanceof PartError && error.fault === "noRanges";
    this.#results.say(isHost ? texts.noRanges : texts.damaged);
    if (isHost) this.#showListAlone();
    if (!(error instanceof PartError)) throw error;
  };

  /** As for readers without script. */
  #showListAlone(): void {
    this.#isList = true;
    this.#tools.remove();
    this.#results.showFirst();
    document.documentElement.classList.remove("js");
  }

  async #list(isAsked: boolean): Promise<void> {
    const wish = this.#wish;
    if (wish.place) {
      const place = await this.#files.placeAt(wish.place);
      if (wish !== this.#wish) return;
      if (place) {
        // It may have had another address.
        this.#write({ ...wish, place: place.slug }, false);
        this.#spots?.open(spotOf(place));
        this.#lookAt(place);
        await this.#results.showPlace(place, wish.filter, isAsked);
        return;
      }
    }
    this.#spots?.open(null);
    const { from, to, layers } = wish.filter;
    if (wish.query || from || to || layers.length) {
      await this.#results.showSearch(wish.query, wish.filter);
      return;
    }
    this.#results.showFirst();
    if (this.#hasMoved) this.#results.showSeen(this.#seen, wish.filter);
  }

  #lookAt({ at }: Place): void {
    if (!at) return;
    const zoom = Math.max(NEAR, this.map.getZoom());
    this.map.setView(at, zoom, { animate: !prefersReducedMotion() });
  }
}

/** An open place as a mark of its own; null where it is not located. */
function spotOf({ at, number, name, layer }: Place): Spot | null {
  if (!at) return null;
  const across = x(at.lng);
  return { x: across - Math.floor(across), y: y(at.lat), number, name, places: 1, layer, history: "" };
}
