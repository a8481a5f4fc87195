// Every word the interface says, in one place.

const lists = new Intl.ListFormat(document.documentElement.lang || "en", { type: "conjunction" });

export const words = {
  backToStory: "Back to the story",
  close: "Close",
  layers: "Layers",
  map: "Map",
  next: "Next passage",
  nextPlace: "Next place",
  noPlaces: "No places found",
  places: "Places",
  placesInStory: "Places in this story",
  previous: "Previous passage",
  previousPlace: "Previous place",
  readInStory: "Read in the story",
  searchPlaces: "Search places",
  sortByName: "By name",
  sortByText: "In order of the text",
  twoFingers: "Use two fingers to move the map",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  marker: (number: number, name: string): string => `${number}. ${name}`,
  passage: (index: number, count: number): string => `${index} of ${count}`,
  placesFound: (count: number): string => (count === 1 ? "1 place found" : `${count} places found`),
  turned: (name: string, index: number, count: number): string => `${name}: passage ${index} of ${count}`,
  viewNow: (names: readonly string[]): string => `Map: ${lists.format(names)}`,
};
