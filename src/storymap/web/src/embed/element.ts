// <story-map src="the folder's address" view="map">: a frame as one element. What it holds is shown without script.

import { ALLOW, MAP_STYLE, PAGE_FILE, PAGE_SCHEMES, PAGE_VIEWS, SANDBOX, STORY_HEIGHT } from "../data/contract.ts";
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
        const scheme = PAGE_SCHEMES.find((known) => known === this.getAttribute("scheme"));
        if (scheme) page.searchParams.set("scheme", scheme);
        frame.setAttribute("sandbox", SANDBOX);
        frame.setAttribute("allow", ALLOW);
        frame.loading = "lazy";
        frame.title = this.getAttribute("title") ?? this.textContent?.trim() ?? "";
        frame.src = page.href;
        frame.style.cssText = view === "map" ? MAP_STYLE : `width:100%;height:${STORY_HEIGHT}px;border:0`;
        frame.style.display = "block";
        const height = Number(this.getAttribute("height"));
        if (height) frame.style.height = `${height}px`;
        // The room that the snippet keeps for the frame goes to it.
        this.style.cssText = "display:block";
        this.attachShadow(bare({ mode: "open" })).append(frame);
      }
    },
  );
}
