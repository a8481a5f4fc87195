// The window of the preview: the page in its frame, kept true, and what lies over it.

import type { PreviewEvent } from "./contract.ts";
import { Overlay } from "./overlay.ts";
import { PageFrame } from "./page_frame.ts";

const NOT_CONNECTED = "Not connected: the preview has ended. Start it again, and open the link that it shows.";

const host = document.createElement("main");
document.body.append(host);
const overlay = new Overlay(document.body);
const frame = new PageFrame(host, {
  url: (revision) => `/page/${revision}`,
  title: document.body.dataset["name"] ?? "",
  heard: () => undefined,
  // Links lead where they will lead readers.
  sandbox: "allow-popups allow-popups-to-escape-sandbox",
});
const events = new EventSource("/events");
events.addEventListener("page", ({ data }: MessageEvent<string>) => {
  const event = JSON.parse(data) as PreviewEvent;
  overlay.show(event);
  if (event.patch) frame.patch(event.patch);
  else if (event.revision !== frame.revision && event.revision > 0) void frame.show(event.revision);
});
events.addEventListener("open", () => frame.revision > 0 && overlay.waits(""));
events.addEventListener("error", () => overlay.waitsSoon(NOT_CONNECTED));
// A window that is left should not hold one of the few connections that a browser has for a server.
window.addEventListener("pagehide", () => events.close());
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
