// What the scale bar says: a round distance, in miles where readers think in them. The picture's bar follows the same rule
// (rendering/static_map/scale_bar.py); a test compares the two.

export type Unit = "m" | "km" | "ft" | "mi";

export interface ScaleStep {
  count: number;
  unit: Unit;
  /** How much of the bar's greatest length it takes. */
  share: number;
}

/** The greatest length of a bar, in pixels. */
export const LONGEST = 90;

const METRES: Record<Unit, number> = { m: 1, km: 1000, ft: 0.3048, mi: 1609.344 };
/** A language without a region stands for the one where most of its readers are (CLDR's likely subtags). */
const MILES = /^((en|cy|gd|my)(-[a-z]{4})?$|[a-z]{2,3}(-[a-z]{4})?-(us|gb|lr|mm)(-|$))/i;

/** Whether readers of a language, a BCP 47 tag, think in miles: in the United States, Britain, Liberia and Myanmar. */
export const thinksInMiles = (language: string): boolean => MILES.test(language);

/** The bar for a length of at least one metre. */
export function scaleStep(metres: number, miles: boolean): ScaleStep {
  const [small, large]: [Unit, Unit] = miles ? ["ft", "mi"] : ["m", "km"];
  const unit = metres >= METRES[large] ? large : small;
  const count = roundDown(metres / METRES[unit]);
  return { count, unit, share: (count * METRES[unit]) / metres };
}

/** The largest of 1, 2, 3, 5, 10, 20, 30, 50 ... up to a value of 1 or more. */
function roundDown(value: number): number {
  const digits = 10 ** (String(Math.floor(value)).length - 1);
  const step = [5, 3, 2].find((one) => one * digits <= value) ?? 1;
  return step * digits;
}
