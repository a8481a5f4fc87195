// The sheet of paper that the editor begins with: paste a text, drop a file, or go on with a story there is.

import { element } from "../../page/dom.ts";
import type { DroppedState, OpenedState, ShelfItem, ShelfState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { reportList } from "../report_list.ts";
import { firstLine, folderName } from "./naming.ts";

/** Places are those of another tool, if a story can begin with them. */
const MAY_BEGIN: readonly DroppedState["kind"][] = ["article", "places", "tool"];

export class StartSheet {
  readonly root: HTMLElement;
  readonly #paper = element("textarea", { class: "paper", spellcheck: "false", "aria-describedby": "paper-kept" });
  readonly #start: HTMLButtonElement;
  readonly #file = element("input", { type: "file", hidden: "", tabindex: "-1", "aria-hidden": "true" });
  readonly #kept = element("p", { class: "start-kept", id: "paper-kept" });
  readonly #folders = element("select", {});
  readonly #recents = element("section", { class: "start-recents", "aria-labelledby": "recents-title" });
  readonly #fault = element("p", { class: "notice is-fault", role: "alert" });
  #shelf: ShelfState = { folders: [], recents: [] };
  #isBusy = false;

  constructor(
    private readonly context: EditorContext,
    cut: HTMLElement,
  ) {
    const { words } = context;
    this.#paper.setAttribute("aria-label", words.say("paperLabel"));
    this.#paper.placeholder = words.say("paperHint");
    this.#start = button(words.say("findPlaces"), () => this.#begin(), { look: "primary", class: "start-go" });
    this.#folders.setAttribute("aria-label", words.say("keepIn"));
    this.#folders.addEventListener("change", () => this.#showKept());
    this.#paper.addEventListener("input", () => this.#showKept());
    this.#paper.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.#begin();
    });
    this.#file.addEventListener("change", () => void this.#drop(this.#file.files?.[0]));
    this.#fault.hidden = true;
    this.#recents.hidden = true;
    this.root = element(
      "main",
      { class: "start" },
      element("h1", {}, words.say("startTitle")),
      element("p", { class: "start-lead" }, words.say("startLead")),
      cut,
      this.#paper,
      this.#fault,
      element(
        "div",
        { class: "start-row" },
        this.#start,
        button(words.say("openFile"), () => this.#file.click()),
        this.#kept,
      ),
      this.#file,
      this.#recents,
    );
    this.#takeDrops();
    this.#showKept();
    void this.#readShelf();
  }

  /** Text that is pasted goes onto the sheet. */
  focus(): void {
    this.#paper.focus();
  }

  async #readShelf(): Promise<void> {
    try {
      this.#shelf = (await this.context.get("shelf")) as ShelfState;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return;
    }
    this.#folders.replaceChildren(
      ...this.#shelf.folders.map(({ number, name }) => element("option", { value: String(number) }, name)),
    );
    this.#showRecents();
    this.#showKept();
  }

  #showRecents(): void {
    const { words } = this.context;
    this.#recents.hidden = this.#shelf.recents.length === 0;
    this.#recents.replaceChildren(
      element("h2", { id: "recents-title" }, words.say("recents")),
      element("ul", {}, ...this.#shelf.recents.map((item) => this.#recent(item))),
    );
  }

  #recent(item: ShelfItem): HTMLElement {
    // Most stories are called story.md: it is the folder that tells them apart.
    const open = button(item.folder, () => this.#open({ recent: item.number }), {
      look: "quiet",
      label: `${item.folder}, ${item.name}`,
    });
    return element("li", {}, open, element("span", { class: "recent-file", dir: "auto" }, item.name));
  }

  get #folder(): ShelfItem | undefined {
    return this.#shelf.folders.find(({ number }) => String(number) === this.#folders.value) ?? this.#shelf.folders[0];
  }

  /** Where the story will be: the server may choose another name where this one is taken. */
  #showKept(): void {
    const { words } = this.context;
    const folder = this.#folder;
    if (!folder) {
      this.#kept.replaceChildren();
      return;
    }
    const name = folderName(firstLine(this.#paper.value)) || "…";
    // A screen reader hears the choice of folders by its own name.
    this.#kept.replaceChildren(
      words.say("keptIn"),
      " ",
      ...(this.#shelf.folders.length > 1
        ? [this.#folders, ` / ${name}`]
        : [element("span", { class: "path" }, `${folder.name}/${name}/`)]),
    );
  }

  #takeDrops(): void {
    const isOver = (over: boolean): unknown => this.root.classList.toggle("is-over", over);
    // Anywhere in the window: what is dropped beside the sheet must not be opened by the browser.
    window.addEventListener("dragover", (event) => {
      if (!this.root.isConnected || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      isOver(true);
    });
    window.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) isOver(false);
    });
    window.addEventListener("drop", (event) => {
      if (!this.root.isConnected || !event.dataTransfer?.files.length) return;
      event.preventDefault();
      isOver(false);
      void this.#drop(event.dataTransfer.files[0]);
    });
  }

  async #begin(): Promise<void> {
    const text = this.#paper.value;
    if (!text.trim()) {
      this.#tell(this.context.words.say("paperEmpty"));
      this.#paper.focus();
      return;
    }
    await this.#work(() => this.context.post("start", { text, title: "", folder: this.#folder?.number ?? 0 }));
  }

  async #drop(file: File | undefined): Promise<void> {
    this.#file.value = "";
    if (!file) return;
    await this.#work(async () => {
      const dropped = (await this.context.post("drop", file, file.name)) as DroppedState;
      const isNone = (): ApiError => new ApiError(400, this.context.words.say("notAnArticle", { name: dropped.name }));
      if (!MAY_BEGIN.includes(dropped.kind)) throw isNone();
      const body = { dropped: dropped.number, folder: this.#folder?.number ?? 0 };
      const opened = (await this.context.post("open", body)) as OpenedState;
      if (!opened.is_story) throw isNone();
      if (opened.tool) this.#report(dropped.name, opened);
    });
  }

  /** What became of another tool's file, over the story that it is now. */
  #report(name: string, { lines }: OpenedState): void {
    const { words } = this.context;
    const content = element(
      "div",
      { class: "import-report" },
      element("p", { dir: "auto" }, words.say("importedFrom", { name })),
      reportList(lines, words),
    );
    // The story may have come under it, where nothing takes the focus.
    this.context.dialog(content, words.say("importedTitle"), () => this.context.begin());
  }

  #open(what: { recent: number }): Promise<void> {
    return this.#work(() => this.context.post("open", what));
  }

  /** One thing at a time; what goes wrong is told, and the text stays. */
  async #work(what: () => Promise<unknown>): Promise<void> {
    if (this.#isBusy) return;
    this.#busy(true);
    this.#tell("");
    try {
      await what();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#tell(error.message || this.context.words.say("notConnected"));
    } finally {
      this.#busy(false);
    }
  }

  #busy(isBusy: boolean): void {
    const { words } = this.context;
    this.#isBusy = isBusy;
    this.root.setAttribute("aria-busy", String(isBusy));
    this.#paper.readOnly = isBusy;
    this.#start.textContent = words.say(isBusy ? "findingPlaces" : "findPlaces");
    if (isBusy) this.context.say(words.say("findingPlaces"));
  }

  #tell(text: string): void {
    this.#fault.textContent = text;
    this.#fault.hidden = text === "";
  }
}
