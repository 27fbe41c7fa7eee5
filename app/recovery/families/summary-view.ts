import { type SchoolYear, schoolYearLabel } from "#app/calendar/school-year.ts";
import { mostDaysInYear } from "../claim.ts";
import type { Ledger } from "../ledger.server.ts";
import { type Language, languages } from "../words/languages.ts";
import type { ToldSession, Words } from "../words/words.ts";
import { toldFacts } from "./letter.ts";

/** A session to come that a pupil has to do with. */
export type Coming = { session: ToldSession; state: "booked" | "waiting" | "invited" };

/** A pupil's recovery as a family reads it, in one language. */
export type SummaryView = {
  title: string;
  lead: string;
  facts: { term: string; is: string }[];
  sessions: { title: string; lines: string[]; none: string };
  used: { title: string; lines: string[]; none: string };
  coming: { title: string; lines: string[]; none: string };
  note: string;
  choice: readonly string[];
};

/** The ledger in plain family words. Time that waits for a decision, or was kept out, is said to be so. */
export function summaryView(ledger: Ledger, coming: readonly Coming[], code: Language): SummaryView {
  const words: Words = languages[code];
  const { summary } = words;
  const { credit, claims, stillToRecover } = ledger.standing ?? {};
  const year: SchoolYear = ledger.schoolYear;
  const heldAs = (id: number) =>
    ledger.keptOut.has(id) ? "leftOut" : ledger.held.has(id) ? "checked" : null;
  const minutesOf = (as: "leftOut" | "checked") =>
    ledger.sessions
      .filter(({ sessionId }) => heldAs(sessionId) === as)
      .reduce((sum, { minutes }) => sum + minutes, 0);
  const told = (as: "leftOut" | "checked") => {
    const minutes = minutesOf(as);
    return minutes === 0 ? [] : [summary[as](words.minutes(minutes))];
  };
  return {
    title: summary.title(ledger.pupil.name, schoolYearLabel(year)),
    lead: summary.lead,
    facts: [
      {
        term: summary.attended,
        is: [`${words.minutes(ledger.attendedMinutes)}.`, ...told("checked"), ...told("leftOut")].join(" "),
      },
      {
        term: summary.credited,
        is: `${words.minutes(credit?.creditedMinutes ?? 0)}. ${summary.creditedHint}`,
      },
      { term: summary.earned, is: words.days(credit?.earnedDays ?? 0) },
      { term: summary.used, is: summary.usedOfMost(words.days(claims?.claimedDays ?? 0), mostDaysInYear) },
      {
        term: summary.kept,
        is: summary.keptUntil(words.days(claims?.bankedDays ?? 0), words.minutes(credit?.bankedMinutes ?? 0)),
      },
      { term: summary.possible, is: words.days(stillToRecover ?? 0) },
    ],
    sessions: {
      title: summary.sessionsTitle,
      none: summary.noSessions,
      lines: ledger.sessions.map((one) => {
        const as = heldAs(one.sessionId);
        const aside = as === null ? "" : ` (${as === "checked" ? summary.nowChecked : summary.nowLeftOut})`;
        return `${words.day(one.date)}: ${words.minutes(one.minutes)}${aside}`;
      }),
    },
    used: {
      title: summary.usedTitle,
      none: summary.noneUsed,
      lines: (claims?.claims ?? []).map((claim) =>
        summary.usedFor(words.day(claim.earnedDate), words.day(claim.absenceDate)),
      ),
    },
    coming: {
      title: summary.comingTitle,
      none: summary.noneComing,
      lines: coming.map(({ session, state }) => {
        const [day, time, place] = toldFacts(words, session);
        return `${day?.value}, ${time?.value}, ${place?.value}: ${summary[state]}`;
      }),
    },
    note: summary.recordNote,
    choice: words.message.choice,
  };
}
