// <story-map src="the folder's address" view="map">: a frame as one element. What it holds is shown without script.

import { FRAME_HEIGHT, PAGE_FILE, PAGE_VIEWS, SANDBOX } from "../data/contract.ts";
import { bare, create, ofDocument } from "./host_page.ts";

export function defineElement(): void {
  if (customElements.get("story-map")) return;
  customElements.define(
    "story-map",
    class extends HTMLElement {
      connectedCallback(): void {
        if (this.shadowRoot) return;
        const address = new URL(this.getAttribute("src") || ".", ofDocument("baseURI"));
        if (!/^(https?|file):$/.test(address.protocol)) return;
        const page = new URL(PAGE_FILE, address);
        const view = PAGE_VIEWS.find((known) => known === this.getAttribute("view"));
        if (view) page.searchParams.set("view", view);
        const frame = create("iframe");
        frame.setAttribute("sandbox", SANDBOX);
        frame.loading = "lazy";
        frame.title = this.getAttribute("title") ?? this.textContent?.trim() ?? "";
        frame.height = this.getAttribute("height") ?? String(FRAME_HEIGHT);
        frame.src = page.href;
        frame.style.cssText = "display:block;width:100%;border:0";
        this.style.display = "block";
        this.attachShadow(bare({ mode: "open" })).append(frame);
      }
    },
  );
}
