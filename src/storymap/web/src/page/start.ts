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
