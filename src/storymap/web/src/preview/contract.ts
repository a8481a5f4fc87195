// Generated from src/storymap/server/contract by `python -m tools.contract`: change it there.

// state.py: What the editor shows: everything that the window needs to know of an open story.

/** A place of the gazetteer that a name can mean. */
export interface CandidateState {
  /** Its number in the gazetteer of this sitting. */
  entry: number;
  /** With what it lies in: "El Paso, Texas, United States". */
  name: string;
  /** In English, as the gazetteer has it: "town". */
  kind: string;
  /** 0 where it is not known. */
  population: number;
  lat: number;
  lon: number;
  /** How likely it is this one, 0 to 1; None where nobody asked the text. */
  probability: number | null;
  why: ReasonState;
  /** In a search: it is a place of the story already, and no entry (-1). */
  place_id?: string;
}

/** Why a place was suggested. */
export interface ReasonState {
  /** The editor's words have it under `why.` and this; "" where it is a text of the places file, or nothing. */
  id: string;
  /** What the words have in braces. `kind` is a kind of place in English, `why` the id of another reason. */
  values: Record<string, string | number | string[]>;
  /** The same in English. */
  text: string;
}

/** A sentence of the article around a name. */
export interface SentenceState {
  /** The block's position in the article. */
  block: number;
  /** Where the name begins in the block's text, in code points. */
  start: number;
  end: number;
  before: string;
  name: string;
  after: string;
}

/** A place that the editor is asked about, the most urgent first. */
export interface DecisionState {
  /** Names it in commands. */
  key: string;
  name: string;
  /** A close race of candidates; in the places file without a location; perhaps no place; a street or building. */
  reason: "close" | "unlocated" | "doubtful" | "apart";
  /** Where it is in the places file already. */
  place_id: string | null;
  score: number;
  /** At most three, the likeliest first. */
  candidates: CandidateState[];
  why: ReasonState[];
  sentences: SentenceState[];
  mentions: number;
}

/** A place of the story. */
export interface PlaceState {
  place_id: string;
  name: string;
  aliases: string[];
  ignore: string[];
  layer: string;
  note: string;
  url: string;
  image: string;
  alt: string;
  caption: string;
  credit: string;
  zoom: number | null;
  /** What the author says, None if nothing. */
  role: "scene" | "setting" | "passing" | null;
  weight: number | null;
  shown_role: "scene" | "setting" | "passing";
  /** As GeoJSON; None without a location. Of more than 2,000 positions only its box, as a Polygon. */
  geometry: Record<string, unknown> | null;
  /** Whether `geometry` is all of it. */
  is_whole: boolean;
  /** Its number on the map; 0 for none. */
  number: number;
  colour: number;
  shape: string;
  sentences: SentenceState[];
  mentions: number;
  /** Whether it stands in the places file that the editor writes. */
  is_editable: boolean;
  why: string;
}

/** A layer of places, in the order of the legend. */
export interface LayerState {
  name: string;
  /** 1 to 8. */
  colour: number;
  shape: string;
  count: number;
}

/** A block of the article. */
export interface BlockState {
  block: number;
  /** The id of its element in the page; "" for a leading block. */
  element: string;
  kind: string;
  line: number | null;
  /** Whether its source can be edited by itself. */
  is_editable: boolean;
  /** The author's view as it is written, "" for none. */
  view: string;
  /** The layers that are shown here, and hidden, as the author says. */
  show: string[];
  hide: string[];
}

/** A way to mend a problem by a button. */
export interface MendState {
  /** A key of the editor's words. */
  label: string;
  /** What the words have in braces. */
  values: Record<string, string>;
  /** The command that mends it; empty where `open` says what to open instead. */
  command: Record<string, unknown>;
  /** A place_id, or "block:3", "field:title" (a member of `FieldsState`), "part:decide" (what is to be decided). */
  open?: string;
}

/** A problem of the story, as `check` has it. */
export interface ProblemState {
  where: string;
  what: string;
  remedy: string;
  severity: "error" | "warning" | "note";
  block: number | null;
  place_id: string | null;
  mends: MendState[];
}

/** A change of this sitting, for the history. */
export interface ChangeState {
  number: number;
  /** A key of the editor's words. */
  label: string;
  values: Record<string, string>;
  is_undone: boolean;
  /** Whether another program made it. */
  is_outside: boolean;
}

/** Two versions of one passage: somebody else changed what a command touches. */
export interface ConflictState {
  /** The file's name. */
  file: string;
  mine: string;
  theirs: string;
}

/** What stands above the article, as it is written. */
export interface FieldsState {
  title: string;
  standfirst: string;
  kicker: string;
  byline: string;
  date: string;
  credit: string;
  source: string;
  language: string;
}

/** The files of the open story. */
export interface StoryState {
  /** The file's name. */
  article: string;
  places: string;
  /** The folder's name, without its path. */
  folder: string;
  kind: "markdown" | "text" | "other";
  /** Whether marks and views can be written into the article: in Markdown alone. */
  can_mark: boolean;
  /** Whether the text can be edited. */
  can_edit: boolean;
  /** Whether the places file can be changed; else they are copied into places.geojson first. */
  can_place: boolean;
  can_be_markdown: boolean;
  language: string;
}

/** A folder that the story can be published into: GET /api/publish offers them, the likeliest first. */
export interface TargetState {
  /** Names it in requests. */
  number: number;
  name: string;
  /** The folder that it is in, without its path; "" for the story's own. */
  folder: string;
  /** Whether a story is published there already, which another would take the place of. */
  is_published: boolean;
  /** The address that was given then, "" for none. */
  url: string;
}

/** A folder that was published in this sitting, or is there from before. */
export interface PublicationState {
  /** The folder's name. */
  folder: string;
  /** The file's name. */
  page: string;
  bytes: number;
  /** HTML to paste into a CMS; "" without an address. */
  snippet: string;
  url: string;
}

/** A format in which a story is given away: GET /api/export offers them. */
export interface FormatState {
  /** Names it in requests. */
  name: string;
  /** What it is called, in English. */
  label: string;
  /** False for the archive, which is no format of another tool and holds the originals. */
  is_own: boolean;
}

/** What became of something on the way from one format to another, in English. */
export interface ReportLineState {
  fate: "kept" | "changed" | "lost";
  text: string;
}

/** A file that was written for other tools: what POST /api/export answers. */
export interface ExportState {
  /** Its name. */
  file: string;
  /** The folder that it is in, without its path. */
  folder: string;
  bytes: number;
  /** Whether it holds what is not for publishing. */
  is_original: boolean;
  lines: ReportLineState[];
}

/** Everything that the editor shows. */
export interface EditorState {
  /** Grows with each change of what is shown. */
  revision: number;
  /** The revision of the newest page, 0 for none: /page/3 and /read/3. */
  page: number;
  /** None while the sheet of paper is shown. */
  story: StoryState | null;
  /** Of the files "article" and "places", as they are: what a command is made from. */
  digests: Record<string, string>;
  fields: FieldsState | null;
  blocks: BlockState[];
  /** At most 2,000; those that the text names first. */
  places: PlaceState[];
  place_count: number;
  layers: LayerState[];
  decisions: DecisionState[];
  /** How many suggestions are sure, and not yet in the file. */
  sure: number;
  /** Whether the gazetteer was asked about the text: until then nobody knows what is to decide. */
  is_asked: boolean;
  problems: ProblemState[];
  /** The newest last, at most 200. */
  history: ChangeState[];
  can_undo: boolean;
  can_redo: boolean;
  conflict: ConflictState | null;
  /** Why the last change is not on disk. */
  trouble: ProblemState | null;
  publication: PublicationState | null;
}

/** A folder or a story that the editor offers; `number` names it in requests. */
export interface ShelfItem {
  number: number;
  name: string;
  folder: string;
}

/** What the sheet of paper offers. */
export interface ShelfState {
  /** Where a new story can be kept. */
  folders: ShelfItem[];
  recents: ShelfItem[];
}

/** A file that was dropped, as the server keeps it. */
export interface DroppedState {
  number: number;
  name: string;
  /** A "tool" file is one that another tool wrote, and nothing else. */
  kind: "article" | "places" | "picture" | "tiles" | "context" | "recording" | "tool";
  bytes: number;
}

/** What became of a file that a story was to begin with: what POST /api/open answers for one that was dropped. */
export interface OpenedState {
  /** Whether it is an article, or a story of another tool; nothing is opened for what is neither. */
  is_story: boolean;
  /** What wrote it, such as "a StoryMapJS file", in English; "" for an article, which is kept as it is. */
  tool: string;
  lines: ReportLineState[];
}

/** What would change on the web. */
export interface WebChange {
  kind: "added" | "removed" | "changed";
  what: "text" | "place" | "view" | "picture" | "title" | "file";
  /** The place's name, the words before a picture, or "": what it is, to those who cannot see before and after. */
  name: string;
  /** What of it: a member of `FieldsState`, of `PlaceState`, "alt", "frame"; "" for all of it. */
  member: string;
  before: string;
  after: string;
}

/** What a command is answered with. */
export interface Answer {
  ok: boolean;
  revision: number;
  problem?: ProblemState;
  conflict?: boolean;
}

// commands.py: What the editor asks for: a body of POST /api/command. Each is one step of the history.

/** What all commands have. `base` are the digests of the files that the command was made from. */
export interface Command {
  base: Record<string, string>;
}

/** A new place: one of the gazetteer, or at a geometry (GeoJSON), or without a location. */
export interface AddPlace extends Command {
  command: "add-place";
  name: string;
  aliases: string[];
  layer: string;
  entry: number | null;
  geometry: Record<string, unknown> | null;
}

/**
 * Members of a place: name, aliases, ignore, layer, note, url, zoom, role, weight, image, alt, caption, credit.
 *
 * None takes a member out.
 */
export interface ChangePlace extends Command {
  command: "change-place";
  place_id: string;
  changes: Record<string, unknown>;
}

/** A place's geometry, as GeoJSON. */
export interface MovePlace extends Command {
  command: "move-place";
  place_id: string;
  geometry: Record<string, unknown>;
}

/** A place of the file is this one of the gazetteer. */
export interface LocatePlace extends Command {
  command: "locate-place";
  place_id: string;
  entry: number;
}

/** A place is none; it is not suggested again. */
export interface DeletePlace extends Command {
  command: "delete-place";
  place_id: string;
}

/** What was suggested is a place: this candidate, else the likeliest, or none (`entry` of None: not located). */
export interface TakeSuggestion extends Command {
  command: "take-suggestion";
  key: string;
  entry?: number | null;
  name?: string;
  geometry?: Record<string, unknown>;
}

/** What was suggested is no place. */
export interface RefuseSuggestion extends Command {
  command: "refuse-suggestion";
  key: string;
}

/** All suggestions that are sure. */
export interface TakeSure extends Command {
  command: "take-sure";
}

/** A layer gets another name. */
export interface RenameLayer extends Command {
  command: "rename-layer";
  layer: string;
  name: string;
}

/** The order of the layers, and the colours (1 to 8) of those that have one of their own. */
export interface ArrangeLayers extends Command {
  command: "arrange-layers";
  layers: string[];
  colours: Record<string, number>;
}

/** Words of a block are a place; "" says that they are none. */
export interface MarkWords extends Command {
  command: "mark-words";
  block: number;
  start: number;
  end: number;
  place_id: string;
}

/** A phrase holds a place's name and does not mean it. */
export interface IgnoreWords extends Command {
  command: "ignore-words";
  place_id: string;
  phrase: string;
}

/** Words of a block show a view while they are pressed, written as in `{view="..."}`. */
export interface ActionWords extends Command {
  command: "action-words";
  block: number;
  start: number;
  end: number;
  view: string;
}

/** The view of a block, written as in `{view="..."}`; "" takes it out. `show` and `hide` are names of layers. */
export interface SetView extends Command {
  command: "set-view";
  block: number;
  view: string;
  show?: string[];
  hide?: string[];
}

/** The source of a block; `before` is what it was made from. "" takes the block out. */
export interface SetBlock extends Command {
  command: "set-block";
  block: number;
  before: string;
  source: string;
  /** Those of one number, one after the other, are one step of the history: a text is saved while it is written. */
  sitting?: number;
}

/** What stands above the article: a member of `FieldsState`. */
export interface SetField extends Command {
  command: "set-field";
  field: string;
  value: string;
}

/** A picture that was dropped, after a block. */
export interface AddPicture extends Command {
  command: "add-picture";
  dropped: number;
  block: number;
  alt: string;
  caption: string;
  credit: string;
  decorative: boolean;
}

/** A picture that was dropped is a place's. */
export interface PlacePicture extends Command {
  command: "place-picture";
  dropped: number;
  place_id: string;
  alt: string;
  caption: string;
  credit: string;
}

/** A file that was dropped becomes the story's context or its street tiles. */
export interface AddLayerFile extends Command {
  command: "add-context" | "add-tiles";
  dropped: number;
}

/** The article becomes a Markdown file beside the one that it was, which stays. */
export interface MakeMarkdown extends Command {
  command: "make-markdown";
}

/** The places become a GeoJSON file beside the one that they were in, which stays. */
export interface CopyPlaces extends Command {
  command: "copy-places";
}

/** Undo, redo, or back to a change of the history. */
export interface History extends Command {
  command: "undo" | "redo" | "undo-to";
  number?: number;
}

/** The change that could not be written (`EditorState.trouble`) is tried again. */
export interface Retry extends Command {
  command: "retry";
}

/** Of the two versions of a conflict, which one stays. */
export interface Resolve extends Command {
  command: "resolve";
  choice: "mine" | "theirs";
}

// frame.py: What the framed page and the window around it say to each other: ids, offsets and numbers; no HTML and no paths.
//
// The page is in a frame without an origin. It may mark, move and select; it may not publish, take many at once, or name a
// file. The window checks every message.

/** The page can be worked on. */
export interface FrameReady {
  say: "ready";
  revision: number;
}

/** Words of one block were selected; an `end` of `start` takes the selection back. Offsets are code points. */
export interface WordsSelected {
  say: "words";
  block: number;
  start: number;
  end: number;
  text: string;
  /** Left, top, right, bottom in the frame's window, pixels. */
  box: [number, number, number, number];
  /** The words were taken by the keyboard: the focus goes on to what can be done with them. */
  by_key?: boolean;
}

/** A mark in the text, a symbol of the map or an entry of the list was picked. */
export interface MarkPicked {
  say: "picked";
  place_id: string;
  block: number | null;
  start: number;
  end: number;
  box: [number, number, number, number] | null;
  /** It was picked by the keyboard: the focus goes on to the place. */
  by_key?: boolean;
}

/** A place was dragged, or its shape edited. */
export interface PlaceMoved {
  say: "moved";
  place_id: string;
  geometry: Record<string, unknown>;
}

/** What was asked for by `Draw` is drawn. */
export interface ShapeDrawn {
  say: "drawn";
  /** None where it was given up. */
  geometry: Record<string, unknown> | null;
}

/** One of the candidates that `ShowGhosts` showed was picked. */
export interface GhostPicked {
  say: "ghost";
  entry: number;
}

/** A block is to be edited, or its view is. */
export interface BlockPicked {
  say: "block";
  block: number;
  what: "text" | "view" | "title" | "standfirst" | "byline";
  box: [number, number, number, number];
}

/** Where the block is now that `FollowBlock` asked for: said at once, and whenever it has moved. */
export interface BlockAt {
  say: "at";
  block: number;
  box: [number, number, number, number];
}

/** The block that `AskPoint` asked for, None where there is none. */
export interface BlockAtPoint {
  say: "point";
  block: number | null;
}

/** A file is being dragged over the page, which cannot take it: the window can. */
export interface FilesOver {
  say: "files";
}

/** What the map shows now, asked for by `TakeView`: latitude, longitude, zoom. */
export interface ViewTaken {
  say: "view";
  lat: number;
  lon: number;
  zoom: number;
}

/** Where the map is in the frame's window, and its buttons for zooming: the window's tools stand below them. */
export interface MapPlaced {
  say: "map";
  box: [number, number, number, number];
  zoom: [number, number, number, number];
}

/** A key of the window's own was pressed in the page. */
export interface KeyPressed {
  say: "key";
  key: "undo" | "redo" | "search" | "escape" | "next" | "previous";
}

/** Look at a place, and mark it as the one that is worked on; "" for none. `edit` makes its shape editable. */
export interface ShowPlace {
  do: "place";
  place_id: string;
  edit: boolean;
  /** As it is in the file: the page has rounded it. Without it a line or an area cannot be edited. */
  geometry?: Record<string, unknown> | null;
}

/** Scroll a block into sight, and mark words of it. */
export interface ShowBlock {
  do: "block";
  block: number;
  start?: number;
  end?: number;
}

/** Say where a block is for as long as something lies over it; None ends that. */
export interface FollowBlock {
  do: "follow";
  block: number | null;
  /** Of what lies over it, in pixels: the page makes as much room. */
  height: number;
}

/** Say which block of the article is at a point of the frame's window, or the nearest above it. */
export interface AskPoint {
  do: "point";
  x: number;
  y: number;
}

/** Show candidates on the map; none takes them away. */
export interface ShowGhosts {
  do: "ghosts";
  /** Entry, latitude, longitude, name: the first has the number 1. */
  candidates: [number, number, number, string][];
}

/** Begin to draw; "" gives it up, "done" ends it. */
export interface Draw {
  do: "draw";
  shape: "Point" | "LineString" | "Polygon" | "" | "done";
}

/** Say what the map shows. */
export interface TakeView {
  do: "view";
  /** Say instead that the view of the block that is being read is to be set: a `BlockPicked`. */
  of_block?: boolean;
}

/** Show the article or the map alone, as on a phone, or both. */
export interface ShowPart {
  do: "part";
  part: "article" | "map" | "both";
}

/** Which of the blocks stand above the body, in their order: there they have no ids. */
export interface SetLeading {
  do: "leading";
  kinds: ("kicker" | "headline" | "standfirst")[];
}

/** The words of the tools in the page, in the editor's language, by key. */
export interface SetWords {
  do: "words";
  words: Record<string, string>;
}

// patch.py: What of a page has changed: what the window passes on to the framed page, so that it stays where it is.

/**
 * The parts of a page that differ between two revisions. Where more differs there is no patch: the page is loaded.
 *
 * HTML is what the page itself has; it is read as the page's own is, and no script in it would run.
 */
export interface PagePatch {
  do: "patch";
  /** The revision that it changes. */
  base: number;
  revision: number;
  /** The HTML of blocks of the article, by the id of their element. */
  blocks: Record<string, string>;
  /**
   * The HTML of the article where it has other blocks than before.
   *
   * An empty element with the block's id is in the place of each block. One that is on the page already has its id there
   * as `data-was`; the others are in `blocks`.
   */
  outline?: string;
  /** The HTML of what stands above the body. */
  head?: string;
  title?: string;
  /** The HTML of entries in the list of places, by place_id. */
  entries: Record<string, string>;
  /** What is drawn of places that have moved, by place_id: GeoJSON geometries in the order of their layers. */
  shapes: Record<string, Record<string, unknown>[]>;
  /** The page's data block: the members that differ, and of its places those that do. */
  data: Record<string, unknown>;
  /** The page's basemap block, as JSON. It takes longer, and comes later, for a revision that is shown already. */
  basemap?: string;
  /** The map as SVG, which is printed; it comes with the basemap. */
  picture?: string;
}

/** A problem that the overlay shows. */
export interface PreviewProblem {
  where: string;
  what: string;
  remedy: string;
  severity: string;
}

/** What the preview hears when files have changed. */
export interface PreviewEvent {
  /** The name of its file. */
  article: string;
  /** Of the last good page. */
  revision: number;
  /** Without it the page is loaded. */
  patch?: PagePatch;
  /** Why there is no newer page; none when the page is true. */
  errors: PreviewProblem[];
  warnings: PreviewProblem[];
}

/** Where the reader of a framed page is: a newer page takes it over, so that nothing jumps. */
export interface PageState {
  /** The id of the block at the upper edge of the window, "" above the first. */
  block: string;
  /** How the block's text begins: its number may have changed. */
  text: string;
  /** Pixels from the upper edge of the window to that of the block; without a block how far the page is scrolled. */
  top: number;
  /** Latitude, longitude and zoom; None where there was nothing to look at. */
  map: [number, number, number] | null;
  /** Whether the reader has moved the map away from what is read. */
  is_moved: boolean;
  /** The layers that the reader has hidden, by their position in `PageData.layers`. */
  hidden: number[];
  /** The place whose card is open, "" for none. */
  place_id: string;
  /** Which of its passages the card shows, from 1. */
  passage: number;
  /** The id of the element with the focus, "" for none. */
  focus: string;
}

/** Asks the framed page where its reader is. */
export interface HandOver {
  do: "hand-over";
}

/** Tells a newer page where its reader is. */
export interface TakeOver {
  do: "take-over";
  state: PageState;
}

/** The answer to `HandOver`. */
export interface HandedOver {
  say: "handed-over";
  state: PageState;
}

/** The answer to `TakeOver`: the newer page can be seen. */
export interface TakenOver {
  say: "taken-over";
}

/** The answer to a `PagePatch`; where it could not be applied, the page has to be loaded. */
export interface Patched {
  say: "patched";
  revision: number;
  is_done: boolean;
}
