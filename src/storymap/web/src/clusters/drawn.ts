// The symbols that are on the canvas: which cluster each stands for, how it looks, and what a screen reader says of it.

import type { ClusterSetting } from "../data/cluster_api.ts";
import { isListed } from "../data/listed.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import type { Cluster } from "./clustering.ts";
import { type ClusterRenderer, type ClusterSymbol, discRadius, RADII } from "./draw.ts";

export interface Drawn {
  cluster: Cluster;
  /** Its pixels are those of the canvas. */
  symbol: ClusterSymbol;
  /** As a screen reader says it. */
  label: string;
  /** Of a single place. */
  placeId: string;
}

export type Look = Pick<ClusterSetting, "points" | "story" | "words"> & { renderer: ClusterRenderer };

/** What is drawn for a cluster: `corner` is that of the canvas, in pixels of a world that is `world` pixels wide. */
export function drawnOn(corner: L.Point, world: number, cluster: Cluster, look: Look): Drawn {
  const [x, y] = [Math.round(cluster.x * world - corner.x), Math.round(cluster.y * world - corner.y)];
  return cluster.count > 1 ? several(cluster, x, y, look) : single(cluster, x, y, look);
}

/** Small symbols lie on large ones, and single places on clusters. */
export const inDrawingOrder = (a: Drawn, b: Drawn): number => level(a) - level(b) || b.symbol.radius - a.symbol.radius;

const level = ({ symbol }: Drawn): number => Number(symbol.kind !== "cluster");

function several(cluster: Cluster, x: number, y: number, { points, words, renderer }: Look): Drawn {
  const { count, layer, row, isStack } = cluster;
  const digits = count < 1_000 ? words.number(count) : words.compact(count);
  const radius = discRadius(count, renderer.width(digits, renderer.digitsFont));
  const colour = layer < 0 ? renderer.palette.mixed : renderer.palette.layer(points.symbolAt(row).colour);
  const label = isStack ? words.placesHere(count) : words.cluster(count);
  return { cluster, label, placeId: "", symbol: { x, y, radius, kind: "cluster", colour, shape: "", digits } };
}

function single(cluster: Cluster, x: number, y: number, { points, story, words, renderer }: Look): Drawn {
  const { row } = cluster;
  const { colour, shape } = points.symbolAt(row);
  const placeId = points.idAt(row);
  const isNumbered = isListed(story, placeId);
  const number = points.first + row;
  const kind = isNumbered ? "numbered" : "dot";
  return {
    cluster,
    label: isNumbered ? words.marker(number, points.nameAt(row)) : points.nameAt(row),
    placeId,
    symbol: {
      x,
      y,
      radius: RADII[kind],
      kind,
      colour: renderer.palette.layer(colour),
      shape: story.shapes[shape] ?? "",
      digits: isNumbered ? words.number(number) : "",
    },
  };
}

/** The box around a symbol, on the canvas. */
export const boxAround = ({ x, y, radius }: ClusterSymbol): PixelBox => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});
