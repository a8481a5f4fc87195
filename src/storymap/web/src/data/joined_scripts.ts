// Scripts whose letters join or make conjuncts, as Arabic and Devanagari do: space between letters would tear words.

import scripts from "../../../rendering/joined_scripts.json" with { type: "json" };

const letters = new RegExp(scripts.letters, "u");

/** Whether a text has letters of such a script. */
export const isJoined = (text: string): boolean => letters.test(text);
