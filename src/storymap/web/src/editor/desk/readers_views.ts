// The page as readers will have it: on a phone, a tablet, a wide screen, framed in an article, on paper; in the dark, and in
// another language.

import { element } from "../../page/dom.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { readLanguages } from "../shell_data.ts";
import { ReaderFrame } from "./reader_frame.ts";
import { READER_VIEWS, type ReaderChoice, type ReaderView } from "./reader_sizes.ts";

const VIEWS = Object.keys(READER_VIEWS) as ReaderView[];

/** What opens at the side: a button for each view. */
export function readersViews(context: EditorContext): HTMLElement {
  const { words } = context;
  const open = (choice: Partial<ReaderChoice>): void => openReader(context, choice);
  const languages = languageChoice(context, (language) => {
    if (language) open({ language });
  });
  return element(
    "div",
    { class: "desk-views" },
    element("p", { class: "desk-lead" }, words.say("viewsLead")),
    element(
      "div",
      { class: "view-buttons" },
      ...VIEWS.map((view) => viewButton(context, view, () => open({ view }))),
      viewButton(context, "dark", () => open({ isDark: true })),
    ),
    element("div", { class: "field" }, languages.label, languages.select),
  );
}

function viewButton(context: EditorContext, name: ReaderView | "dark", press: () => void): HTMLElement {
  const made = button(context.words.say(`view.${name}`), press, { class: "view-button" });
  const size = name === "dark" ? undefined : READER_VIEWS[name];
  if (size && name !== "framed" && name !== "print")
    made.append(" ", element("span", { class: "desk-count" }, String(size.width)));
  return made;
}

function openReader(context: EditorContext, asked: Partial<ReaderChoice>): void {
  const { words } = context;
  const choice: ReaderChoice = { view: "wide", isDark: false, language: "", ...asked };
  const frame = new ReaderFrame(words, () => dialog.close());
  const { page } = context.state();
  const note = element("p", { class: "reader-note" }, words.say("view.printNote"));
  const show = (): void => {
    frame.show(page, choice);
    note.hidden = choice.view !== "print";
    const now = words.say(`view.${choice.view}`);
    context.say(choice.isDark ? `${now}, ${words.say("view.dark")}` : now);
  };
  const content = element("div", { class: "reader" }, readerBar(context, choice, show), note, frame.root);
  const dialog = context.dialog(content, words.say("views"), () => frame.close());
  content.parentElement?.classList.add("is-wide");
  show();
}

/** The choices over the window: which reader, dark or not, and which language. */
function readerBar(context: EditorContext, choice: ReaderChoice, changed: () => void): HTMLElement {
  const { words } = context;
  const views = VIEWS.map((view) => {
    const input = element("input", { type: "radio", name: "reader-view", value: view });
    input.checked = choice.view === view;
    input.addEventListener("change", () => {
      choice.view = view;
      changed();
    });
    return element("label", { class: "segment" }, input, element("span", {}, words.say(`view.${view}`)));
  });
  const dark = element("input", { type: "checkbox" });
  dark.checked = choice.isDark;
  dark.addEventListener("change", () => {
    choice.isDark = dark.checked;
    changed();
  });
  const languages = languageChoice(context, (language) => {
    choice.language = language;
    changed();
  });
  languages.select.value = choice.language;
  return element(
    "div",
    { class: "reader-bar" },
    element("div", { class: "segments", role: "radiogroup", "aria-label": words.say("views") }, ...views),
    element("label", { class: "check" }, dark, " ", words.say("view.dark")),
    element("div", { class: "reader-language" }, languages.label, " ", languages.select),
  );
}

let count = 0;

function languageChoice(
  context: EditorContext,
  chosen: (language: string) => void,
): { label: HTMLElement; select: HTMLSelectElement } {
  const { words } = context;
  count += 1;
  const id = `reader-language-${count}`;
  const own = element("option", { value: "" }, words.say("view.ownLanguage"));
  const select = element("select", { id }, own, ...readLanguages().map(languageOption));
  select.addEventListener("change", () => chosen(select.value));
  return { label: element("label", { for: id }, words.say("view.language")), select };
}

/** A language as those say it who speak it. */
function languageOption(language: string): HTMLOptionElement {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return element("option", { value: language, lang: language }, name);
}
