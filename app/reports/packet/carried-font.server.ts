import { openTypeface, type Typeface } from "#app/recovery/print/typeface.server.ts";

/** Adds objects to the file: one as text, or one with content. Both answer its number. */
export type Writes = {
  add(text: string, ref?: number): number;
  stream(dictionary: string, content: Buffer): number;
};

/** A font of which the file carries the letters that it shows. */
export type CarriedFont = {
  /** A text as an operand of the page's content. */
  operand(text: string): string;
  /** How wide a text is at size 1. */
  widthOf(text: string): number;
  /** Writes the font under its number, once all texts are shown. */
  write(to: Writes, ref: number): void;
};

const hex = (number: number) => number.toString(16).padStart(4, "0");
const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16().toString("hex");

/** Letters are numbered as they are first shown; the typeface is opened with the first (ISO 32000-1: 9.7, 9.10). */
export function carriedFont(typeface: Typeface): CarriedFont {
  let opened: ReturnType<typeof openLetters> | null = null;
  const letters = () => {
    opened ??= openLetters(typeface);
    return opened;
  };
  return {
    operand: (text) =>
      `<${letters()
        .of(text)
        .map(({ code }) => hex(code))
        .join("")}>`,
    widthOf: (text) =>
      letters()
        .of(text)
        .reduce((sum, { width }) => sum + width, 0),
    write(to, ref) {
      if (opened !== null) return opened.write(to, ref);
      to.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", ref);
    },
  };
}

type Letter = { code: number; width: number };

function openLetters(typeface: Typeface) {
  const font = openTypeface(typeface);
  const subset = font.createSubset();
  const known = new Map<string, Letter>();
  const said = new Map<number, string>([[0, "\ufffd"]]);
  const widths: number[] = [font.getGlyph(0).advanceWidth];
  const letter = (sign: string): Letter => {
    const before = known.get(sign);
    if (before) return before;
    const glyph = font.glyphForCodePoint(sign.codePointAt(0)!);
    // The library's types say a boolean; it answers the glyph's number in the part of the font that is carried.
    const code = subset.includeGlyph(glyph) as unknown as number;
    const found = { code, width: glyph.advanceWidth / font.unitsPerEm };
    known.set(sign, found);
    said.set(code, glyph.id === 0 ? "\ufffd" : sign);
    widths[code] = glyph.advanceWidth;
    return found;
  };
  const perThousand = (units: number) => Math.round((1000 * units) / font.unitsPerEm);
  return {
    of: (text: string) => [...text.normalize("NFC")].map(letter),
    write({ add, stream }: Writes, ref: number) {
      const bytes = Buffer.from(subset.encode());
      const file = stream(`/Length1 ${bytes.length}`, bytes);
      const name = `APTOOL+${font.postscriptName}`;
      const { minX, minY, maxX, maxY } = font.bbox;
      const box = [minX, minY, maxX, maxY].map(perThousand).join(" ");
      const descriptor = add(
        `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${perThousand(font.ascent)} /Descent ${perThousand(font.descent)} /CapHeight ${perThousand(font.capHeight)} /StemV 80 /FontFile2 ${file} 0 R >>`,
      );
      const descendant = add(
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /W [0 [${widths.map(perThousand).join(" ")}]] /CIDToGIDMap /Identity >>`,
      );
      const unicode = stream("", Buffer.from(toUnicode(said), "latin1"));
      add(
        `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
        ref,
      );
    },
  };
}

/** What each number stands for, for who searches the file or has it read aloud. */
function toUnicode(said: ReadonlyMap<number, string>): string {
  const all = [...said].map(([code, text]) => `<${hex(code)}> <${utf16(text)}>`);
  const blocks = Array.from({ length: Math.ceil(all.length / 100) }, (_, at) =>
    all.slice(100 * at, 100 * at + 100),
  );
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
    "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ...blocks.flatMap((block) => [`${block.length} beginbfchar`, ...block, "endbfchar"]),
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}
