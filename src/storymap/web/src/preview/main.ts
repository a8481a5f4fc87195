// The window of the preview: the page in its frame, kept true, and what lies over it.

import type { PreviewEvent } from "./contract.ts";
import { EventStream } from "./event_stream.ts";
import { framedAddress, onNewKey } from "./key.ts";
import { Overlay } from "./overlay.ts";
import { PageFrame } from "./page_frame.ts";

const NOT_CONNECTED = "Not connected: the preview has ended. Start it again, and open the link that it shows.";

const host = document.createElement("main");
document.body.append(host);
const overlay = new Overlay(document.body);
let article = "";
let newest = 0;
const frame = new PageFrame(host, {
  url: (revision) => framedAddress(`/page/${revision}`),
  title: () => article,
  heard: () => undefined,
  // Links lead where they will lead readers.
  sandbox: "allow-popups allow-popups-to-escape-sandbox",
});

function show(event: PreviewEvent): void {
  article = event.article;
  newest = event.revision;
  document.title = `${article} · preview`;
  overlay.show(event);
  if (event.patch) frame.patch(event.patch);
  else showNewest();
}

function showNewest(): void {
  if (newest > 0 && newest !== frame.revision) void frame.show(newest);
}

const events = new EventStream({
  opened: () => {
    if (frame.revision > 0) overlay.waits("");
    // What could not be loaded while nobody answered.
    showNewest();
  },
  lost: () => overlay.waitsSoon(NOT_CONNECTED),
  refused: (words) => overlay.waits(words),
  heard: (name, data) => {
    if (name === "page") show(data as PreviewEvent);
  },
});
// Of another run, whose pages have the same numbers.
onNewKey(() => location.reload());
// A window that is left should not hold one of the few connections that a browser has for a server.
window.addEventListener("pagehide", () => events.close());
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
