// What the parts of the editor's window know of each other. A part is a function of the context, in a file of its own;
// parts.ts names them all, and main.ts puts what they return into the window.
//
// The window's policy is `script-src 'self'; style-src 'self'`: no `style` attribute in markup, no <style> element
// (`element.style.top = ...` is allowed; CodeMirror goes into a shadow root, where it adopts its style sheets).

import type {
  ActionWords,
  AddLayerFile,
  AddPicture,
  AddPlace,
  Answer,
  ArrangeLayers,
  ChangePlace,
  CopyPlaces,
  DeletePlace,
  EditorState,
  History,
  IgnoreWords,
  LocatePlace,
  MakeMarkdown,
  MarkWords,
  MovePlace,
  PlacePicture,
  RefuseSuggestion,
  RenameLayer,
  Resolve,
  Retry,
  SetBlock,
  SetField,
  SetView,
  TakeSuggestion,
  TakeSure,
} from "../preview/contract.ts";
import type { Said, Told } from "../working/channel.ts";
import type { Words } from "./words.ts";

export type AnyCommand =
  | ActionWords
  | AddLayerFile
  | AddPicture
  | AddPlace
  | ArrangeLayers
  | ChangePlace
  | CopyPlaces
  | DeletePlace
  | History
  | IgnoreWords
  | LocatePlace
  | MakeMarkdown
  | MarkWords
  | MovePlace
  | PlacePicture
  | RefuseSuggestion
  | RenameLayer
  | Resolve
  | Retry
  | SetBlock
  | SetField
  | SetView
  | TakeSuggestion
  | TakeSure;

/** Each command by itself, or what distinguishes them would be lost. */
type WithoutBase<C> = C extends unknown ? Omit<C, "base"> : never;

/** A command as a part asks for it: the window adds what it was made from. */
export type CommandBody = WithoutBase<AnyCommand>;

/** What the framed page says, checked by frame_channel.ts, and what it is told. */
export type FrameMessage = Said;
export type PageMessage = Told;

/** What opens at the side, over the places. "publish" is a dialog, "decide" the places to decide themselves. */
export type PanelName = "problems" | "history" | "views" | "publish" | "decide";

export interface FrameHandle {
  send(message: PageMessage): void;
  /** A handler that answers true has dealt with the message: those that came before it do not see it. */
  heard(handler: (message: FrameMessage) => unknown): void;
  /** What is being drawn is given up. */
  giveUp(): void;
  /** What holds the framed page; its inner <iframe> changes when a page is loaded anew. */
  readonly element: HTMLElement;
  /** Where the framed page stands in the window: boxes of messages are relative to its left and top. */
  offset(): DOMRect;
}

export type Geometry = Record<string, unknown>;

export interface OpenDialog {
  close(): void;
}

export interface EditorContext {
  state(): EditorState;
  /** Called at once with the state there is, and then with each new one. */
  onState(update: (state: EditorState) => void): void;
  /** Ask for a change. A problem is told by the window; the answer is for what else should happen. Never rejects. */
  run(command: CommandBody): Promise<Answer>;
  /** GET below /api. Rejects with an ApiError. */
  get(path: string): Promise<unknown>;
  /** POST below /api. A File or Blob goes as it is, with `name` as the name that it has; all else as JSON. Rejects with an ApiError. */
  post(path: string, body: unknown, name?: string): Promise<unknown>;
  /** Tell in the live region, and in the line at the foot of the window. */
  say(text: string): void;
  readonly words: Words;
  readonly frame: FrameHandle;
  /**
   * Have a shape drawn on the map: a line over the map says what for, Escape gives up (null). What is drawn then is the
   * asker's alone: handlers of `frame.heard` do not see it.
   */
  draw(shape: "Point" | "LineString" | "Polygon", purpose: string): Promise<Geometry | null>;
  openPanel(name: PanelName): void;
  /** Go to the beginning of a story that was just made, once it is there. */
  begin(): void;
  /** Open a place's row in the list, and move the focus into it if asked. */
  openPlace(placeId: string, focus?: boolean): void;
  /** A modal dialog: Escape and its close button close it, the focus goes back where it was. */
  dialog(content: HTMLElement, title: string, closed?: () => void): OpenDialog;
}
