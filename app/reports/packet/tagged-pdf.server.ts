import { deflateSync } from "node:zlib";
import type { CarriedFont } from "./carried-font.server.ts";

/** An element of the document's structure that holds others, until it is closed. */
export type PdfElement = { ref: number; parent: number; tag: string; title: string | null; kids: number[] };

/** A tagged PDF 1.7 that leaves as it is made: nothing of a page stays in memory after it but its number. */
export type TaggedPdf = {
  root: PdfElement;
  open(tag: string, within: PdfElement, title?: string): PdfElement;
  close(element: PdfElement): void;
  /** An element with its content on the page begun last. @param attributes of the element, as PDF writes them */
  leaf(tag: string, within: PdfElement, content: string, attributes?: string): void;
  /** Begins a page with what is no content, such as its foot. */
  page(artifact: string): void;
  /** A line of the outline that leads to the page begun last. */
  bookmark(title: string): void;
  /** Sends what is whole. */
  flush(): void;
  end(): void;
};

const refOf = (ref: number) => `${ref} 0 R`;
const refs = (all: readonly number[]) => `[${all.map(refOf).join(" ")}]`;
/** Text outside of pages, in any letters. */
const textOf = (text: string) => `<${Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex")}>`;
const mostInStream = 500;
/** Twice as fast as the usual level, for a tenth more bytes. */
const packed = { level: 2 };

/**
 * Writes the file by hand, because a packet has a hundred structure elements a page: a library that makes each an
 * object of its own takes ten times as long and thirty times the memory (ISO 32000-1: 7.5.7, 7.5.8, 14.7, 14.8).
 * @param size of every page in points
 * @param fonts by the name that contents use: standard ones by theirs, or fonts that the file carries
 * @param write takes the file's bytes in order
 */
export function taggedPdf(
  title: string,
  { size, fonts }: { size: readonly [number, number]; fonts: Readonly<Record<string, string | CarriedFont>> },
  write: (bytes: Uint8Array) => void,
): TaggedPdf {
  let written = 0;
  let numbers = 0;
  /** Of each object by number: at an offset of the file (1), or at an index in a stream of objects (2). */
  const found: [kind: 0 | 1 | 2, place: number, index: number][] = [[0, 0, 65_535]];
  let whole: { ref: number; text: string }[] = [];
  const pages: number[] = [];
  const leavesOfPage: number[] = [];
  const bookmarks: { ref: number; title: string; page: number }[] = [];
  let now: { ref: number; content: string[]; leaves: number[] } | null = null;

  const number = () => ++numbers;
  const send = (bytes: Uint8Array) => {
    written += bytes.length;
    write(bytes);
  };
  const add = (text: string, ref = number()) => {
    whole.push({ ref, text });
    if (whole.length >= mostInStream) sendWhole();
    return ref;
  };
  const stream = (dictionary: string, content: Buffer, ref = number()) => {
    found[ref] = [1, written, 0];
    const body = deflateSync(content, packed);
    const head = `${ref} 0 obj\n<< ${dictionary} /Length ${body.length} /Filter /FlateDecode >>\nstream\n`;
    send(Buffer.concat([Buffer.from(head, "latin1"), body, Buffer.from("\nendstream\nendobj\n")]));
    return ref;
  };
  function sendWhole() {
    if (whole.length === 0) return;
    const holder = number();
    let offset = 0;
    const places = whole.map(({ ref, text }, index) => {
      found[ref] = [2, holder, index];
      const place = `${ref} ${offset}`;
      offset += text.length + 1;
      return place;
    });
    const head = `${places.join(" ")} `;
    const body = Buffer.from(head + whole.map(({ text }) => text).join("\n"), "latin1");
    stream(`/Type /ObjStm /N ${whole.length} /First ${head.length}`, body, holder);
    whole = [];
  }

  send(Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"));
  const [pageTree, structure, parents] = [number(), number(), number()];
  const carried: { font: CarriedFont; ref: number }[] = [];
  const fontRefs = Object.entries(fonts).map(([name, font]) => {
    const ref = number();
    if (typeof font === "string")
      add(`<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding >>`, ref);
    else carried.push({ font, ref });
    return `/${name} ${refOf(ref)}`;
  });
  const resources = add(`<< /Font << ${fontRefs.join(" ")} >> >>`);
  const root: PdfElement = { ref: number(), parent: structure, tag: "Document", title: null, kids: [] };

  const endPage = () => {
    if (now === null) return;
    const content = stream("", Buffer.from(now.content.join("\n"), "latin1"));
    add(
      `<< /Type /Page /Parent ${refOf(pageTree)} /MediaBox [0 0 ${size.join(" ")}] /Resources ${refOf(resources)} /Contents ${refOf(content)} /StructParents ${pages.length - 1} /Tabs /S >>`,
      now.ref,
    );
    leavesOfPage.push(add(refs(now.leaves)));
    now = null;
  };
  const close = ({ ref, parent, tag, title, kids }: PdfElement) => {
    const named = title === null ? "" : ` /T ${textOf(title)}`;
    add(`<< /S /${tag} /P ${refOf(parent)}${named} /K ${refs(kids)} >>`, ref);
  };

  return {
    root,
    open(tag, within, title) {
      const element = { ref: number(), parent: within.ref, tag, title: title ?? null, kids: [] };
      within.kids.push(element.ref);
      return element;
    },
    close,
    leaf(tag, within, content, attributes = "") {
      if (now === null) throw new Error("Content before the first page.");
      const id = now.leaves.length;
      const ref = add(
        `<< /S /${tag} /P ${refOf(within.ref)} /Pg ${refOf(now.ref)} /K ${id}${attributes && ` ${attributes}`} >>`,
      );
      now.leaves.push(ref);
      within.kids.push(ref);
      now.content.push(`/${tag} << /MCID ${id} >> BDC\n${content}\nEMC`);
    },
    page(artifact) {
      endPage();
      const ref = number();
      pages.push(ref);
      now = { ref, content: [`/Artifact << /Type /Pagination >> BDC\n${artifact}\nEMC`], leaves: [] };
    },
    bookmark: (title) => void bookmarks.push({ ref: number(), title, page: pages.at(-1) ?? 0 }),
    flush: sendWhole,
    end() {
      endPage();
      for (const { font, ref } of carried) font.write({ add, stream }, ref);
      close(root);
      add(`<< /Type /Pages /Count ${pages.length} /Kids ${refs(pages)} >>`, pageTree);
      const ofPages = leavesOfPage.map((ref, page) => `${page} ${refOf(ref)}`).join(" ");
      add(`<< /Nums [${ofPages}] >>`, parents);
      add(
        `<< /Type /StructTreeRoot /K ${refOf(root.ref)} /ParentTree ${refOf(parents)} /ParentTreeNextKey ${pages.length} >>`,
        structure,
      );
      const outline = number();
      for (const [at, { ref, title, page }] of bookmarks.entries()) {
        const [before, after] = [bookmarks[at - 1], bookmarks[at + 1]];
        add(
          `<< /Title ${textOf(title)} /Parent ${refOf(outline)} /Dest [${refOf(page)} /Fit]${before ? ` /Prev ${refOf(before.ref)}` : ""}${after ? ` /Next ${refOf(after.ref)}` : ""} >>`,
          ref,
        );
      }
      const [first, last] = [bookmarks[0], bookmarks.at(-1)];
      const span = first && last ? ` /First ${refOf(first.ref)} /Last ${refOf(last.ref)}` : "";
      add(`<< /Type /Outlines /Count ${bookmarks.length}${span} >>`, outline);
      const catalog = add(
        `<< /Type /Catalog /Pages ${refOf(pageTree)} /StructTreeRoot ${refOf(structure)} /Outlines ${refOf(outline)} /MarkInfo << /Marked true >> /Lang (en-US) /ViewerPreferences << /DisplayDocTitle true >> >>`,
      );
      const info = add(`<< /Title ${textOf(title)} /Producer (AP Tool) /Creator (AP Tool) >>`);
      sendWhole();
      const table = number();
      const start = written;
      found[table] = [1, start, 0];
      const entries = Buffer.alloc(7 * (numbers + 1));
      for (const [ref, [kind, place, index]] of found.entries()) {
        entries.writeUInt8(kind, 7 * ref);
        entries.writeUInt32BE(place, 7 * ref + 1);
        entries.writeUInt16BE(index, 7 * ref + 5);
      }
      stream(
        `/Type /XRef /Size ${numbers + 1} /W [1 4 2] /Root ${refOf(catalog)} /Info ${refOf(info)}`,
        entries,
        table,
      );
      send(Buffer.from(`startxref\n${start}\n%%EOF\n`));
    },
  };
}
