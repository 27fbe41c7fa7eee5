import type { Typeface } from "#app/recovery/print/typeface.server.ts";
import { carriedFont } from "./carried-font.server.ts";
import { fontWidths } from "./font-widths.server.ts";
import { isStandard, literal, toWinAnsi, wrapped } from "./pdf-text.ts";

const standardFonts = { plain: "Helvetica", bold: "Helvetica-Bold" } as const;

/** A line as the page's content shows it: the font's name there, and the operand. */
export type Line = { font: string; operand: string };

/**
 * One weight of the packet's letters. A text that every reader can show stays with the standard font, which costs
 * nothing; any other is shown with letters that the file carries, so that a name is right.
 * @param names of the standard font and of the carried one
 */
export function packetFace(weight: keyof typeof standardFonts & Typeface, names: readonly [string, string]) {
  const [standard, other] = names;
  const widths = fontWidths(standardFonts[weight]);
  const carried = carriedFont(weight);
  const standardWidth = (codes: string) => {
    let width = 0;
    for (let at = 0; at < codes.length; at++) width += widths[codes.charCodeAt(at)] ?? 0;
    return width;
  };
  const shown = (text: string): Line => ({ font: standard, operand: literal(text) });
  const broughtAlong = (text: string): Line => ({ font: other, operand: carried.operand(text) });
  return {
    fonts: { [standard]: standardFonts[weight], [other]: carried },
    /** Lines of at most a width, at size 1. */
    lines: (text: string, width: number): Line[] =>
      isStandard(text)
        ? wrapped(toWinAnsi(text), width, standardWidth).map(shown)
        : wrapped(text, width, carried.widthOf).map(broughtAlong),
    line: (text: string): Line => (isStandard(text) ? shown(toWinAnsi(text)) : broughtAlong(text)),
    widthOf: (text: string): number =>
      isStandard(text) ? standardWidth(toWinAnsi(text)) : carried.widthOf(text),
  };
}
