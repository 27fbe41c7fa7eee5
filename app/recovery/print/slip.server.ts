import type { Addressee } from "../families/addressees.server.ts";
import type { Letter } from "../families/letter.ts";
import { slipNames } from "../families/slip-names.ts";
import { margin, type Printed } from "./printed.server.ts";
import type { Typeface } from "./typeface.server.ts";

const bottomOfSlip = 175;
const lineOfSlip = 18;
/** Title, names and signature, without the lines of answers. */
const headOfSlip = 78;
/** What printers leave white. */
const edge = 36;

export const fullNames = (families: readonly Addressee[]) =>
  families.map((one) => `${one.firstName} ${one.lastName}`);

/** What is cut off, filled in and brought back: on the page where there is room for all of its lines, else on another; more lines than a page holds are several slips. */
export function drawSlip(
  printing: Printed,
  page: PDFKit.PDFStructureElement,
  families: readonly Addressee[],
  letter: Letter,
): void {
  const { doc, text: printable } = printing;
  const { words, answers } = letter;
  const names = printable(words.list(fullNames(families)));
  const wide = doc.page.width - 2 * margin;
  doc.font("plain").fontSize(10.5);
  const head = headOfSlip + doc.heightOfString(names, { width: wide }) - doc.currentLineHeight();
  const most = Math.floor((doc.page.height - 2 * edge - margin - head) / lineOfSlip);
  if (answers.length > most) {
    for (let from = 0; from < answers.length; from += most)
      drawSlip(printing, page, families, { ...letter, answers: answers.slice(from, from + most) });
    return;
  }
  const { slip } = words;
  const one = answers.length === 1 ? answers[0]! : null;
  const boxes = one ? [slip.yes(one.child), slip.no(one.child)] : answers;
  const tall = head + lineOfSlip * boxes.length;
  if (doc.y + 8 + tall > doc.page.height - edge) doc.addPage();
  const top = Math.max(
    doc.y + 8,
    doc.page.height - bottomOfSlip + headOfSlip - head - lineOfSlip * (boxes.length - 2),
  );
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
  page.add(
    doc.struct(
      "P",
      {},
      () =>
        void doc
          .font("plain")
          .fontSize(10.5)
          .text(names, margin, top + (one ? 42 : 26), { width: wide }),
    ),
  );
  const called = slipNames(families);
  const first = top + 60 + head - headOfSlip;
  for (const [at, text] of boxes.entries()) {
    const y = first + at * lineOfSlip;
    box(margin, y);
    if (typeof text === "string") line(text, margin + 16, y);
    else {
      line(slip.yesWord, margin + 14, y);
      box(margin + 44, y);
      line(slip.noWord, margin + 58, y);
      line(`${called.get(text.pupilId) ?? text.child}: ${text.what}`, margin + 90, y);
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
