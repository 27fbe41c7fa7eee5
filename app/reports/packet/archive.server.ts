import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { Given } from "#app/recovery/settings-by-day.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";
import { claimedDaySheet, warningsOf } from "./claimed-day-sheet.ts";
import type { ClaimedDay } from "./facts.ts";
import { type IndexLine, indexFile, indexTable, totalsFile, totalsTable } from "./files.ts";
import { openPacketPdf } from "./pdf.server.ts";
import { counted, type Sheet, type SheetTable, type SheetWords } from "./sheet.ts";
import { packetTotals } from "./totals.ts";

/** `title` heads the packet, `lead` says who took it out and when. */
export type Packet = {
  days: readonly ClaimedDay[];
  settings: Given;
  words: SheetWords;
  title: string;
  lead: string;
};

/**
 * The packet as a ZIP: index.csv, totals.csv, and packet.pdf with totals, index and one sheet a claimed day. It is
 * made as it is sent; between two sheets other requests get their turn.
 */
export async function* packetArchive(packet: Packet): AsyncGenerator<Uint8Array> {
  const { days, settings, words, title } = packet;
  let ready: Uint8Array[] = [];
  const zip = new Zip((problem, chunk) => {
    if (problem) throw problem;
    ready.push(chunk);
  });
  const taken = () => {
    const now = ready;
    ready = [];
    return now;
  };
  const pdfFile = new ZipPassThrough("packet.pdf");
  zip.add(pdfFile);
  const pdf = openPacketPdf(title, (chunk) => pdfFile.push(chunk));

  const lines: IndexLine[] = [];
  const rest = breather();
  for (const [at, day] of days.entries()) {
    lines.push({ sheet: at + 1, day, warnings: warningsOf(day, settings) });
    await rest();
  }
  const totals = packetTotals(days.map(({ claim, pupil }) => ({ ...claim, grade: pupil.grade })));
  pdf.sheet(coverSheet(packet, totalsTable(totals, words)), title);
  for (let from = 0; from < lines.length; from += linesOfIndex) {
    pdf.sheet(indexSheet(lines.slice(from, from + linesOfIndex), words), title);
    await rest();
  }
  yield* taken();
  for (const [at, day] of days.entries()) {
    const sheet = claimedDaySheet(day, settings, words);
    pdf.sheet(sheet, `${title}. Sheet ${at + 1} of ${days.length}`);
    await rest();
    yield* taken();
  }
  pdf.end();
  pdfFile.push(new Uint8Array(), true);
  for (const [name, text] of [
    ["index.csv", indexFile(lines, words)],
    ["totals.csv", totalsFile(totals, words)],
  ] as const) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(strToU8(text), true);
  }
  zip.end();
  yield* taken();
}

const linesOfIndex = 50;

function coverSheet({ days, title, lead, words }: Packet, totals: SheetTable): Sheet {
  return {
    title,
    lead: `${lead} ${counted(days.length, "claimed day")}, one sheet each.`,
    warnings: [],
    parts: [
      { title: "Totals", facts: [], tables: [totals] },
      { title: "Settings used", facts: words.settings, tables: [] },
    ],
  };
}

function indexSheet(lines: readonly IndexLine[], words: SheetWords): Sheet {
  const title = `Index, sheets ${lines[0]?.sheet} to ${lines.at(-1)?.sheet}`;
  return {
    title,
    lead: "",
    warnings: [],
    parts: [{ title: "", facts: [], tables: [indexTable(lines, words)] }],
  };
}

const longestStretchMs = 12;

/** Lets other work go on whenever a stretch has taken long enough. */
function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestStretchMs) return;
    await setImmediate();
    since = performance.now();
  };
}

/** The packet as a file to keep. */
export const packetResponse = (packet: Packet, fileName: string): Response =>
  fileAnswer("zip", fileName, createReadableStreamFromReadable(Readable.from(packetArchive(packet))));
