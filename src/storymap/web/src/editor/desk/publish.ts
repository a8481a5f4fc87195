// Publishing: into which folder, at which address; what would change on the web; and what to paste into the article.

import { handOut } from "../../page/clipboard.ts";
import { element } from "../../page/dom.ts";
import type { PublicationState, TargetState, WebChange } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button, labelled } from "../dom.ts";
import { exportPart } from "./export.ts";
import { fileSize } from "./file_size.ts";
import { addressFault } from "./folder_address.ts";
import { changeList } from "./web_changes.ts";

export function publishDialog(context: EditorContext): void {
  const content = element("div", { class: "publish" });
  context.dialog(content, context.words.say("publishTitle"));
  void new PublishForm(context, content).start();
}

class PublishForm {
  readonly #note = element("p", { class: "field-note", role: "alert" });
  readonly #changes = element("div", { class: "publish-changes", "aria-live": "polite" });
  readonly #address: HTMLInputElement;
  #target: TargetState | undefined;
  /** Of the comparison that was asked for last. */
  #compared = 0;

  constructor(
    private readonly context: EditorContext,
    private readonly content: HTMLElement,
  ) {
    this.#address = element("input", {
      type: "url",
      inputmode: "url",
      autocomplete: "url",
      spellcheck: "false",
      placeholder: "https://",
    });
  }

  async start(): Promise<void> {
    const targets = await this.#asked<TargetState[]>(() => this.context.get("publish"));
    if (!targets) return;
    if (!targets[0]) {
      this.#tell(this.context.words.say("publishNowhere"));
      return;
    }
    this.#show(targets);
    this.#choose(targets[0]);
  }

  #show(targets: readonly TargetState[]): void {
    const { words } = this.context;
    const address = labelled(words.say("publishAddress"), this.#address, words.say("publishAddressHint"));
    this.#address.addEventListener("change", () => this.#checkAddress());
    this.#address.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) void this.#publish();
    });
    const publish = button(words.say("publishNow"), () => this.#publish(), { look: "primary" });
    const go = element("div", { class: "buttons" }, publish);
    const more = exportPart(this.context, () => this.#target);
    this.content.replaceChildren(this.#folders(targets), address, this.#note, go, this.#changes, more);
    publish.focus();
  }

  /** Where it goes: nothing to choose where there is only one folder. */
  #folders(targets: readonly TargetState[]): HTMLElement {
    const { words } = this.context;
    const name = ({ name, folder }: TargetState): string =>
      folder ? words.say("publishFolderIn", { name, folder }) : name;
    const [only] = targets;
    if (targets.length === 1 && only) {
      return element(
        "p",
        { class: "publish-folder" },
        words.say("publishInto"),
        " ",
        element("b", { dir: "auto" }, name(only)),
      );
    }
    const select = element("select");
    targets.forEach((target, at) => void select.append(element("option", { value: String(at) }, name(target))));
    select.addEventListener("change", () => {
      const target = targets[Number(select.value)];
      if (target) this.#choose(target);
    });
    return labelled(words.say("publishFolder"), select);
  }

  #choose(target: TargetState): void {
    this.#target = target;
    this.#address.value = target.url;
    void this.#compare(target);
  }

  async #compare({ number, is_published }: TargetState): Promise<void> {
    const { words } = this.context;
    this.#compared += 1;
    const asked = this.#compared;
    if (!is_published) {
      this.#changes.replaceChildren(element("p", { class: "desk-none" }, words.say("webNew")));
      return;
    }
    this.#changes.replaceChildren(element("p", { class: "desk-none" }, words.say("webComparing")));
    const changes = await this.#asked<WebChange[]>(() => this.context.post("compare", { target: number }));
    if (asked !== this.#compared) return;
    if (!changes) this.#changes.replaceChildren();
    else this.#changes.replaceChildren(element("h3", {}, words.say("webChanges")), changeList(changes, words));
  }

  #checkAddress(): boolean {
    const fault = addressFault(this.#address.value);
    this.#tell(fault && this.context.words.say(fault));
    if (fault) this.#address.setAttribute("aria-invalid", "true");
    else this.#address.removeAttribute("aria-invalid");
    return !fault;
  }

  async #publish(): Promise<void> {
    const target = this.#target;
    if (!target) return;
    if (!this.#checkAddress()) {
      this.#address.focus();
      return;
    }
    const { words } = this.context;
    this.context.say(words.say("publishing"));
    const body = { target: target.number, url: this.#address.value.trim() };
    const done = await this.#asked<PublicationState>(() => this.context.post("publish", body));
    if (!done) return;
    this.content.replaceChildren(
      ...this.#published(done),
      exportPart(this.context, () => this.#target),
    );
    const heading = this.content.querySelector<HTMLElement>("h3");
    heading?.focus();
    this.context.say(words.say("published", { folder: done.folder }));
  }

  #published({ folder, page, bytes, snippet, url }: PublicationState): HTMLElement[] {
    const { words } = this.context;
    const size = fileSize(bytes, words.language);
    const made: HTMLElement[] = [
      element("h3", { tabindex: "-1", class: "publish-done", dir: "auto" }, words.say("published", { folder })),
      element("p", { dir: "auto" }, words.say("publishedPage", { page, size })),
    ];
    if (!snippet) return [...made, element("p", {}, words.say("publishedWithoutAddress"))];
    const text = element("textarea", { readonly: "", rows: "5", spellcheck: "false", class: "snippet", dir: "ltr" });
    text.value = snippet;
    const copied = element("span", { class: "publish-copied", role: "status" });
    const copy = button(words.say("copySnippet"), async () => {
      const outcome = await handOut({ title: "" }, snippet);
      copied.textContent = words.say(outcome === "refused" ? "copyByHand" : "copied");
      if (outcome === "refused") text.select();
    });
    made.push(
      element("p", {}, words.say("publishedUpload", { folder }), " ", element("bdi", { class: "publish-url" }, url)),
      labelled(words.say("snippet"), text),
      element("div", { class: "buttons" }, copy, copied),
    );
    return made;
  }

  /** What the server answers; undefined where it says why not, which is told. */
  async #asked<Reply>(ask: () => Promise<unknown>): Promise<Reply | undefined> {
    this.#tell("");
    try {
      return (await ask()) as Reply;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#tell(error.message || this.context.words.say("notConnected"));
      return undefined;
    }
  }

  #tell(text: string): void {
    this.#note.textContent = text;
    if (text && !this.#note.isConnected) this.content.append(this.#note);
  }
}
