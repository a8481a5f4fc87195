// The window's end of the channel to the framed page. A story is anybody's, and may hold what its author never read: so
// nothing that comes out of the frame is believed. A message is made anew from checked fields, and is heard only if the
// window asked for such a thing: a place moves while it is shown for that, a shape comes while one is drawn.

import type { EditorState, ShowPlace } from "../preview/contract.ts";
import { saidBy } from "../working/messages.ts";
import type { FrameMessage, PageMessage } from "./context.ts";

/** What the page is told again when another takes its place, in this order. */
const KEPT = ["words", "leading", "part", "ghosts", "place", "follow"] as const;

type Kept = (typeof KEPT)[number];

const isKept = (kind: string): kind is Kept => (KEPT as readonly string[]).includes(kind);

export class FrameChannel {
  readonly #post: (message: PageMessage) => void;
  readonly #state: () => Pick<EditorState, "places">;
  readonly #told = new Map<Kept, PageMessage>();
  /** The geometry of the place that is shown as the page knows it, as JSON. */
  #geometry = "";
  #isDrawing = false;
  #isViewAsked = false;

  /** `post` puts a message into the frame that is shown; `state` is what the window knows. */
  constructor(post: (message: PageMessage) => void, state: () => Pick<EditorState, "places">) {
    this.#post = post;
    this.#state = state;
  }

  send(message: PageMessage): void {
    const sent = message.do === "place" ? this.#withGeometry(message) : message;
    if (isKept(sent.do)) this.#told.set(sent.do, sent);
    if (sent.do === "draw" && sent.shape !== "done") this.#isDrawing = sent.shape !== "";
    if (sent.do === "view") this.#isViewAsked = true;
    this.#post(sent);
  }

  /** What came out of the current frame, checked; null for what is not to be heard. */
  receive(data: unknown): FrameMessage | null {
    const message = saidBy(data) as FrameMessage | null;
    if (!message || !this.#isAsked(message)) return null;
    if (message.say === "moved") this.#geometry = JSON.stringify(message.geometry);
    if (message.say === "drawn") this.#isDrawing = false;
    if (message.say === "view") this.#isViewAsked = false;
    return message;
  }

  /** Another page is shown: it knows nothing yet. What was being drawn in the one before is gone with it. */
  shown(): void {
    this.#isDrawing = false;
    this.#isViewAsked = false;
    for (const kind of KEPT) {
      const message = this.#told.get(kind);
      if (message) this.send(message);
    }
  }

  /** The story has changed: the place that is edited may be elsewhere. */
  changed(): void {
    const shown = this.#shownPlace();
    if (shown && JSON.stringify(this.#geometryOf(shown.place_id)) !== this.#geometry) this.send(shown);
  }

  #isAsked(message: FrameMessage): boolean {
    switch (message.say) {
      case "moved": {
        const shown = this.#shownPlace();
        return shown?.edit === true && shown.place_id === message.place_id;
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

  #shownPlace(): ShowPlace | null {
    const shown = this.#told.get("place");
    return shown?.do === "place" ? shown : null;
  }

  /** With the geometry as it is in the file: the page has rounded it. */
  #withGeometry({ do: kind, place_id, edit }: ShowPlace): ShowPlace {
    const geometry = this.#geometryOf(place_id);
    this.#geometry = JSON.stringify(geometry);
    return { do: kind, place_id, edit, geometry };
  }

  #geometryOf(placeId: string): Record<string, unknown> | null {
    const place = this.#state().places.find(({ place_id }) => place_id === placeId);
    return place?.is_whole ? place.geometry : null;
  }
}
