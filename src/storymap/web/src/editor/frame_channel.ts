// The window's end of the channel to the framed page. A story is anybody's, and may hold what its author never read: so
// nothing that comes out of the frame is believed. A message is made anew from checked fields, and is heard only if the
// window asked for such a thing: a place moves while it is shown for that, a shape comes while one is drawn.

import type { EditorState, SetLeading, ShowPlace } from "../preview/contract.ts";
import { saidBy } from "../working/messages.ts";
import type { FrameMessage, PageMessage } from "./context.ts";

/** What the page is told again when another takes its place, in this order. */
const KEPT = ["part", "ghosts", "place"] as const;
const LEADING = ["kicker", "headline", "standfirst"] as const;

type Kept = (typeof KEPT)[number];

const isKept = (kind: string): kind is Kept => (KEPT as readonly string[]).includes(kind);

export interface FrameChannelOptions {
  /** Put a message into the frame that is shown. */
  post: (message: PageMessage) => void;
  state: () => Pick<EditorState, "blocks" | "places">;
  /** The words of the tools in the page: those whose keys begin with "inPage." */
  words: () => Record<string, string>;
}

export class FrameChannel {
  readonly #options: FrameChannelOptions;
  readonly #told = new Map<Kept, PageMessage>();
  /** What the page knows of the story, as JSON: the blocks that lead, and the geometry of the place that is shown. */
  #leading = "";
  #geometry = "";
  #isDrawing = false;
  #isViewAsked = false;

  constructor(options: FrameChannelOptions) {
    this.#options = options;
  }

  send(message: PageMessage): void {
    const sent = message.do === "place" ? this.#withGeometry(message) : message;
    if (isKept(sent.do)) this.#told.set(sent.do, sent);
    if (sent.do === "draw" && sent.shape !== "done") this.#isDrawing = sent.shape !== "";
    if (sent.do === "view") this.#isViewAsked = true;
    this.#options.post(sent);
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
    this.#options.post({ do: "words", words: this.#options.words() });
    this.#lead(true);
    for (const kind of KEPT) {
      const message = this.#told.get(kind);
      if (message) this.send(message);
    }
  }

  /** The story has changed: the page is told what of it it cannot see. */
  changed(): void {
    this.#lead(false);
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
    const place = this.#options.state().places.find(({ place_id }) => place_id === placeId);
    return place?.is_whole ? place.geometry : null;
  }

  /** Say which blocks lead the article: there they have no ids. */
  #lead(isAgain: boolean): void {
    const kinds = this.#options
      .state()
      .blocks.filter(({ element }) => !element)
      .map(({ kind }) => LEADING.find((known) => known === kind));
    const message: SetLeading = { do: "leading", kinds: kinds.flatMap((kind) => kind ?? []) };
    const leading = message.kinds.join();
    if (leading === this.#leading && !isAgain) return;
    this.#leading = leading;
    this.#options.post(message);
  }
}
