import type { FamilySummary } from "../families/load-summary.server.ts";
import { languages } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { printed, writerOn } from "./printed.server.ts";

/**
 * A pupil's recovery on paper for the family, in one language, tagged so that it can be read aloud.
 * @param today the day on which it was so
 */
export function summaryPdf({ language, school, view }: FamilySummary, today: Temporal.PlainDate) {
  const words: Words = languages[language];
  return printed({ title: view.title, author: school, lang: words.code }, ({ doc, text }) => {
    doc.addPage();
    const page = doc.struct("Sect");
    doc.addStructure(page);
    const { say, fact } = writerOn({ doc, text }, page);
    say("P", school, 14, "bold", 2);
    say("P", words.day(today), 10, "plain", 14);
    say("H1", view.title, 16, "bold", 4);
    say("P", view.lead, 11, "plain", 10);
    for (const { term, is } of view.facts) {
      fact(term, is);
      doc.moveDown(0.3);
    }
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
