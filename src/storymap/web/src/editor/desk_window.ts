// The window while a story is open: everything that is put together.

import { element } from "../page/dom.ts";
import type { EditorState } from "../preview/contract.ts";
import { framedAddress } from "../preview/key.ts";
import { PageFrame } from "../preview/page_frame.ts";
import { Bar } from "./bar.ts";
import type { PageEvent } from "./connection.ts";
import type { EditorContext, PanelName } from "./context.ts";
import { Drawer } from "./drawer.ts";
import type { EditorFrame } from "./frame.ts";
import type { FrameChannel } from "./frame_channel.ts";
import { listenToKeys } from "./keyboard.ts";
import { Layout } from "./layout.ts";
import { parts } from "./parts.ts";
import { PlacesPanel } from "./places/panel.ts";

export interface DeskWindowOptions {
  frame: EditorFrame;
  channel: FrameChannel;
  /** What is told at the foot of the window. */
  told: HTMLElement;
  /** That there is no connection. */
  cut: HTMLElement;
}

export class DeskWindow {
  readonly root: HTMLElement;
  readonly bar: Bar;
  readonly #drawer: Drawer;
  readonly #panel: PlacesPanel;
  readonly #layout: Layout;
  readonly #pages: PageFrame;
  readonly #panels = new Map<PanelName, HTMLElement>();

  constructor(
    private readonly context: EditorContext,
    private readonly options: DeskWindowOptions,
  ) {
    const { words } = context;
    const { frame, channel } = options;
    this.bar = new Bar(context);
    this.#pages = new PageFrame(frame.element, {
      url: (revision) => framedAddress(`/page/${revision}`),
      title: () => words.say("page"),
      heard: (data) => {
        const message = channel.receive(data);
        if (message) frame.receive(message);
      },
      free: () => frame.free(),
      shown: () => {
        channel.shown();
        // What was selected is not selected in another page.
        frame.receive({ say: "words", block: 0, start: 0, end: 0, text: "", box: [0, 0, 0, 0] });
        frame.shown();
      },
    });
    this.#panel = new PlacesPanel(context);
    this.#drawer = new Drawer(words, (open) => {
      this.bar.opened(open);
      this.#panel.root.inert = open !== "";
    });
    const tools = parts.mapTools?.(context);
    this.#layout = new Layout(context, {
      bar: this.bar.root,
      notices: [options.cut, ...(parts.notices ? [parts.notices(context)] : [])],
      frame: frame.element,
      overFrame: [...(tools ? [tools] : []), frame.hint, options.told],
      side: [this.#panel.root, this.#drawer.root],
    });
    this.root = this.#layout.root;
    this.#listen();
    parts.text?.(context);
    context.onState((state) => this.#show(state));
  }

  /** Put a message into the page that is shown. */
  post(message: object): void {
    this.#pages.send(message);
  }

  page({ revision, patch }: PageEvent): void {
    if (patch) this.#pages.patch(patch);
    else if (revision && revision !== this.#pages.revision) void this.#pages.show(revision);
  }

  openPanel(name: PanelName): void {
    if (name === "publish") {
      parts.publish?.(this.context);
      return;
    }
    if (name === "decide") {
      this.#drawer.close();
      this.#layout.show("places");
      this.#panel.focus();
      return;
    }
    const content = this.#panels.get(name) ?? parts[name]?.(this.context) ?? element("p", {});
    this.#panels.set(name, content);
    this.#layout.show("places");
    this.#drawer.toggle(name, this.context.words.say(name), content);
  }

  /** A story that was just made: its places are next, also where only one part is in sight. */
  begin(): void {
    this.#layout.show("places");
    this.#panel.begin();
  }

  openPlace(placeId: string, focus = true): void {
    this.#drawer.close();
    if (focus) this.#layout.show("places");
    this.#panel.openPlace(placeId, focus);
  }

  /** Something is to be done on the map. */
  showMap(): void {
    if (this.#layout.part !== "map") this.#layout.show("map");
  }

  #listen(): void {
    listenToKeys(this.context, {
      search: () => {
        this.#drawer.close();
        this.#layout.show("places");
        this.#panel.search();
      },
      escape: () => this.#escape(),
      part: (by) => this.#layout.go(by, () => this.#panel.focus()),
    });
  }

  /** One thing at a time, the innermost first. */
  #escape(): boolean {
    if (this.options.frame.isDrawing) this.options.frame.giveUp();
    else if (this.#drawer.open) this.#drawer.close();
    else return false;
    return true;
  }

  #show(state: EditorState): void {
    const kinds = state.blocks.filter(({ element: id }) => id === "").map(({ kind }) => kind);
    const leading = kinds.filter((kind): kind is "kicker" | "headline" | "standfirst" =>
      ["kicker", "headline", "standfirst"].includes(kind),
    );
    this.context.frame.send({ do: "leading", kinds: leading });
    this.options.channel.changed();
  }
}
