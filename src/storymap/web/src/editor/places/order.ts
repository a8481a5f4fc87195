// What stands where after a change.

/** The one to look at after a change: the same, else the next that is still there, else the last. */
export function nextLooked(before: readonly string[], looked: string, now: readonly string[]): string {
  if (now.includes(looked)) return looked;
  const after = before.slice(before.indexOf(looked) + 1).find((key) => now.includes(key));
  return after ?? now[before.includes(looked) ? now.length - 1 : 0] ?? "";
}

/** The layers with one of them moved on or back. */
export function movedLayer(names: readonly string[], name: string, by: number): string[] {
  const at = names.indexOf(name);
  const moved = names.filter((other) => other !== name);
  moved.splice(Math.max(0, at + by), 0, name);
  return moved;
}
