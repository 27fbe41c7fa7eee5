import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { taggedPdf } from "./tagged-pdf.server.ts";

/** Every object of the file by its number, found as a reader finds it: through the table at its end. */
function objectsOf(file: Buffer): Map<number, string> {
  const streamAt = (at: number) => {
    const head = /^(\d+) 0 obj\n<< (.*?) \/Length (\d+) \/Filter \/FlateDecode >>\nstream\n/s.exec(
      file.subarray(at).toString("latin1"),
    );
    if (head === null) throw new Error(`No stream at ${at}.`);
    const from = at + head[0].length;
    return {
      ref: Number(head[1]),
      says: head[2]!,
      body: inflateSync(file.subarray(from, from + Number(head[3]))),
    };
  };
  const table = streamAt(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file.toString("latin1"))?.[1])).body;
  const found = new Map<number, string>();
  for (let ref = 1; ref < table.length / 7; ref++) {
    const [kind, place, index] = [
      table[7 * ref],
      table.readUInt32BE(7 * ref + 1),
      table.readUInt16BE(7 * ref + 5),
    ];
    if (kind === 1) {
      const stream = streamAt(place);
      expect(stream.ref).toBe(ref);
      found.set(ref, `${stream.says} ${stream.body.toString("latin1")}`);
      continue;
    }
    expect(kind, `object ${ref}`).toBe(2);
    const holder = streamAt(table.readUInt32BE(7 * place + 1));
    const first = Number(/\/First (\d+)/.exec(holder.says)?.[1]);
    const places = holder.body.toString("latin1", 0, first).trim().split(" ").map(Number);
    expect(places[2 * index]).toBe(ref);
    found.set(ref, holder.body.toString("latin1", first + places[2 * index + 1]!).split("\n")[0]!);
  }
  return found;
}

test("a reader finds every object, every reference leads to one, and each content knows its element", () => {
  const chunks: Uint8Array[] = [];
  const pdf = taggedPdf("Días", { size: [612, 792], fonts: { F1: "Helvetica" } }, (chunk) =>
    chunks.push(chunk),
  );
  for (let page = 0; page < 300; page++) {
    pdf.page("BT (foot) Tj ET");
    pdf.bookmark(`Nguyễn ${page}`);
    const part = pdf.open("Sect", pdf.root);
    pdf.leaf("H1", part, "BT (head) Tj ET");
    pdf.leaf("P", part, "BT (text) Tj ET");
    pdf.close(part);
    if (page % 7 === 0) pdf.flush();
  }
  pdf.end();
  const objects = objectsOf(Buffer.concat(chunks));
  for (const text of objects.values())
    for (const [, ref] of text.matchAll(/(\d+) 0 R/g)) expect(objects.has(Number(ref)), text).toBe(true);
  const pages = [...objects.values()].filter((text) => text.startsWith("<< /Type /Page "));
  expect(pages).toHaveLength(300);
  const parents = [...objects.values()].find((text) => text.startsWith("<< /Nums"))!;
  for (const page of [pages[0]!, pages[299]!]) {
    const at = /\/StructParents (\d+)/.exec(page)?.[1];
    const list = objects.get(Number(new RegExp(`[[ ]${at} (\\d+) 0 R`).exec(parents)?.[1]))!;
    const tags = [...list.matchAll(/(\d+) 0 R/g)].map(([, ref]) =>
      /\/S \/(\w+) .*\/K (\d+)/.exec(objects.get(Number(ref))!)?.slice(1),
    );
    expect(tags).toEqual([
      ["H1", "0"],
      ["P", "1"],
    ]);
  }
});
