import PDFDocument from "pdfkit";
import { literal, toWinAnsi, wrapped } from "./pdf-text.ts";
import type { Part, Sheet, SheetTable } from "./sheet.ts";

const page = { width: 612, height: 792, margin: 40, bottom: 740 };
const inner = page.width - 2 * page.margin;
const termWidth = 92;
/** The standard fonts are opened in this order, which gives them these names in the pages' content. */
const fonts = { plain: ["Helvetica", "F1"], bold: ["Helvetica-Bold", "F2"] } as const;
/** The library knows the option, its types do not. */
const columnHead = { scope: "Column" } as PDFKit.Mixins.StructureElementOptions;
type Weight = keyof typeof fonts;
type Element = PDFKit.PDFStructureElement;
type Laid = { text: string; x: number; y: number; size: number; weight: Weight };

/** A tagged PDF (Letter) that is written sheet by sheet. Text is set by hand: the library's own takes some five times as long. */
export type PacketPdf = {
  stream: PDFKit.PDFDocument;
  /** Each sheet begins a page. `foot` stands at the bottom of its pages. */
  sheet(sheet: Sheet, foot: string): void;
  end(): void;
};

export function openPacketPdf(title: string): PacketPdf {
  const doc = new PDFDocument({
    size: "LETTER",
    margin: page.margin,
    autoFirstPage: false,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-US",
    displayTitle: true,
    info: { Title: title, Producer: "AP Tool", Creator: "AP Tool" },
  });
  const known = { plain: new Map<string, number>(), bold: new Map<string, number>() };
  doc.font(fonts.plain[0]).font(fonts.bold[0]);
  const widthOf = (weight: Weight, size: number) => (word: string) => {
    let width = known[weight].get(word);
    if (width === undefined) {
      width = doc.font(fonts[weight][0]).fontSize(1).widthOfString(word);
      known[weight].set(word, width);
    }
    return width * size;
  };
  const root = doc.struct("Document");
  doc.addStructure(root);
  let y = 0;
  let foot = "";
  const addPage = () => {
    doc.addPage();
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font(fonts.bold[0]).fontSize(7).text("AP Tool", page.margin, 24, { lineBreak: false });
    doc.font(fonts.plain[0]).fontSize(7).text(toWinAnsi(foot), page.margin, 758, { lineBreak: false });
    doc.endMarkedContent();
    y = page.margin;
  };
  const draw = (laid: readonly Laid[]) => () => {
    const shown = laid.map(
      ({ text, x, y, size, weight }) =>
        `/${fonts[weight][1]} ${size} Tf 1 0 0 -1 ${x.toFixed(1)} ${(y + size).toFixed(1)} Tm ${literal(text)} Tj`,
    );
    doc.addContent(`BT ${shown.join("\n")} ET`);
  };
  /** Sets a text within a width from `x` at the height reached, and tells its lines. */
  const linesOf = (text: string, width: number, weight: Weight, size: number) =>
    wrapped(toWinAnsi(text), width, widthOf(weight, size));
  const room = (height: number) => {
    if (y + height > page.bottom) addPage();
  };
  const paragraph = (into: Element, tag: string, text: string, size: number, weight: Weight) => {
    const lines = linesOf(text, inner, weight, size);
    const height = size * 1.3;
    room(lines.length * height);
    into.add(
      doc.struct(tag, {}, [
        draw(lines.map((line, at) => ({ text: line, x: page.margin, y: y + at * height, size, weight }))),
      ]),
    );
    y += lines.length * height + 2;
  };
  const fact = (into: Element, term: string, is: string) => {
    const size = 8;
    const names = linesOf(term, termWidth, "bold", size);
    const lines = linesOf(is, inner - termWidth - 8, "plain", size);
    for (let from = 0; from < Math.max(lines.length, 1); from += 60) {
      const part = lines.slice(from, from + 60);
      const tall = Math.max(part.length, from === 0 ? names.length : 0) * 10;
      room(tall);
      const laid: Laid[] = [
        ...(from === 0 ? names : []).map((text, at) => ({
          text,
          x: page.margin,
          y: y + at * 10,
          size,
          weight: "bold" as const,
        })),
        ...part.map((text, at) => ({
          text,
          x: page.margin + termWidth + 8,
          y: y + at * 10,
          size,
          weight: "plain" as const,
        })),
      ];
      into.add(doc.struct("P", {}, [draw(laid)]));
      y += tall + 2;
    }
  };
  const table = (into: Element, { caption, heads, rows }: SheetTable) => {
    if (rows.length === 0) return;
    const size = 7.5;
    paragraph(into, "P", caption, 8, "bold");
    const widths = columnWidths([heads, ...rows], (text) => widthOf("bold", size)(toWinAnsi(text)));
    const drawn = doc.struct("Table");
    into.add(drawn);
    for (const [index, row] of [heads, ...rows].entries()) {
      const weight: Weight = index === 0 ? "bold" : "plain";
      const cells = row.map((text, at) => linesOf(text, (widths[at] ?? 40) - 6, weight, size));
      const tall = Math.max(...cells.map((lines) => lines.length)) * 9.5;
      room(tall);
      const line = doc.struct("TR");
      drawn.add(line);
      let x = page.margin;
      for (const [at, lines] of cells.entries()) {
        const left = x;
        const laid = lines.map((text, down) => ({ text, x: left, y: y + down * 9.5, size, weight }));
        line.add(doc.struct(index === 0 ? "TH" : "TD", index === 0 ? columnHead : {}, [draw(laid)]));
        x += widths[at] ?? 40;
      }
      line.end();
      y += tall + 1.5;
    }
    drawn.end();
    y += 3;
  };
  const part = (into: Element, { title, facts, tables }: Part) => {
    if (facts.length === 0 && tables.every(({ rows }) => rows.length === 0)) return;
    y += 4;
    if (title !== "") {
      room(40);
      paragraph(into, "H2", title, 10, "bold");
    }
    for (const each of facts) fact(into, each.term, each.is);
    for (const each of tables) table(into, each);
  };
  return {
    stream: doc,
    sheet(sheet, below) {
      foot = below;
      addPage();
      doc.outline.addItem(toWinAnsi(sheet.title));
      const section = doc.struct("Sect", { title: sheet.title });
      root.add(section);
      paragraph(section, "H1", sheet.title, 13, "bold");
      if (sheet.lead) paragraph(section, "P", sheet.lead, 8.5, "plain");
      for (const warning of sheet.warnings)
        paragraph(section, "P", `Look at this first: ${warning}`, 8.5, "bold");
      for (const each of sheet.parts) part(section, each);
      section.end();
    },
    end() {
      root.end();
      doc.end();
    },
  };
}

/** Columns as wide as their longest text, up to a third of the page; the last takes what is left. */
function columnWidths(rows: readonly (readonly string[])[], widthOf: (text: string) => number): number[] {
  const count = rows[0]?.length ?? 0;
  const natural = Array.from({ length: count }, (_, at) =>
    Math.min(inner / 3, 8 + Math.max(...rows.slice(0, 40).map((row) => widthOf(row[at] ?? "")))),
  );
  const sum = natural.reduce((total, width) => total + width, 0);
  if (sum > inner) return natural.map((width) => (width * inner) / sum);
  return natural.map((width, at) => (at === count - 1 ? width + inner - sum : width));
}
