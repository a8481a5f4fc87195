// A modal dialog: the browser's own. Escape and its close button close it, and the focus goes back where it was.

import { element } from "../page/dom.ts";
import type { OpenDialog } from "./context.ts";
import { button } from "./dom.ts";
import type { Words } from "./words.ts";

let count = 0;

export function openDialog(content: HTMLElement, title: string, words: Words, closed?: () => void): OpenDialog {
  const before = document.activeElement;
  count += 1;
  const id = `dialog-title-${count}`;
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": id });
  const close = (): void => dialog.close();
  dialog.append(
    element(
      "div",
      { class: "dialog-head" },
      element("h2", { id }, title),
      button("×", close, { look: "quiet", label: words.say("close"), class: "dialog-close" }),
    ),
    content,
  );
  dialog.addEventListener("click", (event) => {
    // Outside of it: the dialog's own box is all padding of its content.
    if (event.target === dialog) close();
  });
  // The window's own keys are not for what lies over it: Escape would close what is behind.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close };
}
