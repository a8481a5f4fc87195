// Generated from src/storymap/rendering/contract by `python -m tools.contract`: change it there.

// names.py: What Python and the browser part call things by: ids of elements, views of a page, a frame's properties.

/** The element with `PageData` as JSON. */
export const DATA_ID = "storymap-data";

/** The element with `ClusterData` as JSON, on pages that have clusters. */
export const CLUSTERS_ID = "storymap-clusters";

/** The element with `BasemapData` as JSON, where a place is on the map. */
export const BASEMAP_ID = "storymap-basemap";

/** The element with street-level tiles: a PMTiles archive, version 3, in base64 on one line. */
export const TILES_ID = "storymap-tiles";

/** The template element that names whom the street-level tiles are from. */
export const TILE_CREDITS_ID = "storymap-tile-credits";

/** A block of the article has this and its number, from 1, as its element's id: "p12". */
export const BLOCK_ID_PREFIX = "p";

/** A place's entry in the list has this and the place_id as its element's id. */
export const ENTRY_ID_PREFIX = "place-";

/** A regular expression that a whole place_id matches. */
export const PLACE_ID_PATTERN = "[a-z0-9-]+";

/** The style sheet has so many colours for layers: `--layer-1`, `--layer-2` ... */
export const LAYER_COLOURS = 8;

/** What a page can show: the article and its map, or the map alone. `?view=map` asks for one of them. */
export const PAGE_VIEWS = ["story", "map"] as const;

/** The colours that a page can be asked for: `?scheme=dark`. Else it takes what its reader's system asks for. */
export const PAGE_SCHEMES = ["light", "dark"] as const;

/** The page's name in a published folder. */
export const PAGE_FILE = "index.html";

/** A framed map asks to be so many times as high as it is wide. */
export const FRAME_SHAPE = 0.625;

/** In pixels: however narrow it is, it asks for no less. */
export const FRAME_LOWEST = 360;

/** In pixels: however wide it is, it asks for no more. */
export const FRAME_HIGHEST = 640;

/** In pixels: how high a framed story is until it says how high its text is. */
export const STORY_HEIGHT = 700;

/** The style of a frame that has the height that its map will ask for before it is loaded. */
export const MAP_STYLE = "width:100%;height:auto;aspect-ratio:1.6;min-height:360px;max-height:640px;border:0;padding:0";

/** What a framed page needs: its scripts, and that its links open. */
export const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/** What a framed page has buttons for, if its site allows it. */
export const ALLOW = "fullscreen; web-share; clipboard-write";

// page.py: The page's own block: what the browser part must know beside the document. Numbers and ids, no text of the story.

/** A text of the interface; where the words depend on a number, one for each plural category of the CLDR. */
export type Text = string | Record<string, string>;

/** A span of sentences, and the mentions of one place in it: ids of elements in the article. */
export interface PassageData {
  excerpt: string;
  marks: string[];
}

/** How much a place matters, and how it is shown at its best. */
export interface Importance {
  /** The zoom at which the author wants the place to be shown. */
  zoom: number | null;
  role: "scene" | "setting" | "passing";
  /** How much the place matters to the story, 0 to 1. */
  weight: number;
  /**
   * The box that shows the place at its best, west, south, east, north in degrees; None if it is not located.
   *
   * Its longitudes are in the range of `PageData.bounds`.
   */
  frame: [number, number, number, number] | null;
}

/** A place that has an entry in the list under the article. */
export interface PlaceData extends Importance {
  number: number;
  /** 1 to 8: the number of a colour in the style sheet. */
  colour: number;
  /** A key of `PageData.shapes`. */
  shape: string;
  located: boolean;
  mentions: PassageData[];
}

/**
 * The rows of `ClusterData` that the text or a view names, or that have a picture, where these are hundreds.
 *
 * Their records are made in the browser; where a place is named, the marks in the text say when it is asked for.
 */
export interface ToldRows {
  /** They are the first so many rows. */
  count: number;
  /** How often the text names each. */
  named: PackedIntegers;
  usual: Importance;
  /** By row, of those that are not as usual. */
  others: Record<string, Importance>;
  /**
   * Where the spans of sentences stand that have no element, in each part of a long article that has such.
   *
   * Integers as text (`basemap/integer_codec.py`), "" for none. The first is the length of the part's text in UTF-16
   * units, then come two numbers a span: how many units are between it and the one before, or the part's beginning, and
   * how long it is.
   */
  passages: string[];
  /** By row, where there are any: how many other stories name the place, and the link to the page about them. */
  stories: Record<string, [number, string]>;
}

/** What the author set for the map at a block, or for an action: places, or a centre and zoom, or neither. */
export interface ViewData {
  places: string[];
  /** Latitude and longitude in degrees, as Leaflet has them. */
  centre?: [number, number];
  zoom?: number;
  /** Layers, by their position in `PageData.layers`. */
  show: number[];
  hide: number[];
}

/** An online provider of tiles. */
export interface TilesData {
  /** Leaflet's template, with {z}, {x} and {y}. */
  url: string;
  /** Texts, and the addresses that they link to; "" for none. */
  attribution: [string, string][];
  minZoom: number;
  maxZoom: number;
  subdomains: string[];
}

/** The block of every page. */
export interface PageData {
  /** The name of the global variable that holds folium's map. */
  map: string;
  /** West, south, east, north in degrees; east may exceed 180. */
  bounds: [number, number, number, number] | null;
  /** What the opening view shows, without a margin: west, south, east, north in degrees; east may exceed 180. */
  frame: [number, number, number, number] | null;
  /** The place_ids of places beyond the frame that are pointed at from its edge, the heaviest first. */
  edge: string[];
  /** Whether the map has an inset that shows where on earth it is. */
  has_inset: boolean;
  /** Whether the region around the frame has next to no land: the inset is a globe then, however small the frame. */
  is_at_sea: boolean;
  /** For how many seconds each passage stays when one steps through the story, if the author asks for it. */
  autoplay?: number;
  /** SVG paths in a box of 24 by 24, of the shapes that the layers have. */
  shapes: Record<string, string>;
  /** By place_id. */
  places: Record<string, PlaceData>;
  rows?: ToldRows;
  /** A language tag for the browser's `Intl`; it names the digits, too. */
  locale: string;
  /** The catalogue of the interface, by key. */
  words: Record<string, string | Record<string, string>>;
  tiles?: TilesData;
  /** The names of the global variables that hold folium's layers. */
  layers: string[];
  /** By the id of the block's element. */
  views: Record<string, ViewData>;
  /** What the map shows while words of the article are pressed, by the number on their element, `data-action`. */
  actions: ViewData[];
}

// clusters.py: The block of a page with hundreds of places: those without markers, as columns, which are drawn as clusters.

/** `ClusterData.longitudes` and `latitudes` are in millionths of a degree. */
export const UNITS_PER_DEGREE = 1000000;

/** A column of integers, each `least + step * n`. */
export interface PackedIntegers {
  least: number;
  step: number;
  /** The bytes of each n, 1 to 6. */
  width: number;
  /** All n in base64, each with its lowest byte first. */
  text: string;
}

/** How the places of a layer are drawn, and the layer's name. */
export interface LayerSymbol {
  /** 1 to 8: the number of a colour in the style sheet. */
  colour: number;
  /** A key of `PageData.shapes`. */
  shape: string;
  name: string;
}

/**
 * The clustered places, one row a place, in the order of their numbers.
 *
 * Texts are of unknown origin: they enter the document as text only.
 */
export interface ClusterData {
  /** The number of the first row; row i has the number `first + i`. */
  first: number;
  /**
   * The rows that the list for readers without script has, in its order, as runs: first, end, first, end ...
   *
   * It has their names and notes; here are those of the other rows alone.
   */
  in_list: number[];
  /** Those of the other rows. */
  names: string[];
  /** By row, the place_ids that are not the name in small letters with hyphens between its words. */
  ids: Record<string, string>;
  /**
   * In units of `UNITS_PER_DEGREE`; a longitude may exceed 180 degrees.
   *
   * There are fewer than rows when the last rows are on no map.
   */
  longitudes: PackedIntegers;
  latitudes: PackedIntegers;
  /** The position of each row's layer in `symbols` and in `PageData.layers`. */
  layers: PackedIntegers;
  symbols: LayerSymbol[];
  /** By row, where there is one. */
  notes: Record<string, string>;
  /** Addresses that are safe to link to, by row, where there is one. */
  links: Record<string, string>;
}

// context.py: The context of a story within the basemap's block: what is drawn quietly under the places.

/** 0 points, 1 lines, 2 an area, whose rings are filled by the even-odd rule. */
export type ContextDimension = 0 | 1 | 2;

/** A feature. `name` is "" for none; `parts` is how many points, lines or rings it has. */
export type ContextRow = [
  kind: "river" | "water" | "road" | "rail" | "border" | "barrier" | "built" | "green" | "area" | "town" | "",
  name: string,
  dimension: 0 | 1 | 2,
  parts: number,
];

/**
 * The features and their coordinates. The texts are integers in short form, as those of the basemap's layers.
 *
 * Longitudes may run past 180, as the places' do.
 */
export interface ContextData {
  /** The grid in degrees; a point is (X * step, Y * step), longitude and latitude. */
  step: number;
  features: ContextRow[];
  /** One integer a part: how many steps it has. It has one point more; a ring ends where it starts. */
  counts: string;
  /**
   * Four integers a part: how far its first point is from that of the part before it (from 0, 0 for the first part).
   *
   * They are east // 1000000, east % 1000000, north // 1000000, north % 1000000.
   */
  starts: string;
  /** All steps of all parts in order, east. */
  x: string;
  /** All steps of all parts in order, north. */
  y: string;
}

// labels.py: The names within the basemap's block. Coordinates are degrees, longitude first.

/**
 * A country's name. `lon` and `lat` are degrees.
 *
 * `rank` is 2 for the largest to 7. `zoom`: from which the name may stand. `width`: degrees that the country spans. A
 * country may have two rows with the same `number`: with `local` 1 the best place within `fit`, with `local` 0 the
 * usual place. Draw one of them.
 */
export type CountryLabel = [
  name: string,
  lon: number,
  lat: number,
  rank: number,
  zoom: number,
  width: number,
  number: number,
  local: number,
];

/**
 * The name of a state within a country: draw it where it fits its `width`, in degrees.
 *
 * `flags`: 1 labelled like a country, as the West Bank and Gaza are; 2 in another language than the story's, whose
 * rules for capitals it does not follow.
 */
export type StateLabel = [name: string, lon: number, lat: number, width: number, flags: number];

/**
 * A city's name. Cities far from the story are to a hundredth of a degree.
 *
 * `rank` is 0 for three million people and more, 1 a million, 2 400,000, 3 200,000, 4 100,000, 5 50,000, 6 fewer;
 * capitals have 1 or 0, seats of states one less than their size says. `flags`: 1 capital of a country, 2 seat of a
 * state.
 */
export type CityLabel = [name: string, lon: number, lat: number, rank: number, flags: number];

/**
 * The name of a sea, gulf or ocean (`kind` 0) or of a lake (1); `width` is in degrees.
 *
 * Several rows may have the same name: a long water has more than one place.
 */
export type WaterLabel = [
  name: string,
  lon: number,
  lat: number,
  width: number,
  fromZoom: number,
  toZoom: number,
  kind: number,
];

/** The names, the weightiest first. No row names a place of the story: its marker does. */
export interface LabelsData {
  countries: CountryLabel[];
  states: StateLabel[];
  cities: CityLabel[];
  waters: WaterLabel[];
}

// basemap.py: The block of the map under the places: the earth around a story, its names, and the author's context.
//
// Longitudes of `fit`, `box`, details and labels may run past 180 (a story of Fiji: 177 to 182). The page must show a
// place at longitude x at x + 360 where that brings it into `fit`. Latitudes lie within 85 degrees. The world lies within
// 180.

/**
 * Land, water and lines as arcs on a grid. The texts but `classes` are integers in short form.
 *
 * The integer codec of `rendering/basemap` writes them. A point is (X * step, Y * step): longitude and latitude in
 * degrees. Each ring ends where it starts. Fill all rings of the land as one path by the even-odd rule: they may run
 * back over themselves along the box. Fill the rings of lakes as one path by the even-odd rule (a ring within another
 * is an island), on top of the land.
 */
export interface LayerData {
  /** The grid in degrees. */
  step: number;
  /**
   * One character an arc.
   *
   * "c" coast, "e" edge (a side of the box, or the antimeridian: fill, never stroke), "n" border between nations, "x"
   * border of states within a nation, "d" border in dispute (dashed), "r" river, "l" shore of a lake, a closed ring. A
   * capital, as "N", is for what the story has a better line for: nearer than zoom 9 it is not drawn.
   */
  classes: string;
  /**
   * The first rings[0] arcs, in order, are the first closed ring of the land, the next rings[1] the second.
   *
   * Arcs of rings are "c" or "e"; they all stand before the other arcs.
   */
  rings: string;
  /** One integer an arc: how many steps it has. It has one point more. */
  counts: string;
  /**
   * Two integers an arc, x then y: from the end of the arc before (0, 0 for the first arc) to this arc's start.
   *
   * Within a ring it is 0, 0.
   */
  jumps: string;
  /** All steps of all arcs in order, east. */
  x: string;
  /** All steps of all arcs in order, north. */
  y: string;
}

/**
 * What is known in more detail within a box, which it covers completely.
 *
 * Within it, fill water and draw the detail instead of the world, from zoom `least_zoom` on (Leaflet's zooms: 256
 * pixels hold the earth at 0), and farther out in a window that the box fills. In any other the reader would see where
 * the detail ends, and the world alone shows all there is to see.
 */
export interface DetailData extends LayerData {
  /** West, south, east, north in degrees. */
  box: [number, number, number, number];
  least_zoom: number;
}

/** The map under the places. */
export interface BasemapData {
  version: number;
  /** Who must be credited beside the map. */
  credit: string;
  /** The language of the names; "" when the story's has none: local names, and English for the rest. */
  language: string;
  /** The story's own language, whose rules for capitals its names follow; "und" for none. */
  case_language: string;
  /** West, south, east, north in degrees: the bounds of the story's places, without any margin. */
  fit: [number, number, number, number];
  /** The whole earth, coarse. */
  world: LayerData;
  /** Often one; none when the story needs none; several when its places lie far apart. Their boxes do not overlap. */
  details: DetailData[];
  labels: LabelsData;
  context?: ContextData;
}

// host.py: What storymap-host.js is given: the story's sentences, to be found in the newsroom's own article.

/**
 * A mention in a passage: offsets are UTF-16 code units into its text, as JavaScript counts.
 *
 * `mention` is the id of the mention's element in the framed page.
 */
export type HostMark = [start: number, end: number, placeId: string, mention: string];

/** Sentences of one block that name places. */
export interface HostPassage {
  text: string;
  marks: HostMark[];
}

/**
 * All sentences that name places, in reading order.
 *
 * `label` is how a link to a place is called that has no words of its own; `{places}` in it stands for the name.
 */
export interface HostData {
  passages: HostPassage[];
  label: string;
}

// atlas_parts.py: The block of an atlas in parts: where in its files what is, and how much there is of all.
//
// All numbers of bytes are offsets and lengths in the file that is named. What a file holds is said by the module of
// `atlas/parts` that writes it.

/** The element with `AtlasPartsData` as JSON. */
export const ATLAS_PARTS_ID = "storymap-atlas-parts";

/** The element of the map. */
export const ATLAS_MAP_ID = "map_atlas";

/** Where the root of a sorted directory is, and how many levels it has; 0 of an empty one. */
export interface TreeData {
  offset: number;
  length: number;
  depth: number;
}

/** Entries in blocks: how many there are, how many are in a block, and where the table of the blocks is. */
export interface BlocksData {
  count: number;
  block: number;
  table: number;
}

/** What the browser must know before it asks for anything. */
export interface AtlasPartsData {
  /** The folder of the files, as seen from the page, with a slash at its end. */
  folder: string;
  /** Whether there are `places.pmtiles`: not if no place is located. */
  has_tiles: boolean;
  /** West, south, east, north in degrees, of the places that are named most. */
  bounds: [number, number, number, number] | null;
  /** Names of layers; "" of places without one. */
  layers: string[];
  /** Each month with stories ("2009-04", a year, or ""), the newest first, and the rank of its first story. */
  months: [string, number][];
  /** Places with a lower number have a page, `place/<slug>/`. */
  pages: number;
  /** In `stories.bin`. */
  stories: BlocksData;
  /** In `places.bin`. */
  places: BlocksData;
  /** In `words.bin`. */
  words: TreeData;
  /** In `names.bin`, as what follows. */
  names: TreeData;
  lists: TreeData;
  slugs: TreeData;
}
