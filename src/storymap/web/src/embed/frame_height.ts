// A framed page says how high it would like to be, in every way that the pages around it listen to: Datawrapper's,
// Flourish's, AMP's, pym.js's, WordPress's and iframe-resizer's (version 4), and storymap's own. Any page may frame this
// one, so nothing is said but the height, the page's own address as it was given, and names that the host chose.

import { isFramed } from "../page/framed.ts";
import { wantedHeight } from "./frame_size.ts";

const SIZER = "[iFrameSizer]";
const SIZER_READY = "[iFrameResizerChild]Ready";
const PYM = "xPYMx";

/** The name that WordPress gave this frame: with it, it obeys. */
let secret: string | undefined;

/** Ask WordPress to go to the page itself: from its frame nothing else can be opened. */
export function askWordPress(address: string): boolean {
  if (secret) window.parent.postMessage({ message: "link", value: address, secret }, "*");
  return secret !== undefined;
}

export function announceHeight(): void {
  if (!isFramed()) return;
  const host = window.parent;
  const address = location.href;
  /** pym.js names the frame in its address, WordPress in the part after the #; iframe-resizer tells it by message. */
  const pym = /[?&]childId=([\w-]+)/.exec(location.search)?.[1];
  secret = /[?&]secret=([a-zA-Z0-9]+)/.exec(location.hash)?.[1];
  let sizer: string | undefined;
  let said = 0;
  let isGreeted = false;

  const say = (message: unknown): void => host.postMessage(message, "*");

  const announce = (isAsked: boolean): void => {
    const height = wantedHeight();
    // On the whole screen the page is not in the frame that would get the height.
    if (!height || document.fullscreenElement || (height === said && !isAsked)) return;
    said = height;
    // storymap-host.js waits until the page has heard from it, so that it is asked for a height but once.
    say({ storymap: "height", height, greeted: isGreeted });
    say({ "datawrapper-height": { storymap: height } });
    say(JSON.stringify({ sender: "Flourish", context: "iframe.resize", method: "resize", height, src: address }));
    say({ sentinel: "amp", type: "embed-size", height });
    if (pym) say(["pym", pym, "height", String(height)].join(PYM));
    if (secret) say({ message: "height", value: height, secret });
    if (sizer) say(`${SIZER}${sizer}:${height}:${document.documentElement.clientWidth}:size`);
  };

  /** iframe-resizer and pym.js speak in texts. */
  const hearText = (text: string): void => {
    const name = sizerName(text);
    if (name && name !== sizer) {
      sizer = name;
      say(`${SIZER}${name}:${wantedHeight()}:${document.documentElement.clientWidth}:init`);
    } else if (name || text === `${SIZER}resize` || (pym && text.startsWith(`pym${PYM}${pym}${PYM}width${PYM}`))) {
      announce(true);
    }
  };

  const hear = (data: unknown): void => {
    if (isReady(data)) {
      secret = data.secret;
      announce(true);
    } else if (isHello(data)) {
      isGreeted = true;
      announce(true);
    }
  };

  window.addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    if (source !== host) return;
    if (typeof data === "string") hearText(data);
    else hear(data);
  });

  const change = (): void => announce(false);
  window.addEventListener("resize", change);
  window.addEventListener("load", () => announce(true));
  // At once: a frame that is not in sight is not drawn, and what waits for drawing would wait.
  announce(true);
  say(SIZER_READY);
  const observer = new ResizeObserver(change);
  observer.observe(document.body);
  for (const sheet of document.querySelectorAll(".sheet")) observer.observe(sheet);
}

/** The frame's name in the first message of iframe-resizer: name, margin, whether to size the width, and more. */
function sizerName(message: string): string | null {
  const [name, , width] = message.startsWith(SIZER) ? message.slice(SIZER.length).split(":") : [];
  return name && (width === "true" || width === "false") ? name : null;
}

/** storymap-host.js greets whoever says a height without having heard from it. */
const isHello = (data: unknown): boolean => (data as { storymap?: unknown } | null)?.storymap === "hello";

/** WordPress's page asks for the height when its script comes after the frame's. */
function isReady(data: unknown): data is { message: "ready"; secret: string } {
  const asked = data as { message?: unknown; secret?: unknown } | null;
  return asked?.message === "ready" && typeof asked.secret === "string" && /^[a-zA-Z0-9]+$/.test(asked.secret);
}
