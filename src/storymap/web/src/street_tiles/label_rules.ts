// The labels of streets, towns and waters, in the page's language where the tiles have it. The story's own places are named
// by their markers.

import {
  CenteredTextSymbolizer,
  exp,
  type Feature,
  GeomType,
  type LabelRule,
  LineLabelSymbolizer,
} from "protomaps-leaflet";
import { foldForSearching } from "../page/folding.ts";
import { isSane } from "./paint_rules.ts";
import type { StreetPalette } from "./palette.ts";

/** Longer names, in code units, are mistakes of the data. */
const LONGEST = 60;

/** The size of the type of a town's name, in pixels by zoom. */
const TOWN = exp(1, [
  [9, 11],
  [14, 14],
]);

/** Names with the same key are the same name. */
export const nameKey = (name: string): string => foldForSearching(name).trim();

export function labelRules(palette: () => StreetPalette, language: string, taken: ReadonlySet<string>): LabelRule[] {
  const labelProps = [`name:${language}`, "name"];
  const nameOf = (feature: Feature): string => {
    const name = labelProps.map((key) => feature.props[key]).find((value) => typeof value === "string");
    return typeof name === "string" ? name : "";
  };
  const isNamed = (feature: Feature): boolean => nameOf(feature).length <= LONGEST;
  const isNew = (feature: Feature): boolean =>
    isNamed(feature) && !taken.has(nameKey(nameOf(feature))) && !taken.has(nameKey(String(feature.props["name"])));
  const halo = { stroke: () => palette().halo, width: 3 };

  const settlement = (kinds: string[], font: (zoom: number) => string, fill: () => string): LabelRule => ({
    dataLayer: "places",
    symbolizer: new CenteredTextSymbolizer({ labelProps, font, fill, ...halo }),
    filter: (_, feature) =>
      feature.geomType === GeomType.Point && kinds.includes(String(feature.props["kind"])) && isNew(feature),
    sort: (a, b) => size(b) - size(a),
  });
  const street = (kinds: string[], minzoom: number): LabelRule => ({
    dataLayer: "roads",
    minzoom,
    symbolizer: new StreetName({
      labelProps,
      font: () => `400 11px ${palette().sans}`,
      fill: () => palette().streetName,
      ...halo,
      position: 2,
      repeatDistance: 420,
      maxLabelChars: LONGEST,
    }),
    filter: (_, feature) =>
      feature.geomType === GeomType.Line &&
      isSane(feature) &&
      kinds.includes(String(feature.props["kind"])) &&
      isNamed(feature),
  });

  return [
    settlement(
      ["locality"],
      (zoom) => `500 ${TOWN(zoom)}px ${palette().sans}`,
      () => palette().townName,
    ),
    {
      dataLayer: "water",
      symbolizer: new CenteredTextSymbolizer({
        labelProps,
        font: () => `italic 400 12px ${palette().serif}`,
        fill: () => palette().waterName,
        stroke: () => palette().waterHalo,
        width: 3,
      }),
      filter: (_, feature) => feature.geomType === GeomType.Point && isNew(feature),
    },
    {
      ...settlement(
        ["neighbourhood"],
        () => `400 11px ${palette().sans}`,
        () => palette().streetName,
      ),
      minzoom: 13,
    },
    street(["highway", "major_road", "medium_road"], 14),
    street(["minor_road"], 16),
  ];
}

const size = (props: Record<string, unknown>): number => Number(props["population_rank"]) || 0;

/** A name along its street. What the font draws as nothing has no height, and laying it out would never end. */
class StreetName extends LineLabelSymbolizer {
  override place(...[layout, geometry, feature]: Parameters<LineLabelSymbolizer["place"]>): Labels {
    layout.scratch.font = this.font.get(layout.zoom, feature);
    const box = layout.scratch.measureText(this.text.get(layout.zoom, feature) ?? "");
    const height = box.actualBoundingBoxAscent + box.actualBoundingBoxDescent;
    return height < 1 ? undefined : super.place(layout, geometry, feature);
  }
}

type Labels = ReturnType<LineLabelSymbolizer["place"]>;
