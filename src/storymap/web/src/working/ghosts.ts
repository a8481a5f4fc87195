// What else a name may mean: candidates as dashed circles with the numbers of the list in the window. One is picked by a
// click, or by the tab key and Enter.

import { HALF_TOWN, turnTo, union } from "../map/bbox.ts";
import { SIZE } from "../map/symbols.ts";
import type { ShowGhosts } from "../preview/contract.ts";
import type { Tools } from "./tools.ts";

type Candidate = ShowGhosts["candidates"][number];

const HOLDER = "ghosts";
const CLOSEST = 10;

export class Ghosts {
  readonly #layer: L.LayerGroup;

  constructor(private readonly tools: Tools) {
    this.#layer = L.layerGroup().addTo(tools.map);
  }

  show(candidates: readonly Candidate[]): void {
    this.#layer.clearLayers();
    const { hold, map } = this.tools;
    map.getContainer().classList.toggle("has-ghosts", candidates.length > 0);
    if (!candidates.length) {
      hold.leave(HOLDER);
      return;
    }
    hold.take(HOLDER);
    const middle = this.#middle();
    const places = candidates.map(([, lat, lon]) => L.latLng(lat, lon + turnTo(lon, middle)));
    for (const [i, candidate] of candidates.entries()) this.#add(candidate, i + 1, places[i] ?? map.getCenter());
    const boxes = places.map(({ lat, lng }) => ({ west: lng, east: lng, south: lat, north: lat }));
    const around = union(boxes);
    hold.lookAt({
      box: {
        west: around.west - HALF_TOWN,
        south: around.south - HALF_TOWN,
        east: around.east + HALF_TOWN,
        north: around.north + HALF_TOWN,
      },
      core: around,
      symbols: places.map(({ lat, lng }) => ({ lat, lng, isSeen: true })),
      closest: CLOSEST,
    });
  }

  /** A longitude in the middle of the story, which may lie beyond 180 degrees. */
  #middle(): number {
    const bounds = this.tools.story.bounds;
    return bounds ? (bounds[0] + bounds[2]) / 2 : 0;
  }

  #add([entry, , , name]: Candidate, number: number, at: L.LatLng): void {
    const { channel, texts } = this.tools;
    const icon = L.divIcon({ className: "working-ghost", html: String(number), iconSize: [SIZE, SIZE] });
    const ghost = L.marker(at, { icon, riseOnHover: true, zIndexOffset: 20_000 });
    const pick = (): void => channel.say({ say: "ghost", entry });
    ghost.on("click", pick);
    ghost.on("keydown", (event) => {
      const key = (event as L.LeafletKeyboardEvent).originalEvent;
      if (key.key !== "Enter" && key.key !== " ") return;
      key.preventDefault();
      pick();
    });
    this.#layer.addLayer(ghost);
    const shown = ghost.getElement();
    shown?.setAttribute("role", "button");
    shown?.setAttribute("aria-label", texts.say("ghost", { number, name }));
    if (shown) shown.title = name;
  }
}
