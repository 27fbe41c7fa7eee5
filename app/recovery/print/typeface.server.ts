import { createRequire } from "node:module";
import { type Font, openSync } from "fontkit";

const fileOf = (name: string) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/DejaVu${name}.ttf`);

/**
 * The files of the letters that we print with. A printed page brings its letters along, because those that every reader
 * has know Western Europe alone, and a name is right or it is another name.
 */
export const typefaces = {
  plain: fileOf("SansCondensed"),
  bold: fileOf("SansCondensed-Bold"),
  fixed: fileOf("SansMono-Bold"),
} as const;
export type Typeface = keyof typeof typefaces;

/** Opens the letters of a typeface. */
export function openTypeface(typeface: Typeface): Font {
  const opened = openSync(typefaces[typeface]);
  if (!("hasGlyphForCodePoint" in opened)) throw new Error(`${typefaces[typeface]} holds several fonts.`);
  return opened;
}
