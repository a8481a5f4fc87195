// What is asked of a picture: what it shows, or that it has no meaning; a caption; whom to credit.

import { element } from "../../page/dom.ts";
import type { EditorContext } from "../context.ts";
import { button, labelled } from "../dom.ts";
import type { WrittenPicture } from "./picture_source.ts";

export interface PictureFormOptions {
  title: string;
  /** Where it goes, in words. */
  where?: string;
  /** To be shown while one describes it. */
  file?: Blob;
  picture?: WrittenPicture;
  /** Whether it may be without meaning: a place's is not. */
  canBeDecorative?: boolean;
}

const EMPTY: WrittenPicture = { alt: "", caption: "", credit: "", decorative: false };

/** Ask; null where one gives up. */
export function askPicture(context: EditorContext, options: PictureFormOptions): Promise<WrittenPicture | null> {
  const { words } = context;
  const { title, where = "", file, picture = EMPTY, canBeDecorative = true } = options;
  const text = (value: string): HTMLInputElement => {
    const input = element("input", { type: "text", autocomplete: "off", dir: "auto" });
    input.value = value;
    return input;
  };
  const [alt, caption, credit] = [text(picture.alt), text(picture.caption), text(picture.credit)];
  const decorative = element("input", { type: "checkbox" });
  decorative.checked = picture.decorative;
  const note = element("p", { class: "field-note", role: "alert" });
  const form = element(
    "form",
    { class: "picture-form", novalidate: "" },
    ...(where ? [element("p", { dir: "auto" }, where)] : []),
    ...shown(file),
    labelled(words.say("picture.alt"), alt, words.say("picture.altHint")),
    ...(canBeDecorative
      ? [element("label", { class: "check" }, decorative, " ", words.say("picture.decorative"))]
      : []),
    note,
    labelled(words.say("picture.caption"), caption),
    labelled(words.say("picture.credit"), credit),
  );
  const used = element("button", { type: "submit", class: "button is-primary" }, words.say("picture.use"));
  form.append(
    element(
      "div",
      { class: "buttons" },
      used,
      button(words.say("giveUp"), () => dialog.close()),
    ),
  );
  const follow = (): void => {
    alt.disabled = decorative.checked;
    alt.required = !decorative.checked;
  };
  decorative.addEventListener("change", follow);
  follow();
  let answer: WrittenPicture | null = null;
  let answered: (picture: WrittenPicture | null) => void;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = {
      alt: decorative.checked ? "" : alt.value.trim(),
      caption: caption.value.trim(),
      credit: credit.value.trim(),
      decorative: decorative.checked,
    };
    if (!values.alt && !values.decorative) {
      note.textContent = words.say(canBeDecorative ? "picture.altMissing" : "picture.altNeeded");
      alt.setAttribute("aria-invalid", "true");
      alt.focus();
      return;
    }
    answer = values;
    dialog.close();
  });
  const dialog = context.dialog(form, title, () => {
    for (const image of form.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    answered(answer);
  });
  alt.focus();
  return new Promise((resolve) => {
    answered = resolve;
  });
}

/** The picture itself, for whoever describes it. */
function shown(file: Blob | undefined): HTMLElement[] {
  if (!file?.type.startsWith("image/")) return [];
  const image = element("img", { class: "picture-shown", alt: "" });
  image.src = URL.createObjectURL(file);
  image.addEventListener("error", () => image.remove());
  return [image];
}
