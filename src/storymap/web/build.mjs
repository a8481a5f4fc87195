// Bundles the browser part into dist/: leaflet.js (as published but for VML, a classic script that defines L),
// leaflet_core.js, which is what of it a map without additions needs, storymap.js, storymap.css, tiles.js for pages with
// street-level tiles, clusters.js and clusters.css for pages with hundreds of places, atlas.js and atlas.css for pages of
// many stories, atlas_parts.js with its style sheets for atlases that are fetched in parts, host.js for the article around
// a framed map, and the fonts of the pictures. For the preview and the editor: their windows (preview.js, editor.js), and
// what their framed pages have in the place of storymap.js (preview_page.js, working.js). The same sources and lock file
// give the same bytes.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { writeFonts } from "./fonts.mjs";
import { writeLeafletCore } from "./leaflet_core.mjs";

/**
 * Leaflet's style sheet without the rules that bring pictures, for the page has symbols of its own, and without those for
 * browsers of old.
 */
const neededOfLeaflet = {
  name: "needed-of-leaflet",
  setup({ onLoad }) {
    onLoad({ filter: /leaflet\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const needed = css
        .replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, "")
        .replace(/[^{}]*(?:oldie|lvml|vml-shape)[^{}]*\{[^{}]*\}/g, "")
        .replace(/[^{;]*\s-(ms|o|moz(?!-user-select)|webkit(?=-trans))-[\w-]+:[^;}]*;|[^{;]*progid:[^;]*;/g, "");
      return { contents: needed, loader: "css" };
    });
  },
};

/** The page in a frame of preview or editor is as if it were in none. */
const unframed = {
  name: "unframed",
  setup({ onResolve }) {
    onResolve({ filter: /\/framed\.ts$/ }, () => ({
      path: new URL("src/preview/unframed.ts", import.meta.url).pathname,
    }));
  },
};

/** leaflet-editable as what it is in a page, which has Leaflet already: no module. */
const withPagesLeaflet = {
  name: "with-pages-leaflet",
  setup({ onLoad }) {
    onLoad({ filter: /Leaflet\.Editable\.js$/ }, async ({ path }) => {
      const script = await readFile(path, "utf8");
      const head = /^;\(\(factory, window\) => \{[\s\S]*?\n\}\)\(\(L\) => \{/;
      const tail = /\}, window\)\s*$/;
      if (!head.test(script) || !tail.test(script)) throw new Error("leaflet-editable is not the one that is known");
      return { contents: script.replace(head, "((L) => {").replace(tail, "})(window.L);"), loader: "js" };
    });
  },
};

/** Leaflet without its way of drawing in VML, which browsers had before SVG: no reader's browser would run it. */
function withoutVml(script) {
  const drawing =
    /var \w+=function\(\)\{try\{return document\.namespaces\.add\("lvml"[\s\S]*?,(\w+)=\w+\.vml\?\w+:(\w+),/;
  const choice = /\w+\.vml&&\w+\.include\(\w+\)/;
  if (!drawing.test(script) || !choice.test(script)) throw new Error("leaflet.js is not the one whose VML is known");
  return script.replace(drawing, "var $1=$2,").replace(choice, "0");
}

/** The licence of a bundled package that asks for its notice in every copy. */
async function licence(name) {
  const text = await readFile(new URL(`node_modules/${name}/LICENSE`, import.meta.url), "utf8");
  return `/*!\n${name}\n\n${text.trim()}\n*/`;
}

const out = new URL("dist/", import.meta.url);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const leaflet = await readFile(new URL("node_modules/leaflet/dist/leaflet.js", import.meta.url), "utf8");
await writeFonts(new URL("fonts/", out));
// The page is one file: a source map beside it does not exist.
await writeFile(new URL("leaflet.js", out), withoutVml(leaflet).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));

/** The browsers that the page is for. What they lack is found by the linters, which read the same list. */
const { browserslist } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));

const shared = {
  absWorkingDir: new URL(".", import.meta.url).pathname,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: browserslist.map((browser) => browser.replace(" >= ", "")),
};
/**
 * The script of a page, which starts in several tasks: a function that waits between them. Where one of them fails, the first
 * script of the page is told (rendering/page_assets.py).
 */
const startOf = (module) => ({
  stdin: { contents: `import "./src/${module}.ts"`, resolveDir: shared.absWorkingDir },
  format: "esm",
  banner: { js: '"use strict";(async function(){' },
  footer: { js: '})().catch(e=>{dispatchEvent(new Event("storymap-stopped"));throw e})' },
});
await writeLeafletCore("dist/leaflet_core.js", shared);
await build({
  ...shared,
  ...startOf("main"),
  outfile: "dist/storymap.js",
});
await build({
  ...shared,
  entryPoints: ["src/street_tiles/main.ts"],
  outfile: "dist/tiles.js",
  format: "iife",
  alias: { "@protomaps/basemaps": "./src/street_tiles/no_flavors.ts" },
});
await build({
  ...shared,
  entryPoints: ["src/clusters/main.ts"],
  outfile: "dist/clusters.js",
  format: "iife",
});
await build({
  ...shared,
  entryPoints: ["src/atlas/main.ts"],
  outfile: "dist/atlas.js",
  format: "iife",
});
await build({
  ...shared,
  entryPoints: { atlas_parts: "src/atlas_parts/main.ts" },
  outdir: "dist",
  format: "iife",
  banner: { js: await licence("fflate") },
});
await build({
  ...shared,
  entryPoints: ["src/preview/main.ts"],
  outfile: "dist/preview.js",
  format: "esm",
});
await build({
  ...shared,
  entryPoints: ["src/editor/main.ts"],
  outfile: "dist/editor.js",
  format: "esm",
  banner: { js: await licence("@codemirror/state") },
});
for (const [name, module] of [
  ["preview_page", "preview/page"],
  ["working", "working/main"],
]) {
  await build({
    ...shared,
    ...startOf(module),
    outfile: `dist/${name}.js`,
    plugins: [unframed, withPagesLeaflet],
  });
}
await build({
  ...shared,
  entryPoints: ["src/embed/host.ts"],
  outfile: "dist/host.js",
  format: "iife",
});
await build({
  ...shared,
  entryPoints: {
    storymap: "src/main.css",
    clusters: "src/clusters/clusters.css",
    atlas: "src/atlas/atlas.css",
    atlas_parts: "src/atlas_parts/parts_page.css",
    atlas_place: "src/atlas_parts/place_page.css",
    preview: "src/preview/preview.css",
    working: "src/working/working.css",
    editor: "src/editor/editor.css",
  },
  outdir: "dist",
  plugins: [neededOfLeaflet],
});
