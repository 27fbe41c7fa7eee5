import { create } from "qrcode";
import { type Letter, letterIn } from "../families/letter.ts";
import type { Written } from "../families/occasion.server.ts";
import { languages, readLanguages } from "../words/languages.ts";
import { type Printed, printed } from "./printed.server.ts";
import type { Typeface } from "./typeface.server.ts";

const margin = 64;
const bottomOfSlip = 175;

/**
 * Letters as one tagged PDF for the printer: a page a language, each with the address where an envelope's window is,
 * the code to the answer page, and a slip to cut off for who answers on paper.
 * @param today the date of the letters
 */
export function lettersPdf(letters: readonly Written[], today: Temporal.PlainDate): Promise<Uint8Array> {
  const first = letters[0];
  const school = first?.occasion.school ?? "";
  const lang = first ? languages[readLanguages(first.message.language)[0] ?? "en"].code : "en";
  return printed({ title: school, author: school, lang, margin }, (page) => {
    for (const written of letters)
      for (const code of readLanguages(written.message.language))
        drawLetter(page, letterIn(code, written.occasion), written, today);
  });
}

function drawLetter(printing: Printed, letter: Letter, written: Written, today: Temporal.PlainDate): void {
  const { doc, text: printable } = printing;
  const { words } = letter;
  const { message } = words;
  doc.addPage();
  const page = doc.struct("Sect", { lang: words.code });
  doc.addStructure(page);
  const say = (tag: string, text: string, size = 11, font: Typeface = "plain", gap = 6) =>
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
  say("P", letter.school, 14, "bold", 2);
  say("P", words.day(today), 10);
  doc.y = 128;
  for (const line of addressLines(written)) say("P", line, 11, "plain", 0);
  doc.y = Math.max(doc.y, 200);
  say("H1", letter.title, 14, "bold", 8);
  say("P", letter.greeting);
  for (const paragraph of letter.paragraphs) say("P", paragraph);
  for (const { facts } of letter.sessions) {
    for (const { label, value } of facts)
      page.add(
        doc.struct("P", {}, () => {
          doc
            .fontSize(11)
            .font("bold")
            .text(printable(`${label}: `), { continued: true });
          doc.font("plain").text(printable(value));
        }),
      );
    doc.moveDown(0.6);
  }
  if (letter.choice.length > 0) {
    say("H2", message.choiceTitle, 12, "bold", 3);
    for (const point of letter.choice) say("P", `•  ${point}`, 10.5, "plain", 1);
    doc.moveDown(0.5);
  }
  if (letter.ask !== null) say("P", letter.ask);
  const { answerUrl } = written.occasion;
  if (answerUrl === null) {
    say("P", `${message.closing}\n${letter.school}`);
    page.end();
    return;
  }
  drawCode(printing, page, answerUrl, letter);
  say("P", `${message.closing} ${letter.school}`, 11, "plain", 0);
  drawSlip(printing, page, written, letter);
  page.end();
}

const fullNames = ({ families }: Written) => families.map((one) => `${one.firstName} ${one.lastName}`);

function addressLines(written: Written): string[] {
  const { contact } = written;
  if (contact === null) return fullNames(written);
  const town = [contact.city, contact.city && contact.zip ? `CA ${contact.zip}` : contact.zip]
    .filter(Boolean)
    .join(", ");
  return [contact.name, contact.address, town].flatMap((line) => (line ? [line] : []));
}

/** The code to scan, and beside it the address to type. */
function drawCode(
  { doc, text: printable }: Printed,
  page: PDFKit.PDFStructureElement,
  url: string,
  letter: Letter,
): void {
  const { modules } = create(url, { errorCorrectionLevel: "M" });
  const side = 84;
  const cell = side / modules.size;
  if (doc.y + side + 10 > doc.page.height - margin) doc.addPage();
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
        .font("plain")
        .fontSize(11)
        .text(printable(letter.words.message.askPaper), margin + side + 16, top + 8, beside);
      doc.moveDown(0.3).font("fixed").fontSize(9.5).text(url, beside);
    }),
  );
  doc.x = margin;
  doc.y = top + side + 10;
}

const lineOfSlip = 18;
/** Title, names and signature, without the lines of answers. */
const headOfSlip = 78;
/** What printers leave white. */
const edge = 36;

/** What is cut off, filled in and brought back: on the page where there is room for all of its lines, else on another; more lines than a page holds are several slips. */
function drawSlip(
  printing: Printed,
  page: PDFKit.PDFStructureElement,
  written: Written,
  letter: Letter,
): void {
  const { doc, text: printable } = printing;
  const { words, answers } = letter;
  const most = Math.floor((doc.page.height - 2 * edge - margin - headOfSlip) / lineOfSlip);
  if (answers.length > most) {
    for (let from = 0; from < answers.length; from += most)
      drawSlip(printing, page, written, { ...letter, answers: answers.slice(from, from + most) });
    return;
  }
  const { slip } = words;
  const one = answers.length === 1 ? answers[0]! : null;
  const boxes = one ? [slip.yes(one.child), slip.no(one.child)] : answers;
  const tall = headOfSlip + lineOfSlip * boxes.length;
  if (doc.y + 8 + tall > doc.page.height - edge) doc.addPage();
  const top = Math.max(doc.y + 8, doc.page.height - bottomOfSlip - lineOfSlip * (boxes.length - 2));
  const right = doc.page.width - margin;
  doc.markContent("Artifact", { type: "Layout" });
  doc.moveTo(margin, top).lineTo(right, top).dash(4, { space: 4 }).stroke("#555").undash();
  doc.endMarkedContent();
  const line = (typed: string, x: number, y: number, font: Typeface = "plain", size = 10.5) =>
    page.add(
      doc.struct(
        "P",
        {},
        () => void doc.font(font).fontSize(size).text(printable(typed), x, y, { lineBreak: false }),
      ),
    );
  const box = (x: number, y: number) => {
    doc.markContent("Artifact", { type: "Layout" });
    doc.rect(x, y, 9, 9).stroke("#000");
    doc.endMarkedContent();
  };
  line(`${slip.title}: ${letter.school}`, margin, top + 10, "bold");
  line(one?.what ?? "", margin, top + 26);
  line(words.list(fullNames(written)), margin, top + (one ? 42 : 26));
  const first = top + 60;
  for (const [at, text] of boxes.entries()) {
    const y = first + at * lineOfSlip;
    box(margin, y);
    if (typeof text === "string") line(text, margin + 16, y);
    else {
      line(slip.yesWord, margin + 14, y);
      box(margin + 44, y);
      line(slip.noWord, margin + 58, y);
      line(`${text.child}: ${text.what}`, margin + 90, y);
    }
  }
  line(
    `${slip.name}: ______________________   ${slip.signature}: ______________________   ${slip.date}: __________`,
    margin,
    first + lineOfSlip * boxes.length + 6,
    "plain",
    9.5,
  );
  doc.x = margin;
}
