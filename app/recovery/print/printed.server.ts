import PDFDocument from "pdfkit";
import { printableIn } from "./printable.server.ts";
import { openTypeface, type Typeface, typefaces } from "./typeface.server.ts";

/** White around a page, in points. */
export const margin = 64;

/** A document for the printer. `text` makes what can stand in it of what was typed. */
export type Printed = { doc: PDFKit.PDFDocument; text: (typed: string) => string };

/**
 * Draws a tagged PDF (Letter) that can be read aloud, with its letters in it.
 * @param lang of the document, as `lang` says it; a part in another says so itself
 */
export async function printed(
  { title, author, lang }: { title: string; author: string; lang: string },
  draw: (page: Printed) => void,
): Promise<Uint8Array> {
  const text = printableIn(openTypeface("plain"));
  const doc = new PDFDocument({
    size: "LETTER",
    margin,
    autoFirstPage: false,
    tagged: true,
    pdfVersion: "1.7",
    lang,
    displayTitle: true,
    info: { Title: title, Author: author },
  });
  for (const [name, file] of Object.entries(typefaces)) doc.registerFont(name as Typeface, file);
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((done, fail) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => done(Buffer.concat(chunks)));
    doc.on("error", fail);
  });
  draw({ doc, text });
  doc.end();
  return whole;
}

/** Writes into a part of a document, one below the other. `size` and `gap` below in points. */
export const writerOn = ({ doc, text }: Printed, page: PDFKit.PDFStructureElement) => ({
  say: (tag: string, typed: string, size = 11, face: Typeface = "plain", gap = 6) =>
    page.add(
      doc.struct(
        tag,
        {},
        () =>
          void doc
            .font(face)
            .fontSize(size)
            .text(text(typed))
            .moveDown(gap / size),
      ),
    ),
  fact: (label: string, value: string) =>
    page.add(
      doc.struct("P", {}, () => {
        doc
          .font("bold")
          .fontSize(11)
          .text(text(`${label}: `), { continued: true });
        doc.font("plain").text(text(value));
      }),
    ),
});
