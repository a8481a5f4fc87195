// The window's end of the channel to the framed page. A story is anybody's, and may hold what its author never read: so
// nothing that comes out of the frame is believed. A message is made anew from checked fields, and is heard only if the
// window asked for such a thing: a place moves while it is shown for that, a shape comes while one is drawn.

import { saidBy } from "../working/messages.ts";
import type { FrameMessage, PageMessage } from "./context.ts";

/** What the page is told again when another takes its place, in this order. */
const KEPT = ["words", "leading", "part", "ghosts", "place", "follow"] as const;

type Kept = (typeof KEPT)[number];

const isKept = (kind: string): kind is Kept => (KEPT as readonly string[]).includes(kind);

export class FrameChannel {
  readonly #told = new Map<Kept, PageMessage>();
  readonly #post: (message: PageMessage) => void;
  #isDrawing = false;
  #isViewAsked = false;

  /** `post` puts a message into the frame that is shown. */
  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
  }

  send(message: PageMessage): void {
    if (isKept(message.do)) this.#told.set(message.do, message);
    if (message.do === "draw" && message.shape !== "done") this.#isDrawing = message.shape !== "";
    if (message.do === "view") this.#isViewAsked = true;
    this.#post(message);
  }

  /** What came out of the current frame, checked; null for what is not to be heard. */
  receive(data: unknown): FrameMessage | null {
    const message = saidBy(data) as FrameMessage | null;
    if (!message || !this.#isAsked(message)) return null;
    if (message.say === "ready") this.#repeat();
    if (message.say === "drawn") this.#isDrawing = false;
    if (message.say === "view") this.#isViewAsked = false;
    return message;
  }

  #isAsked(message: FrameMessage): boolean {
    switch (message.say) {
      case "moved": {
        const shown = this.#told.get("place");
        return shown?.do === "place" && shown.edit && shown.place_id === message.place_id;
      }
      case "ghost": {
        const shown = this.#told.get("ghosts");
        return shown?.do === "ghosts" && shown.candidates.some(([entry]) => entry === message.entry);
      }
      case "drawn":
        return this.#isDrawing;
      case "view":
        return this.#isViewAsked;
      default:
        return true;
    }
  }

  /** Another page is there: it knows nothing yet. What was being drawn in the one before is gone with it. */
  #repeat(): void {
    this.#isDrawing = false;
    this.#isViewAsked = false;
    for (const kind of KEPT) {
      const message = this.#told.get(kind);
      if (message) this.#post(message);
    }
  }
}
