import { inflateSync } from "node:zlib";
import { create } from "fontkit";
import { expect, test } from "vitest";
import { openPacketPdf } from "./pdf.server.ts";
import type { Sheet } from "./sheet.ts";

const sheet = (title: string, is: string): Sheet => ({
  title,
  lead: "",
  warnings: [],
  parts: [{ title: "Pupil", facts: [{ term: "Name", is }], tables: [] }],
});

let foot = "foot";
function madeOf(...sheets: Sheet[]) {
  const chunks: Uint8Array[] = [];
  const pdf = openPacketPdf("Packet", (chunk) => chunks.push(chunk));
  for (const each of sheets) pdf.sheet(each, foot);
  pdf.end();
  const file = Buffer.concat(chunks);
  const streams = [
    ...file
      .toString("latin1")
      .matchAll(/<< (.*?) \/Length \d+ \/Filter \/FlateDecode >>\nstream\n([\s\S]*?)\nendstream/g),
  ].map(([, says, data]) => ({ says: says!, body: inflateSync(Buffer.from(data!, "latin1")) }));
  const content = streams.map(({ body }) => body.toString("latin1")).join("\n");
  const maps = streams
    .map(({ body }) => body.toString("latin1"))
    .filter((text) => text.includes("beginbfchar"));
  const letters = maps.map(
    (map) =>
      new Map(
        [...map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>\n/g)].map(([, code, hex]) => [
          code!,
          Buffer.from(hex!, "hex").swap16().toString("utf16le"),
        ]),
      ),
  );
  const shown = (font: string, map: ReadonlyMap<string, string> | undefined) =>
    [...content.matchAll(new RegExp(`/${font} [\\d.]+ Tf .*? <([0-9a-f]+)> Tj`, "g"))].map(([, codes]) =>
      codes!
        .match(/.{4}/g)!
        .map((code) => map?.get(code) ?? "")
        .join(""),
    );
  return { file, content, plain: shown("F3", letters[0]), bold: shown("F4", letters.at(-1)), maps, streams };
}

test("a name that the standard fonts cannot show is right in the packet, and can be searched and read aloud", () => {
  const made = madeOf(sheet("Nguyễn, Thị Đức: recovered", "Nguyễn, Thị Đức"), sheet("Հակոբյան", "Олена"));
  expect(made.bold).toEqual(["Nguyễn, Thị Đức: recovered", "Հակոբյան"]);
  expect(made.plain).toEqual(["Nguyễn, Thị Đức", "Олена"]);
  expect(made.content).toContain("/F2 10 Tf");
  const programs = made.streams.filter(({ says }) => says.startsWith("/Length1"));
  expect(programs).toHaveLength(2);
  for (const { says, body } of programs) {
    expect(says).toBe(`/Length1 ${body.length}`);
    const font = create(body);
    if (!("numGlyphs" in font)) throw new Error("no font");
    expect(font.numGlyphs).toBeGreaterThan(10);
    expect(font.numGlyphs).toBeLessThan(60);
    const drawn = Array.from({ length: font.numGlyphs }, (_, id) => font.getGlyph(id).path.commands.length);
    expect(drawn.filter((commands) => commands > 0).length).toBeGreaterThan(10);
  }
});

test("every text of Western Europe stays with the standard fonts, and no letters are carried for it", () => {
  const made = madeOf(sheet("Muñoz, José: recovered", "Muñoz – “José”"));
  expect([made.plain, made.bold, made.maps]).toEqual([[], [], []]);
  expect(made.content).toContain("(Mu\xf1oz, Jos\xe9: recovered) Tj");
  expect(made.file.toString("latin1")).not.toContain("/FontFile2");
});

test("lines of such a name are broken where the width ends", () => {
  const long = Array(60).fill("Nguyễn").join(" ");
  const { plain } = madeOf(sheet("x", long));
  expect(plain.length).toBeGreaterThan(2);
  expect(plain.join(" ")).toBe(long);
  expect(Math.max(...plain.map((line) => line.length))).toBeLessThan(130);
});

test("the foot of a page is right as well", () => {
  foot = "Trường Nguyễn";
  expect(madeOf(sheet("x", "y")).plain).toEqual(["Trường Nguyễn"]);
});
