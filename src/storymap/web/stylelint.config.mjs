// What a target browser of package.json lacks in CSS: `make lint` finds it. What is excepted says what readers see without.

/** Safari's shorthand takes the line alone, and drops the whole declaration for anything more. */
const oneLine = "Safari knows only the line in this shorthand: write text-decoration-line, -style, -color, -thickness";

export default {
  plugins: ["stylelint-plugin-use-baseline"],
  rules: {
    "declaration-property-value-disallowed-list": [{ "text-decoration": ["/\\s/"] }, { message: oneLine }],
    "plugin/use-baseline": [
      true,
      {
        // What Chrome 96, Firefox 95 and Safari 15.2 have: the newest year that our targets have nearly whole.
        available: 2021,
        ignoreProperties: {
          // In use for longer than Baseline says: one browser's rare form of it is younger.
          outline: ["/./"],
          "paint-order": ["/./"],
          // Chrome before 104: the name of an area touches its symbol while it is pointed at.
          translate: ["/./"],
          // Lines break as they come.
          "text-wrap": ["/./"],
          // All of a book is laid out at once.
          "content-visibility": ["/./"],
          "contain-intrinsic-size": ["/./"],
          "overflow-clip-margin": ["/./"],
          // A mark that goes over two lines is cut straight. Prefixed, too.
          "box-decoration-break": ["/./"],
          // The page scrolls when a list is at its end.
          "overscroll-behavior": ["/./"],
          // Boxes have the system's colour.
          "accent-color": ["/./"],
          // Safari keeps its prefix.
          "text-size-adjust": ["/./"],
          // The body's break-word holds.
          "overflow-wrap": ["anywhere"],
          // Controls keep their large form.
          container: ["/./"],
          // A page of print breaks where it does.
          orphans: ["/./"],
          widows: ["/./"],
          "break-after": ["avoid"],
          // A phone has no corner to pull.
          resize: ["/./"],
          // Safari keeps its prefix, which stands beside it.
          "user-select": ["/./"],
          // The editor's choice of a colour: Safari before 15.4 draws its own round buttons.
          appearance: ["/./"],
          // Only where colours are forced.
          "forced-color-adjust": ["/./"],
        },
        // Safari before 15.4 draws its own ring.
        // The editor's dialogs: without it what is behind one is not darkened.
        ignoreSelectors: ["focus-visible", "backdrop"],
        ignoreAtRules: ["container", "page"],
        // A height in vh comes first.
        ignoreUnits: ["svh", "dvh"],
      },
    ],
  },
};
