// Which words of two versions differ, for marking them in both.

export interface Part {
  text: string;
  isChanged: boolean;
}

/** Beyond this many words in the part that differs it is marked as a whole: nobody compares more. */
const MOST_WORDS = 600;

export function wordDifference(before: string, after: string): { before: Part[]; after: Part[] } {
  const [olds, news] = [tokens(before), tokens(after)];
  const shortest = Math.min(olds.length, news.length);
  let start = 0;
  while (start < shortest && olds[start] === news[start]) start += 1;
  let end = 0;
  while (end < shortest - start && olds[olds.length - 1 - end] === news[news.length - 1 - end]) end += 1;
  const inner = [olds.slice(start, olds.length - end), news.slice(start, news.length - end)] as const;
  const kept = inner.some(({ length }) => length > MOST_WORDS) ? noneKept(inner) : common(...inner);
  const whole = (words: string[], part: readonly boolean[]): Part[] =>
    joined(words.map((text, at) => ({ text, isChanged: !(part[at - start] ?? true) })));
  return { before: whole(olds, kept[0]), after: whole(news, kept[1]) };
}

/** Words, and what is between them. */
const tokens = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

const noneKept = (sides: readonly (readonly string[])[]): [boolean[], boolean[]] => {
  const [olds, news] = sides.map((words) => words.map(() => false));
  return [olds ?? [], news ?? []];
};

/** Of each word of two lists, whether it is in the longest list that both have in common. */
function common(olds: readonly string[], news: readonly string[]): [boolean[], boolean[]] {
  const lengths = olds.map(() => new Uint16Array(news.length + 1));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = olds.length - 1; i >= 0; i -= 1) {
    for (let j = news.length - 1; j >= 0; j -= 1) {
      const best = olds[i] === news[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
      (lengths[i] as Uint16Array)[j] = best;
    }
  }
  const kept = noneKept([olds, news]);
  for (let i = 0, j = 0; i < olds.length && j < news.length; ) {
    if (olds[i] === news[j]) {
      kept[0][i] = true;
      kept[1][j] = true;
      i += 1;
      j += 1;
    } else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

/** Neighbours that are both changed, or both not, as one; a space between two changed words is changed with them. */
function joined(parts: Part[]): Part[] {
  const found: Part[] = [];
  parts.forEach((part, at) => {
    const isBetween = !part.text.trim() && parts[at - 1]?.isChanged === true && parts[at + 1]?.isChanged === true;
    const isChanged = part.isChanged || isBetween;
    const last = found[found.length - 1];
    if (last?.isChanged === isChanged) last.text += part.text;
    else found.push({ text: part.text, isChanged });
  });
  return found;
}
