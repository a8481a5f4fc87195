// Every word the interface says, in one place.

export const words = {
  close: "Close",
  layers: "Layers",
  map: "Map",
  next: "Next passage",
  previous: "Previous passage",
  readInStory: "Read in the story",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  passage: (index: number, count: number): string => `${index} of ${count}`,
  marker: (number: number, name: string): string => `${number}. ${name}`,
  turned: (name: string, index: number, count: number): string => `${name}: passage ${index} of ${count}`,
};
