import PDFDocument from "pdfkit";
import { create } from "qrcode";
import { languages, readLanguages } from "../words/languages.ts";
import { type Letter, letterIn } from "./letter.ts";
import type { Written } from "./occasion.server.ts";
import { printable } from "./printable.ts";

type Doc = PDFKit.PDFDocument;
const margin = 64;
const bottomOfSlip = 175;

/**
 * Letters as one tagged PDF for the printer: a page a language, each with the address where an envelope's window is,
 * the code to the answer page, and a slip to cut off for who answers on paper.
 * @param today the date of the letters
 */
export async function lettersPdf(
  letters: readonly Written[],
  today: Temporal.PlainDate,
): Promise<Uint8Array> {
  const first = letters[0];
  const doc = new PDFDocument({
    size: "LETTER",
    margin,
    autoFirstPage: false,
    tagged: true,
    pdfVersion: "1.7",
    lang: first ? languages[readLanguages(first.message.language)[0] ?? "en"].code : "en",
    displayTitle: true,
    info: {
      Title: first ? printable(first.occasion.school) : "",
      Author: first ? printable(first.occasion.school) : "",
    },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((done, fail) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => done(Buffer.concat(chunks)));
    doc.on("error", fail);
  });
  for (const written of letters)
    for (const code of readLanguages(written.message.language))
      drawLetter(doc, letterIn(code, written.occasion), written, today);
  doc.end();
  return whole;
}

function drawLetter(doc: Doc, letter: Letter, written: Written, today: Temporal.PlainDate): void {
  const { words } = letter;
  const { message } = words;
  doc.addPage();
  const page = doc.struct("Sect", { lang: words.code });
  doc.addStructure(page);
  const say = (tag: string, text: string, size = 11, font = "Helvetica", gap = 6) =>
    page.add(
      doc.struct(
        tag,
        {},
        () =>
          void doc
            .font(font)
            .fontSize(size)
            .text(printable(text))
            .moveDown(gap / size),
      ),
    );
  doc.fillColor("#000");
  say("P", letter.school, 14, "Helvetica-Bold", 2);
  say("P", words.day(today), 10);
  doc.y = 128;
  for (const line of addressLines(written)) say("P", line, 11, "Helvetica", 0);
  doc.y = Math.max(doc.y, 200);
  say("H1", letter.title, 14, "Helvetica-Bold", 8);
  say("P", letter.greeting);
  for (const paragraph of letter.paragraphs) say("P", paragraph);
  for (const { label, value } of letter.facts)
    page.add(
      doc.struct("P", {}, () => {
        doc
          .fontSize(11)
          .font("Helvetica-Bold")
          .text(printable(`${label}: `), { continued: true });
        doc.font("Helvetica").text(printable(value));
      }),
    );
  doc.moveDown(0.6);
  if (letter.choice.length > 0) {
    say("H2", message.choiceTitle, 12, "Helvetica-Bold", 3);
    for (const point of letter.choice) say("P", `•  ${point}`, 10.5, "Helvetica", 1);
    doc.moveDown(0.5);
  }
  if (letter.ask !== null) say("P", letter.ask);
  const { answerUrl } = written.occasion;
  if (answerUrl === null) {
    say("P", `${message.closing}\n${letter.school}`);
    page.end();
    return;
  }
  drawCode(doc, page, answerUrl, letter);
  say("P", `${message.closing} ${letter.school}`, 11, "Helvetica", 0);
  drawSlip(doc, page, written, letter);
  page.end();
}

function addressLines({ contact, family }: Written): string[] {
  if (contact === null) return [`${family.firstName} ${family.lastName}`];
  const town = [contact.city, contact.city && contact.zip ? `CA ${contact.zip}` : contact.zip]
    .filter(Boolean)
    .join(", ");
  return [contact.name, contact.address, town].flatMap((line) => (line ? [line] : []));
}

/** The code to scan, and beside it the address to type. */
function drawCode(doc: Doc, page: PDFKit.PDFStructureElement, url: string, letter: Letter): void {
  const { modules } = create(url, { errorCorrectionLevel: "M" });
  const side = 84;
  const cell = side / modules.size;
  const top = doc.y;
  page.add(
    doc.struct("Figure", { alt: printable(letter.words.slip.code) }, () => {
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (modules.get(row, column)) doc.rect(margin + column * cell, top + row * cell, cell, cell);
      doc.fill("#000");
    }),
  );
  const beside = { width: doc.page.width - 2 * margin - side - 16 };
  page.add(
    doc.struct("P", {}, () => {
      doc
        .font("Helvetica")
        .fontSize(11)
        .text(printable(letter.words.message.askPaper), margin + side + 16, top + 8, beside);
      doc.moveDown(0.3).font("Courier-Bold").fontSize(9.5).text(url, beside);
    }),
  );
  doc.x = margin;
  doc.y = top + side + 10;
}

/** What is cut off, filled in and brought back. */
function drawSlip(doc: Doc, page: PDFKit.PDFStructureElement, written: Written, letter: Letter): void {
  const { slip } = letter.words;
  const { child } = written.occasion;
  const top = Math.max(doc.y + 8, doc.page.height - bottomOfSlip);
  const right = doc.page.width - margin;
  doc.markContent("Artifact", { type: "Layout" });
  doc.moveTo(margin, top).lineTo(right, top).dash(4, { space: 4 }).stroke("#555").undash();
  doc.endMarkedContent();
  const line = (text: string, x: number, y: number, font = "Helvetica", size = 10.5) =>
    page.add(
      doc.struct(
        "P",
        {},
        () => void doc.font(font).fontSize(size).text(printable(text), x, y, { lineBreak: false }),
      ),
    );
  line(`${slip.title}: ${letter.school}`, margin, top + 10, "Helvetica-Bold");
  line(`${letter.facts[0]?.value ?? ""}, ${letter.facts[1]?.value ?? ""}`, margin, top + 26);
  line(`${written.family.firstName} ${written.family.lastName}`, margin, top + 42);
  for (const [at, text] of [slip.yes(child), slip.no(child)].entries()) {
    doc.markContent("Artifact", { type: "Layout" });
    doc.rect(margin, top + 60 + at * 18, 9, 9).stroke("#000");
    doc.endMarkedContent();
    line(text, margin + 16, top + 60 + at * 18);
  }
  line(
    `${slip.name}: ______________________   ${slip.signature}: ______________________   ${slip.date}: __________`,
    margin,
    top + 102,
    "Helvetica",
    9.5,
  );
  doc.x = margin;
}
