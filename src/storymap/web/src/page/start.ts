// Parts of the page that the map can do without.

/** Start a part, and return what it makes. If it fails, the console says so, and the others go on. */
export function start<T>(part: () => T): T | undefined {
  try {
    return part();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
    return undefined;
  }
}

/** Measure a part of the start: the browser's own tools, and `make bench`, show how long it takes. */
export function measured<T>(name: string, part: () => T): T {
  performance.mark(`${name}-begins`);
  const made = part();
  performance.measure(name, `${name}-begins`);
  return made;
}
