// What the reader wants to see: dates and layers. A date may be a year or a month: "2009", "2009-04", "2009-04-17".

export interface Filter {
  from: string;
  to: string;
  /** The numbers of layers; empty for all. */
  layers: readonly number[];
}

export const NO_FILTER: Filter = { from: "", to: "", layers: [] };

const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

export const isDate = (text: string): boolean => DATE.test(text);

/** Whether a date lies within the filter's, as far as both say. */
export function hasDate({ from, to }: Filter, date: string): boolean {
  if (!from && !to) return true;
  const far = (text: string): [string, string] => [date.slice(0, text.length), text.slice(0, date.length)];
  const [a, first] = far(from);
  const [b, last] = far(to);
  return date !== "" && a >= first && b <= last;
}

export const hasLayer = ({ layers }: Filter, layer: number): boolean => !layers.length || layers.includes(layer);

/** The ranks among which all stories within the filter's dates are: from the first to before the second. */
export function rankRange(filter: Filter, months: readonly [string, number][], count: number): [number, number] {
  if (!filter.from && !filter.to) return [0, count];
  const found = months.flatMap(([month], i) => (hasDate(filter, month) ? i : []));
  const [first, last] = [found[0], found[found.length - 1]];
  if (first === undefined || last === undefined) return [0, 0];
  return [months[first]?.[1] ?? 0, months[last + 1]?.[1] ?? count];
}

/**
 * How many times places are named within the filter: `history` is what a tile says, "layer:all:first year:counts;...".
 * A year counts as a whole.
 */
export function countWithin(history: string, filter: Filter): number {
  const [from, to] = [Number(filter.from.slice(0, 4)) || -Infinity, Number(filter.to.slice(0, 4)) || Infinity];
  const isDated = filter.from !== "" || filter.to !== "";
  let sum = 0;
  for (const part of history.split(";")) {
    const [layer, all, first, counts] = part.split(":");
    if (!hasLayer(filter, Number(layer))) continue;
    if (!isDated) sum += Number(all) || 0;
    else
      counts?.split(",").forEach((count, i) => {
        const year = Number(first) + i;
        if (year >= from && year <= to) sum += Number(count) || 0;
      });
  }
  return sum;
}
