// In place of @protomaps/basemaps, whose styles protomaps-leaflet would bring along: the page draws by rules of its own.

export const namedFlavor = (name: string): never => {
  throw new Error(`storymap: there is no style "${name}"`);
};
