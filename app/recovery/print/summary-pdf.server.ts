import type { FamilySummary } from "../families/load-summary.server.ts";
import { languages } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { printed } from "./printed.server.ts";
import type { Typeface } from "./typeface.server.ts";

const margin = 64;

/**
 * A pupil's recovery on paper for the family, in one language, tagged so that it can be read aloud.
 * @param today the day on which it was so
 */
export function summaryPdf({ language, school, view }: FamilySummary, today: Temporal.PlainDate) {
  const words: Words = languages[language];
  return printed({ title: view.title, author: school, lang: words.code, margin }, ({ doc, text }) => {
    doc.addPage();
    const page = doc.struct("Sect");
    doc.addStructure(page);
    const say = (tag: string, typed: string, size = 11, face: Typeface = "plain", gap = 6) =>
      page.add(
        doc.struct(
          tag,
          {},
          () =>
            void doc
              .font(face)
              .fontSize(size)
              .text(text(typed))
              .moveDown(gap / size),
        ),
      );
    say("P", school, 14, "bold", 2);
    say("P", words.day(today), 10, "plain", 14);
    say("H1", view.title, 16, "bold", 4);
    say("P", view.lead, 11, "plain", 10);
    for (const { term, is } of view.facts)
      page.add(
        doc.struct("P", {}, () => {
          doc
            .font("bold")
            .fontSize(11)
            .text(text(`${term}: `), { continued: true });
          doc.font("plain").text(text(is)).moveDown(0.3);
        }),
      );
    for (const { title, lines, none } of [view.coming, view.sessions, view.used]) {
      doc.moveDown(0.5);
      say("H2", title, 13, "bold", 3);
      for (const line of lines.length === 0 ? [none] : lines)
        say("P", lines.length === 0 ? line : `•  ${line}`, 11, "plain", 2);
    }
    doc.moveDown(0.5);
    say("P", view.note);
    for (const point of view.choice) say("P", `•  ${point}`, 11, "plain", 2);
    page.end();
  });
}
