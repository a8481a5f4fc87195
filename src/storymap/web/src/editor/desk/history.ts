// The history of the sitting, the newest first: a press goes back to where a change was the last one, or forward.

import { element } from "../../page/dom.ts";
import type { ChangeState, EditorState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import type { Words } from "../words.ts";
import { redone, type Step, steps, undone } from "./history_steps.ts";

/** What undo and redo would do, in words; "" for nothing. */
export function historyNames(context: EditorContext, { history }: EditorState): { undo: string; redo: string } {
  const { words } = context;
  const name = (key: string, change: ReturnType<typeof undone>): string =>
    change ? words.say(key, { what: changeText(change, words) }) : "";
  return { undo: name("undoWhat", undone(history)), redo: name("redoWhat", redone(history)) };
}

/** What a change was, in words; a field is called as its form calls it. */
function changeText({ label, values }: ChangeState, words: Words): string {
  const field = values["field"];
  return words.say(label, field ? { ...values, field: words.say(`field.${field}`) } : values);
}

export function historyPanel(context: EditorContext): HTMLElement {
  const root = element("div", { class: "desk-history" });
  const ways = element("div", { class: "buttons" });
  const list = element("ol", { class: "history-list", reversed: "" });
  root.append(ways, list);
  let shown = "";
  context.onState((state) => {
    const now = JSON.stringify([state.history, state.can_undo, state.can_redo]);
    if (now === shown) return;
    shown = now;
    const had = root.contains(document.activeElement);
    const { number } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
    ways.replaceChildren(...wayButtons(context, state));
    list.replaceChildren(...items(context, state));
    // What was pressed is another element now.
    if (had)
      (root.querySelector<HTMLElement>(`[data-number="${number ?? ""}"]`) ?? ways.querySelector("button"))?.focus();
  });
  return root;
}

function wayButtons(context: EditorContext, state: EditorState): HTMLElement[] {
  const { words } = context;
  const names = historyNames(context, state);
  return (["undo", "redo"] as const).map((command) => {
    const can = command === "undo" ? state.can_undo : state.can_redo;
    const text = (can && names[command]) || words.say(command);
    const made = button(text, () => context.run({ command }));
    made.dataset["number"] = command;
    made.setAttribute("aria-disabled", String(!can));
    made.setAttribute("aria-keyshortcuts", command === "undo" ? "Control+Z" : "Control+Shift+Z");
    return made;
  });
}

function items(context: EditorContext, { history }: EditorState): HTMLElement[] {
  const { words } = context;
  const all = steps(history).map((step) => item(context, step));
  if (!all.length) return [element("li", { class: "desk-none" }, words.say("noHistory"))];
  const isAtStart = history.every(({ is_undone, is_outside }) => is_undone || is_outside);
  const start = element("li", { class: `history-step ${isAtStart ? "is-now" : "is-before"}` });
  start.append(isAtStart ? words.say("historyStart") : back(context, 0, words.say("historyStart")));
  if (isAtStart) start.setAttribute("aria-current", "step");
  return [...all, start];
}

function item(context: EditorContext, { change, is }: Step): HTMLElement {
  const { words } = context;
  const { number, is_outside } = change;
  const text = changeText(change, words);
  const made = element("li", { class: `history-step is-${is}`, dir: "auto" });
  if (is_outside) made.classList.add("is-outside");
  if (is === "now" || is_outside) made.append(text);
  else made.append(back(context, number, text));
  if (is === "now") made.setAttribute("aria-current", "step");
  const notes = [is_outside && "changedOutside", is === "takenBack" && "takenBack", is === "now" && "hereNow"];
  for (const note of notes) if (note) made.append(" ", element("span", { class: "history-note" }, words.say(note)));
  return made;
}

function back(context: EditorContext, number: number, text: string): HTMLElement {
  const made = button(text, () => context.run({ command: "undo-to", number }), {
    look: "quiet",
    label: context.words.say("backTo", { what: text }),
    class: "desk-link",
  });
  made.dataset["number"] = String(number);
  return made;
}
