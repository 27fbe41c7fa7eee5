import PDFDocument from "pdfkit";
import { unicodeOf } from "./pdf-text.ts";

/**
 * How wide each character of WinAnsi is in a standard font, at size 1. Pages show texts without kerning, so the width
 * of a word is the sum of its letters'.
 */
export function fontWidths(font: string): Float64Array {
  const measured = new PDFDocument({ autoFirstPage: false }).font(font).fontSize(1);
  return Float64Array.from({ length: 256 }, (_, code) =>
    code < 0x20 ? 0 : measured.widthOfString(unicodeOf(code)),
  );
}
