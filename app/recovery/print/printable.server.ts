import type { Font } from "fontkit";

/**
 * Text as it can stand on paper: in composed letters, and a sign that the typeface does not have as a question mark,
 * so that nobody takes the rest for the whole.
 */
export const printableIn =
  (font: Pick<Font, "hasGlyphForCodePoint">) =>
  (text: string): string =>
    [...text.normalize("NFC")]
      .map((sign) => (sign === "\n" || font.hasGlyphForCodePoint(sign.codePointAt(0)!) ? sign : "?"))
      .join("");
