import { type Line, packetFace } from "./packet-face.server.ts";
import type { Part, Sheet, SheetTable } from "./sheet.ts";
import { type PdfElement, taggedPdf } from "./tagged-pdf.server.ts";

const page = { width: 612, height: 792, margin: 40, bottom: 740 };
const inner = page.width - 2 * page.margin;
const termWidth = 92;
const columnHead = "/A << /O /Table /Scope /Column >>";
type Weight = "plain" | "bold";
/** `y` of its top, from the top of the page. */
type Laid = Line & { x: number; y: number; size: number };

/** A tagged PDF (Letter) that is written sheet by sheet. */
export type PacketPdf = {
  /** Each sheet begins a page. `foot` stands at the bottom of its pages. */
  sheet(sheet: Sheet, foot: string): void;
  end(): void;
};

/** @param write takes the bytes of the file in order, as they are ready */
export function openPacketPdf(title: string, write: (bytes: Uint8Array) => void): PacketPdf {
  const faces = { plain: packetFace("plain", ["F1", "F3"]), bold: packetFace("bold", ["F2", "F4"]) };
  const fonts = { ...faces.plain.fonts, ...faces.bold.fonts };
  const pdf = taggedPdf(title, { size: [page.width, page.height], fonts }, write);
  let y = 0;
  let foot = "";
  const addPage = () => {
    pdf.page(
      drawn([
        { ...faces.bold.line("AP Tool"), x: page.margin, y: 24, size: 7 },
        { ...faces.plain.line(foot), x: page.margin, y: 758, size: 7 },
      ]),
    );
    y = page.margin;
  };
  /** Sets a text within a width from `x` at the height reached, and tells its lines. */
  const linesOf = (text: string, width: number, weight: Weight, size: number): Line[] =>
    faces[weight].lines(text, width / size);
  const room = (height: number) => {
    if (y + height > page.bottom) addPage();
  };
  const paragraph = (into: PdfElement, tag: string, text: string, size: number, weight: Weight) => {
    const lines = linesOf(text, inner, weight, size);
    const height = size * 1.3;
    room(lines.length * height);
    pdf.leaf(
      tag,
      into,
      drawn(lines.map((line, at) => ({ ...line, x: page.margin, y: y + at * height, size }))),
    );
    y += lines.length * height + 2;
  };
  const fact = (into: PdfElement, term: string, is: string) => {
    const size = 8;
    const names = linesOf(term, termWidth, "bold", size);
    const lines = linesOf(is, inner - termWidth - 8, "plain", size);
    for (let from = 0; from < Math.max(lines.length, 1); from += 60) {
      const part = lines.slice(from, from + 60);
      const tall = Math.max(part.length, from === 0 ? names.length : 0) * 10;
      room(tall);
      const laid: Laid[] = [
        ...(from === 0 ? names : []).map((line, at) => ({
          ...line,
          x: page.margin,
          y: y + at * 10,
          size,
        })),
        ...part.map((line, at) => ({
          ...line,
          x: page.margin + termWidth + 8,
          y: y + at * 10,
          size,
        })),
      ];
      pdf.leaf("P", into, drawn(laid));
      y += tall + 2;
    }
  };
  const table = (into: PdfElement, { caption, heads, rows }: SheetTable) => {
    if (rows.length === 0) return;
    const size = 7.5;
    paragraph(into, "P", caption, 8, "bold");
    const widths = columnWidths([heads, ...rows], (text) => faces.bold.widthOf(text) * size);
    const grid = pdf.open("Table", into);
    for (const [index, row] of [heads, ...rows].entries()) {
      const weight: Weight = index === 0 ? "bold" : "plain";
      const cells = row.map((text, at) => linesOf(text, (widths[at] ?? 40) - 6, weight, size));
      const tall = Math.max(...cells.map((lines) => lines.length)) * 9.5;
      room(tall);
      const line = pdf.open("TR", grid);
      let x = page.margin;
      for (const [at, lines] of cells.entries()) {
        const left = x;
        const laid = lines.map((line, down) => ({ ...line, x: left, y: y + down * 9.5, size }));
        pdf.leaf(index === 0 ? "TH" : "TD", line, drawn(laid), index === 0 ? columnHead : "");
        x += widths[at] ?? 40;
      }
      pdf.close(line);
      y += tall + 1.5;
    }
    pdf.close(grid);
    y += 3;
  };
  const part = (into: PdfElement, { title, facts, tables }: Part) => {
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
    sheet(sheet, below) {
      foot = below;
      addPage();
      pdf.bookmark(sheet.title);
      const section = pdf.open("Sect", pdf.root, sheet.title);
      paragraph(section, "H1", sheet.title, 13, "bold");
      if (sheet.lead) paragraph(section, "P", sheet.lead, 8.5, "plain");
      for (const warning of sheet.warnings)
        paragraph(section, "P", `Look at this first: ${warning}`, 8.5, "bold");
      for (const each of sheet.parts) part(section, each);
      pdf.close(section);
      pdf.flush();
    },
    end: pdf.end,
  };
}

const rounded = (points: number) => Math.round(10 * points) / 10;

/** The operators that show texts; a page counts from its foot. */
function drawn(laid: readonly Laid[]): string {
  const shown = laid.map(
    ({ font, operand, x, y, size }) =>
      `/${font} ${size} Tf 1 0 0 1 ${rounded(x)} ${rounded(page.height - y - size)} Tm ${operand} Tj`,
  );
  return `BT ${shown.join("\n")} ET`;
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
