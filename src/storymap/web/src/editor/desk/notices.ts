// What stands under the bar at the top until somebody has seen to it: two versions of one passage, and what is not on disk.

import { element } from "../../page/dom.ts";
import type { ConflictState, ProblemState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { markedText } from "./marked_text.ts";
import { mendButton } from "./mend_button.ts";
import { wordDifference } from "./word_difference.ts";

export function notices(context: EditorContext): HTMLElement {
  const root = element("div", { class: "notices" });
  const [trouble, conflict] = [element("div"), element("div")];
  root.append(trouble, conflict);
  let shown = "";
  context.onState((state) => {
    const now = JSON.stringify([state.trouble, state.conflict]);
    if (now === shown) return;
    shown = now;
    root.hidden = !state.trouble && !state.conflict;
    const had = root.contains(document.activeElement);
    trouble.replaceChildren(...(state.trouble ? [troubleBar(context, state.trouble)] : []));
    conflict.replaceChildren(...(state.conflict ? [conflictBar(context, state.conflict)] : []));
    // Where the bar is gone with the button that was pressed, the focus goes on to the page.
    if (had && root.hidden) context.frame.element.querySelector("iframe")?.focus();
  });
  return root;
}

function troubleBar(context: EditorContext, { where, what, remedy, mends }: ProblemState): HTMLElement {
  const { words } = context;
  const ways = mends.length
    ? mends.map((mend, at) => mendButton(context, mend, at === 0))
    : [button(words.say("tryAgain"), () => context.run({ command: "retry" }))];
  return element(
    "section",
    { class: "notice is-trouble", role: "alert" },
    element("h2", {}, words.say("notSavedYet")),
    element("p", { dir: "auto" }, [where, what].filter(Boolean).join(": ")),
    ...(remedy ? [element("p", { class: "notice-remedy", dir: "auto" }, remedy)] : []),
    element("div", { class: "buttons" }, ...ways),
  );
}

function conflictBar(context: EditorContext, { file, mine, theirs }: ConflictState): HTMLElement {
  const { words } = context;
  const differences = wordDifference(mine, theirs);
  const version = (which: "mine" | "theirs"): HTMLElement => {
    const text = which === "mine" ? mine : theirs;
    const parts = which === "mine" ? differences.before : differences.after;
    const id = `conflict-${which}`;
    const choose = (): Promise<unknown> => context.run({ command: "resolve", choice: which });
    return element(
      "div",
      { class: "version" },
      element("h3", { id }, words.say(`conflict.${which}`)),
      element(
        "div",
        { class: "version-text", role: "region", tabindex: "0", "aria-labelledby": id, dir: "auto" },
        text ? markedText(parts, which === "mine" ? "ins" : "del") : element("em", {}, words.say("conflictNothing")),
      ),
      button(words.say(`conflict.keep.${which}`), choose, { look: which === "mine" ? "primary" : "plain" }),
    );
  };
  return element(
    "section",
    { class: "notice is-conflict", role: "alert", "aria-labelledby": "conflict-title" },
    element("h2", { id: "conflict-title", dir: "auto" }, words.say("conflictTitle", { file })),
    element("p", {}, words.say("conflictWhy")),
    element("div", { class: "versions" }, version("mine"), version("theirs")),
  );
}
