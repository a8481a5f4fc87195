// Puts the fonts of the pictures, and their licences, into dist/fonts: Noto, for the scripts of all catalogues but Chinese
// and Japanese, whose fonts would weigh more than all the rest.
import { copyFile, mkdir } from "node:fs/promises";

const FONTS = {
  "noto-sans": ["400Regular/NotoSans_400Regular", "600SemiBold/NotoSans_600SemiBold"],
  "noto-sans-arabic": ["400Regular/NotoSansArabic_400Regular", "600SemiBold/NotoSansArabic_600SemiBold"],
  "noto-sans-hebrew": ["400Regular/NotoSansHebrew_400Regular", "600SemiBold/NotoSansHebrew_600SemiBold"],
  "noto-serif": ["400Regular_Italic/NotoSerif_400Regular_Italic"],
};

/** Fill the folder `out`, a URL with a slash at its end. */
export async function writeFonts(out) {
  await mkdir(out, { recursive: true });
  for (const [name, files] of Object.entries(FONTS)) {
    const source = new URL(`node_modules/@expo-google-fonts/${name}/`, import.meta.url);
    await copyFile(new URL("LICENSE_FONT", source), new URL(`${name}.LICENSE.txt`, out));
    for (const file of files)
      await copyFile(new URL(`${file}.ttf`, source), new URL(`${file.split("/").pop()}.ttf`, out));
  }
}
