// The window of the preview.

import type { PreviewEvent } from "./contract.ts";
import { PageFrame } from "./page_frame.ts";

const host = document.createElement("main");
document.body.append(host);
const frame = new PageFrame(host, {
  url: (revision) => `/page/${revision}`,
  title: document.body.dataset["name"] ?? "",
  heard: () => undefined,
  sandbox: "allow-popups allow-popups-to-escape-sandbox",
});
const events = new EventSource("/events");
events.addEventListener("page", ({ data }: MessageEvent<string>) => {
  const event = JSON.parse(data) as PreviewEvent;
  if (event.patch) frame.patch(event.patch);
  else if (event.revision && event.revision !== frame.revision) void frame.show(event.revision);
});
