// <story-map src="the folder's address" view="map">: a frame as one element. What it holds is shown without script.

const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

export function defineElement(): void {
  if (customElements.get("story-map")) return;
  customElements.define(
    "story-map",
    class extends HTMLElement {
      connectedCallback(): void {
        if (this.shadowRoot) return;
        const address = new URL(this.getAttribute("src") || ".", document.baseURI);
        if (!/^(https?|file):$/.test(address.protocol)) return;
        const page = new URL("index.html", address);
        const view = this.getAttribute("view");
        if (view === "map" || view === "story") page.searchParams.set("view", view);
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", SANDBOX);
        frame.loading = "lazy";
        frame.title = this.getAttribute("title") ?? this.textContent?.trim() ?? "";
        frame.height = this.getAttribute("height") ?? "400";
        frame.src = page.href;
        frame.style.cssText = "display:block;width:100%;border:0";
        this.style.display = "block";
        this.attachShadow({ mode: "open" }).append(frame);
      }
    },
  );
}
