// The framed page's end of the channel. The page has no origin, no cookie and no server: it is told things by the window
// around it, says things to it, and to nobody else.

import type {
  AskPoint,
  BlockAt,
  BlockAtPoint,
  BlockPicked,
  Draw,
  FilesOver,
  FollowBlock,
  FrameReady,
  GhostPicked,
  KeyPressed,
  MapPlaced,
  MarkPicked,
  PlaceMoved,
  SetLeading,
  SetWords,
  ShapeDrawn,
  ShowBlock,
  ShowGhosts,
  ShowPart,
  ShowPlace,
  TakeView,
  ViewTaken,
  WordsSelected,
} from "../preview/contract.ts";
import { toldTo } from "./messages.ts";

export type Said =
  | BlockAt
  | BlockAtPoint
  | FilesOver
  | BlockPicked
  | FrameReady
  | GhostPicked
  | KeyPressed
  | MapPlaced
  | MarkPicked
  | PlaceMoved
  | ShapeDrawn
  | ViewTaken
  | WordsSelected;
export type Told =
  | AskPoint
  | Draw
  | FollowBlock
  | SetLeading
  | SetWords
  | ShowBlock
  | ShowGhosts
  | ShowPart
  | ShowPlace
  | TakeView;

type Handlers = { [Kind in Told["do"]]: (message: Extract<Told, { do: Kind }>) => void };

export class Channel {
  /** The origin that spoke to the page: until then only that it is ready is said, and to whoever frames it. */
  #origin = "*";

  /** Call the handler of whatever the window around the page says. */
  listen(handlers: Handlers): void {
    window.addEventListener("message", ({ source, origin, data }) => {
      if (source !== window.parent || window.parent === window) return;
      const message = toldTo(data) as Told | null;
      if (!message) return;
      this.#origin = origin === "null" ? "*" : origin;
      (handlers[message.do] as (message: Told) => void)(message);
    });
  }

  say(message: Said): void {
    window.parent.postMessage(message, this.#origin);
  }
}
