import { inflateSync } from "node:zlib";

/** A PDF that is not packed into object streams, as a reader sees it: its objects, and the text of its pages. */
export function readPdf(pdf: Uint8Array): { raw: string; pages: number; text: string } {
  const raw = Buffer.from(pdf).toString("latin1");
  const objects = new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, ref, body]) => [
      Number(ref),
      body ?? "",
    ]),
  );
  const bodyOf = (ref: number): string => {
    const body = /stream\n([\s\S]*?)\nendstream/.exec(objects.get(ref) ?? "")?.[1];
    if (body === undefined) return "";
    const bytes = Buffer.from(body, "latin1");
    return objects.get(ref)!.includes("/FlateDecode")
      ? inflateSync(bytes).toString("latin1")
      : bytes.toString("latin1");
  };
  const fonts = new Map(
    [...raw.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, ref]) => {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(ref)) ?? "")?.[1];
      return [name!, lettersIn(bodyOf(Number(unicode)))];
    }),
  );
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const text = pages
    .map((page) => shownIn(bodyOf(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts))
    .join("\n");
  return { raw, pages: pages.length, text };
}

const utf16 = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** What each code of a font stands for, by its map to Unicode. */
function lettersIn(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from, list] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries())
      letters.set(Number.parseInt(from!, 16) + at, utf16(hex!.replaceAll(" ", "")));
  return letters;
}

function shownIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  const lines: string[] = [];
  for (const line of content.split("\n")) {
    const named = /\/(F\d+) [\d.]+ Tf/.exec(line)?.[1];
    if (named !== undefined) font = fonts.get(named) ?? new Map();
    if (!/TJ|Tj/.test(line)) continue;
    const codes = [...line.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex]) => hex).join("");
    lines.push(
      (codes.match(/.{4}/g) ?? []).map((code) => font.get(Number.parseInt(code, 16)) ?? "\ufffd").join(""),
    );
  }
  return lines.join("\n");
}
