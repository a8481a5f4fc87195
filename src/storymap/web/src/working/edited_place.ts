// A place that is worked on: its points are dragged, the corners of its lines and areas moved. What is moved is said when it
// is put down, with all else of the geometry as it is in the file.

import type { PlaceMarker } from "../map/place_marker.ts";
import type { Geometry, Position } from "./checked_geometry.ts";
import { decimalsAt, rounded, type Simple, wrapped } from "./edited_geometry.ts";
import { EditedShape, isShape } from "./edited_shape.ts";
import { Movable } from "./movable.ts";
import type { Tools } from "./tools.ts";

/** Degrees by which a position on the page may differ from that in the file: the page rounds. */
const NEAR = 1e-5;

interface Member {
  /** How it is now; null where nothing of it is left. */
  now: () => Simple | null;
}

export class EditedPlace {
  readonly #movables: Movable[] = [];
  readonly #shapes: EditedShape[] = [];
  readonly #members: Member[];
  readonly #isCollection: boolean;
  readonly #markers: PlaceMarker[];

  constructor(
    private readonly tools: Tools,
    private readonly placeId: string,
    geometry: Geometry | null,
  ) {
    this.#markers = [...tools.placeLayer.markers.of(placeId)];
    const known = geometry ?? this.#pointOnPage();
    this.#isCollection = known?.type === "GeometryCollection";
    const members = known?.type === "GeometryCollection" ? known.geometries : known ? [known] : [];
    this.#members = (members as Simple[]).map((member) => this.#edit(member));
    this.#drawn("is-edited", this.#shapes.length > 0);
    this.#tell();
  }

  stop(): void {
    for (const movable of this.#movables) movable.stop();
    for (const shape of this.#shapes) shape.stop();
    this.#drawn("is-edited", false);
    this.tools.hint.hide();
  }

  #edit(member: Simple): Member {
    if (isShape(member)) {
      const colour = this.#markers[0]?.place.colour ?? 1;
      const shape = new EditedShape(this.tools, member, `colour-${colour} working-shape`, () => this.#say());
      this.#shapes.push(shape);
      return { now: () => shape.geometry() };
    }
    const positions = member.type === "Point" ? [member.coordinates] : member.coordinates;
    const now = positions.map((position) => this.#movable(position));
    return {
      now: () => {
        const moved = now.map((position) => position());
        return member.type === "Point"
          ? { type: "Point", coordinates: moved[0] ?? member.coordinates }
          : { type: "MultiPoint", coordinates: moved };
      },
    };
  }

  /** Let the marker at a position be moved; returns where it is now. */
  #movable(position: Position): () => Position {
    const position0 = this.#markers.findIndex(({ marker }) => isAt(marker.getLatLng(), position));
    const [one] = position0 < 0 ? [] : this.#markers.splice(position0, 1);
    let now = position;
    if (!one) return () => now;
    const { marker } = one;
    const movable = new Movable(this.tools, marker, {
      moved: () => {
        const { lat, lng } = marker.getLatLng();
        const decimals = decimalsAt(this.tools.map.getZoom());
        now = [rounded(wrapped(lng), decimals), rounded(lat, decimals), ...position.slice(2)];
        this.#say();
      },
    });
    this.#movables.push(movable);
    return () => now;
  }

  #say(): void {
    const members = this.#members.flatMap((member) => member.now() ?? []);
    const [only] = members;
    if (!only) return;
    const geometry = this.#isCollection ? { type: "GeometryCollection", geometries: members } : only;
    this.tools.channel.say({ say: "moved", place_id: this.placeId, geometry: { ...geometry } });
    this.#tell();
  }

  /** What the keys do with it. */
  #tell(): void {
    const { hint, texts } = this.tools;
    if (this.#shapes.length) hint.show(texts.say("moveShape"));
    else if (this.#movables.length) hint.show(texts.say("movePoint"));
    else if (this.#paths.length) hint.show(texts.say("tooLarge"));
  }

  /** A place of one point whose position in the file nobody sent. */
  #pointOnPage(): Simple | null {
    const [only, other] = this.#markers;
    if (!only || other || this.#paths.length) return null;
    const { lat, lng } = only.marker.getLatLng();
    return { type: "Point", coordinates: [wrapped(lng), lat] };
  }

  get #paths(): Element[] {
    return [...document.querySelectorAll(`.place-path[data-place="${CSS.escape(this.placeId)}"]`)];
  }

  /** The page's own lines and areas make way for those that are edited. */
  #drawn(name: string, isSet: boolean): void {
    for (const path of this.#paths) path.classList.toggle(name, isSet);
  }
}

const isAt = ({ lat, lng }: L.LatLng, [lon = 0, north = 0]: Position): boolean =>
  Math.abs(lat - north) < NEAR && Math.abs(((((lng - lon) % 360) + 540) % 360) - 180) < NEAR;
