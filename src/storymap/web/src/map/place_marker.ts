// The marker of a place: its numbered symbol, which is a button, and its label. While a place stands back it is a dot, or
// its name alone; the button stays.

import { words } from "../data/i18n.ts";
import { isJoined } from "../data/joined_scripts.ts";
import { isListed } from "../data/listed.ts";
import type { Place, Story } from "../data/page_data.ts";
import { element } from "../page/dom.ts";
import { SIZE, symbol } from "./symbols.ts";

/** What is seen of a marker: the numbered symbol, a dot, or only the name in its area. */
export type MarkerForm = "symbol" | "dot" | "name";

export interface PlaceMarker {
  placeId: string;
  place: Place;
  marker: L.Marker;
  label: HTMLElement;
  /** Pixels from where the place is to where its symbol stands. */
  offset: L.Point;
  form: MarkerForm;
  /** Its form while it has no symbol. */
  quietForm: MarkerForm;
}

export interface MarkerActions {
  nameOf: (placeId: string) => string;
  pick: (placeId: string, opener: HTMLElement | null) => void;
  /** An element of the place has come into the document. */
  drawn: (part: Element | undefined, placeId: string) => void;
}

/** What is named first: symbols, areas, settings that are dots, other dots. */
export const namingRank = ({ form, place }: PlaceMarker): number =>
  form === "dot" ? Number(place.role === "setting") : form === "name" ? 2 : 3;

/** Give a marker its form. */
export function setForm(one: PlaceMarker, form: MarkerForm): void {
  one.form = form;
  const icon = one.marker.getElement();
  icon?.classList.toggle("is-dot", form === "dot");
  icon?.classList.toggle("is-name", form === "name");
}

/** Make a marker of Leaflet's into that of a place. */
export function placeMarker(
  marker: L.Marker,
  placeId: string,
  place: Place,
  story: Story,
  actions: MarkerActions,
): PlaceMarker {
  const name = actions.nameOf(placeId);
  const isNumbered = isListed(story, placeId);
  const label = element("span", { class: "place-label", "aria-hidden": "true" }, name);
  label.classList.toggle("is-joined", isJoined(name));
  const pick = (): void => actions.pick(placeId, marker.getElement() ?? null);
  const describe = (): void => {
    const icon = marker.getElement();
    if (!icon) return;
    icon.setAttribute("role", "button");
    icon.setAttribute("aria-label", isNumbered ? words.marker(place.number, name) : name);
    icon.dataset["place"] = placeId;
    // Two words, for those who speak what they see.
    icon.append(" ", label);
    actions.drawn(icon, placeId);
  };
  marker.setIcon(
    L.divIcon({
      className: `place-marker colour-${place.colour}`,
      // Leaflet takes any element; its types know of those of HTML only.
      html: symbol(place, story, isNumbered) as Element as HTMLElement,
      iconSize: [SIZE, SIZE],
    }),
  );
  marker.options.riseOnHover = true;
  marker.on("add", describe);
  marker.on("click", pick);
  marker.on("keydown", (event) => {
    const key = (event as L.LeafletKeyboardEvent).originalEvent;
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    pick();
  });
  describe();
  return { placeId, place, marker, label, offset: L.point(0, 0), form: "symbol", quietForm: "dot" };
}
