// What is made when it is first asked for.

/** A function that makes something when it is first called, and returns that from then on. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
