// A place's picture: dropped or chosen, described for those who do not see it, and credited.

import { element } from "../../page/dom.ts";
import type { DroppedState, PlaceState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AutoField } from "./auto_field.ts";

const DESCRIBED = ["alt", "caption", "credit"] as const;

export class PictureField {
  readonly root = element("fieldset", { class: "picture" });
  readonly #name = element("p", { class: "picture-name", dir: "auto" });
  readonly #described = element("div", {});
  readonly #note = element("p", { class: "field-note", role: "alert" });
  readonly #file = element("input", {
    type: "file",
    accept: "image/*",
    hidden: "",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  readonly #takeOut: HTMLButtonElement;
  readonly #fields: ((place: PlaceState) => void)[];
  #place: PlaceState;

  constructor(
    private readonly context: EditorContext,
    place: PlaceState,
  ) {
    const { words } = context;
    this.#place = place;
    this.#fields = DESCRIBED.map((member) => this.#field(member));
    this.#takeOut = button(words.say("takePictureOut"), () =>
      this.#change({ image: null, alt: null, caption: null, credit: null }),
    );
    this.#file.addEventListener("change", () => void this.#dropped(this.#file.files?.[0]));
    this.root.append(
      element("legend", {}, words.say("picture")),
      this.#name,
      element(
        "div",
        { class: "buttons" },
        button(words.say("choosePicture"), () => this.#file.click()),
        this.#takeOut,
      ),
      this.#file,
      this.#note,
      this.#described,
    );
    this.#takeDrops();
    this.update(place);
  }

  update(place: PlaceState): void {
    this.#place = place;
    this.#name.textContent = place.image || this.context.words.say("dropPicture");
    this.#described.hidden = !place.image;
    this.#takeOut.hidden = !place.image;
    for (const update of this.#fields) update(place);
  }

  #change(changes: Record<string, unknown>): Promise<unknown> {
    return this.context.run({ command: "change-place", place_id: this.#place.place_id, changes });
  }

  #field(member: (typeof DESCRIBED)[number]): (place: PlaceState) => void {
    const field = new AutoField(this.context, {
      label: this.context.words.say(`picture.${member}`),
      control: element("input", { type: "text", autocomplete: "off" }),
      stored: this.#place[member],
      save: (value) =>
        this.context.run({
          command: "change-place",
          place_id: this.#place.place_id,
          changes: { [member]: value.trim() || null },
        }),
    });
    this.#described.append(field.root);
    return (place) => field.update(place[member]);
  }

  #takeDrops(): void {
    const isOver = (over: boolean): unknown => this.root.classList.toggle("is-over", over);
    this.root.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      isOver(true);
    });
    this.root.addEventListener("dragleave", () => isOver(false));
    this.root.addEventListener("drop", (event) => {
      event.preventDefault();
      event.stopPropagation();
      isOver(false);
      void this.#dropped(event.dataTransfer?.files[0]);
    });
  }

  async #dropped(file: File | undefined): Promise<void> {
    if (!file) return;
    const { words } = this.context;
    const { place_id, alt, caption, credit } = this.#place;
    this.#note.textContent = "";
    this.#file.value = "";
    try {
      const dropped = (await this.context.post("drop", file, file.name)) as DroppedState;
      if (dropped.kind !== "picture") {
        this.#note.textContent = words.say("noPicture", { name: dropped.name });
        return;
      }
      await this.context.run({ command: "place-picture", dropped: dropped.number, place_id, alt, caption, credit });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#note.textContent = error.message || words.say("notConnected");
    }
  }
}
