// What a target browser of package.json lacks in its interfaces: `make lint` finds it. (The language's own part is the
// compiler's: tsconfig's `lib` is what all targets have, and esbuild rewrites younger syntax.)
import { stripTypeScriptTypes } from "node:module";
import compat from "eslint-plugin-compat";

/** Words of TypeScript that Node does not strip, as they make fields. */
const FIELDS = /\b(?:private|protected|public)(?: readonly)? (?=\w+\??:)|(?<=[(,]\s*)readonly (?=\w+\??:)/g;

/** TypeScript as JavaScript, with every word where it was. */
const types = {
  preprocess: (text) => [
    { text: stripTypeScriptTypes(text.replace(FIELDS, (words) => " ".repeat(words.length))), filename: "source.js" },
  ],
  postprocess: (messages) => messages.flat(),
};

export default [
  { files: ["src/**/*.ts"], plugins: { storymap: { processors: { types } } }, processor: "storymap/types" },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module" },
    plugins: { compat },
    rules: { "compat/compat": "error" },
    settings: {
      lintAllEsApis: true,
      // Where it is not enabled, as in Safari before 16.4, full screen is not offered.
      polyfills: ["document.fullscreenElement", "document.exitFullscreen"],
    },
  },
];
