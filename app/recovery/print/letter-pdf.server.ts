import { create } from "qrcode";
import { type Letter, letterIn } from "../families/letter.ts";
import type { Written } from "../families/occasion.server.ts";
import { languages, readLanguages } from "../words/languages.ts";
import { margin, type Printed, printed, writerOn } from "./printed.server.ts";
import { drawSlip, fullNames } from "./slip.server.ts";

/**
 * Letters as one tagged PDF for the printer: a page a language, each with the address where an envelope's window is,
 * the code to the answer page, and a slip to cut off for who answers on paper.
 * @param today the date of the letters
 */
export function lettersPdf(letters: readonly Written[], today: Temporal.PlainDate): Promise<Uint8Array> {
  const first = letters[0];
  const school = first?.occasion.school ?? "";
  const lang = first ? languages[readLanguages(first.message.language)[0] ?? "en"].code : "en";
  return printed({ title: school, author: school, lang }, (page) => {
    for (const written of letters)
      for (const code of readLanguages(written.message.language))
        drawLetter(page, letterIn(code, written.occasion), written, today);
  });
}

function drawLetter(printing: Printed, letter: Letter, written: Written, today: Temporal.PlainDate): void {
  const { doc } = printing;
  const { words } = letter;
  const { message } = words;
  doc.addPage();
  const page = doc.struct("Sect", { lang: words.code });
  doc.addStructure(page);
  const { say, fact } = writerOn(printing, page);
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
    for (const { label, value } of facts) fact(label, value);
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
  drawSlip(printing, page, written.families, letter);
  page.end();
}

function addressLines(written: Written): string[] {
  const { contact } = written;
  if (contact === null) return fullNames(written.families);
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
