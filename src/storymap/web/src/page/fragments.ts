// What the page's address may end in: `#place=el-paso`, `#p=12` and `#view=31.75,-106.48,13` open there.

/** A view of the map, in degrees, and the layers that it hides, by their position in `Story.layers`. */
export interface MapView {
  lat: number;
  lng: number;
  zoom: number;
  hidden: readonly number[];
}

export type Target = { place: string } | { block: string } | { view: MapView };

/** Some browsers leave the words to be marked (`:~:text=`) in the address that a page sees. */
const DIRECTIVE = /:~:.*$/;
const VIEW =
  /^#view=(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?),(\d{1,2}(?:\.\d{1,9})?)(?:&hide=(\d{1,3}(?:,\d{1,3})*))?$/;
/** Degrees: the map's edge (Mercator), and how far a map across 180 degrees may run. */
const FARTHEST = { lat: 86, lng: 540 };

/** What a page of many stories is filtered by ends its address: "#q=bridge&from=2009", "#place=el-paso&q=bridge". */
const TAIL = /(?:^#|&)((?:q|from|to|layer)=.*)$/;

export const tailOf = (fragment: string): string => TAIL.exec(fragment.replace(DIRECTIVE, ""))?.[1] ?? "";

export const withTail = (fragment: string, tail: string): string =>
  tail ? `${fragment ? `${fragment}&` : "#"}${tail}` : fragment;

/** What a fragment asks for, or null if it is an element's id or nothing. */
export function readFragment(fragment: string): Target | null {
  const hash = fragment.replace(DIRECTIVE, "").replace(TAIL, "");
  const place = /^#place=([a-z0-9-]+)$/.exec(hash)?.[1];
  if (place) return { place };
  const block = /^#p=([1-9]\d{0,8})$/.exec(hash)?.[1];
  if (block) return { block: `p${block}` };
  const [, lat, lng, zoom, hide] = VIEW.exec(hash) ?? [];
  const view = { lat: Number(lat), lng: Number(lng), zoom: Number(zoom) };
  if (!zoom || Math.abs(view.lat) > FARTHEST.lat || Math.abs(view.lng) > FARTHEST.lng) return null;
  // Layers are counted from 1 in an address.
  return { view: { ...view, hidden: hide ? hide.split(",").map((number) => Number(number) - 1) : [] } };
}

export const placeFragment = (placeId: string): string => `#place=${placeId}`;

export const blockFragment = (blockId: string): string => `#p=${blockId.slice(1)}`;

/** To about a metre. */
export function viewFragment({ lat, lng, zoom, hidden }: MapView): string {
  const [at, beside, level] = [round(lat, 5), round(lng, 5), round(zoom, 2)];
  const hide = hidden.length ? `&hide=${hidden.map((index) => index + 1).join(",")}` : "";
  return `#view=${at},${beside},${level}${hide}`;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * The address that readers can pass on: the one that the page was published at, else its own where it is on the web;
 * "" for a page from disk, or one that a site has put into a frame without an address.
 */
export function publishedAddress(canonical: string | undefined, own: string): string {
  const written = canonical ?? own;
  if (!/^https?:/.test(written)) return "";
  const address = new URL(written);
  address.hash = "";
  // What only this reader's page was asked for.
  for (const name of ["view", "scheme", "steps", "ticket"]) address.searchParams.delete(name);
  return address.href;
}
