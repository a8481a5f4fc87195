// Leaflet as a page has it whose map holds nothing but what storymap puts there: without the layers and controls that only
// an author's own additions, tiles, preview and editor need (those have all of it, leaflet.js), and without what browsers
// of old need. Leaflet defines its classes by calls, which a bundler has to keep: here it is told which of them it may drop.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/**
 * What stands on `L`: what our scripts in a built page and the scripts that folium writes for our layers ask for. A test
 * holds the list to both.
 */
const NAMES = `CRS CircleMarker Control DivIcon DomEvent DomUtil LatLng LayerGroup Marker Polygon Polyline Popup Renderer
  bounds circleMarker control divIcon featureGroup geoJson latLng latLngBounds layerGroup map marker point polyline stamp`;

/** What Leaflet finds out about a browser and is the same in all that the page is for (package.json). */
const KNOWN = {
  any3d: true,
  canvas: true,
  edge: false,
  ie3d: false,
  ielt9: false,
  inlineSvg: true,
  mobileOpera: false,
  msPointer: false,
  passiveEvents: true,
  pointer: true,
  svg: true,
  vml: false,
  // These are variables, too, and to read one has no effect that the bundler would have to keep.
  mobile: "mobile",
};

/** Statements that tie to Leaflet's map and layers what no such page uses: each would keep it. */
const TIES = [
  /^Map\.include\(\{[^}]*?\bopenTooltip\b/,
  /^Layer\.include\(\{[^}]*?\bbindTooltip\b/,
  /^Icon\.Default = /,
  /^TileLayer\.WMS = /,
  /^tileLayer\.wms = /,
  /^\w+\.include\((?:PointToGeoJSON|\{[^}]*?\btoGeoJSON\b)/,
];

/** What of that stands in the middle of what stays. (The reader's position is asked for by nothing.) */
const REFERENCES = [
  ["icon: new IconDefault()", "icon: null"],
  ["(this.options.preferCanvas && canvas(options)) || svg(options)", "svg(options)"],
  ["if (MarkerDrag) {", "if (false) {"],
  ["ukrainianFlag + ' '", "''"],
  [/\tlocate: function[\s\S]*?(?=\taddHandler: function)/, ""],
];

/** Return the source of Leaflet's module, prepared so that a bundler drops what `NAMES` do not lead to. */
function prepared(source) {
  let code = source;
  for (const [flag, value] of Object.entries(KNOWN)) code = code.replaceAll(`Browser.${flag}`, String(value));
  for (const [asked, instead] of REFERENCES) code = replaced(code, asked, instead);
  // A statement at the top begins in the first column.
  let statements = code.split(/^(?=[A-Za-z])/m);
  for (const tie of TIES) {
    const others = statements.filter((statement) => !tie.test(statement));
    if (others.length === statements.length) throw new Error(`leaflet has no ${tie}`);
    statements = others;
  }
  return statements.map((one) => one.replace(/^(var \w+ = )(?=[\w.]+\.extend\()/, "$1/* @__PURE__ */ ")).join("");
}

function replaced(code, asked, instead) {
  if (code.split(asked).length !== 2) throw new Error(`leaflet has ${asked} not once`);
  return code.replace(asked, () => instead);
}

/** Write the bundle. `options` are what all bundles share. */
export async function writeLeafletCore(outfile, options) {
  const path = new URL("node_modules/leaflet/dist/leaflet-src.esm.js", import.meta.url).pathname;
  const source = await readFile(path, "utf8");
  const names = NAMES.split(/\s+/).join(", ");
  await build({
    ...options,
    stdin: { contents: `import { ${names} } from "leaflet-core"; window.L = { ${names} };` },
    outfile,
    format: "iife",
    banner: { js: source.slice(0, source.indexOf("*/") + 2) },
    plugins: [
      {
        name: "leaflet-core",
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^leaflet-core$/ }, () => ({ path, namespace: "leaflet-core" }));
          onLoad({ filter: /.*/, namespace: "leaflet-core" }, () => ({ contents: prepared(source), loader: "js" }));
        },
      },
    ],
  });
}
