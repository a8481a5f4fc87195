// A button of a framed page: the whole screen, where site and browser allow it; else the page itself, if it is known where
// it stands.

import { words } from "../data/i18n.ts";
import { nameButton, type ToolbarButton } from "../map/toolbar.ts";
import { isFramed } from "../page/framed.ts";
import { askWordPress } from "./frame_height.ts";

const ENTER = "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5";
const LEAVE = "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5";
const OPEN = "M13 5h6v6M19 5l-9 9M10 5H5v14h14v-5";

export function offerFullScreen(add: (button: ToolbarButton) => HTMLButtonElement): void {
  if (!isFramed()) return;
  const address = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? "";
  if (document.fullscreenEnabled) offerScreen(add);
  else if (/^https?:/.test(address)) offerPage(add, address);
}

function offerScreen(add: (button: ToolbarButton) => HTMLButtonElement): void {
  const button = add({
    name: words.fullScreen,
    icon: ENTER,
    // What the browser refuses after all stays as it is.
    run: () =>
      (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
        () => undefined,
      ),
  });
  document.addEventListener("fullscreenchange", () => {
    const isFull = document.fullscreenElement !== null;
    // The page has the screen then, and is not as high as a text.
    document.documentElement.classList.toggle("is-framed", !isFull);
    nameButton(button, isFull ? words.leaveFullScreen : words.fullScreen);
    button.querySelector("path")?.setAttribute("d", isFull ? LEAVE : ENTER);
  });
}

function offerPage(add: (button: ToolbarButton) => HTMLButtonElement, address: string): void {
  add({
    name: words.openFullMap,
    icon: OPEN,
    run: () => {
      if (askWordPress(address)) return;
      const page = window.open(address, "_blank");
      if (page) page.opener = null;
    },
  });
}
