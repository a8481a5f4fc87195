// The scale bar: kilometres, and miles too where readers think in them.

const MILES = /^en(-(us|gb|lr)|$)|^my/i;

export function scaleBar(map: L.Map): void {
  const imperial = MILES.test(document.documentElement.lang);
  L.control.scale({ imperial, maxWidth: 90, position: "bottomleft" }).addTo(map);
}
