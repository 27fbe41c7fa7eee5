import { categories } from "#app/attendance/category.ts";
import { markInForce } from "#app/attendance/mark.ts";
import { recoverableAbsences } from "#app/recovery/eligibility.ts";
import type { Given } from "#app/recovery/settings-by-day.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ClaimedDay } from "./facts.ts";
import { type Part, type SheetWords, schoolIn } from "./sheet.ts";

/** What the day missed was, who said so, and why it may be recovered (AR-ABS-1 to -5). */
export function absencePart({ claim, absence }: ClaimedDay, settings: Given, words: SheetWords): Part {
  const periods = absence.said.map(({ period, marks }) => ({ period, ...markInForce(marks, absence.home) }));
  const written = (code: string | null) => {
    if (code === null) return "present";
    const known = absence.codes.get(code);
    return known ? `${code} (${known.title})` : code;
  };
  const inForce = [...new Set(periods.map(({ inForce }) => inForce?.code ?? null))].map(written);
  const voices = { aeries: "Aeries", teacher: "Teacher", office: "Office" } as const;
  return {
    title: "The absence",
    facts: [
      { term: "Day missed", is: `${writtenDay(claim.absenceDate)}, at ${schoolIn(words, claim.schoolId)}` },
      {
        term: "Code in force",
        is: `${inForce.join(", ") || "none"}${claim.code === null ? "" : `; ${written(claim.code)} when it was claimed`}`,
      },
      {
        term: "What it is",
        is: absence.category ? categories[absence.category].label : "No whole day missed",
      },
      { term: "May be recovered", is: mayBeRecovered(claim, absence, settings) },
      { term: "Claimed once", is: claimedOnce(absence, words) },
    ],
    tables: [
      {
        caption: "What was said of the day",
        heads: ["When", "Who", "Period", "Said", "Why"],
        rows: absence.said.flatMap(({ period, marks }) =>
          marks.map(({ at, source, by, code, reason, note }) => [
            writtenMoment(at, words.timeZone),
            by === null ? voices[source] : `${voices[source]}, ${by}`,
            period === "" ? "All day" : period,
            written(code),
            [reason, note].filter(Boolean).join("; "),
          ]),
        ),
      },
    ],
  };
}

/** Null when the absence may be recovered as it is on record now, else the reason why not. */
export function notRecoverable(
  { absenceDate, schoolYear }: ClaimedDay["claim"],
  { category }: ClaimedDay["absence"],
  settings: Given,
): string | null {
  if (category === null) return "The records of now show no whole day missed (AR-ABS-4).";
  const absences = [{ date: absenceDate, category }];
  const { refused, held } = recoverableAbsences({ absences, schoolYear, alreadyClaimed: [], settings });
  const said = refused[0] ?? held[0];
  return said ? `${said.reason} (${said.rule})` : null;
}

const mayBeRecovered = (claim: ClaimedDay["claim"], absence: ClaimedDay["absence"], settings: Given) =>
  notRecoverable(claim, absence, settings) ??
  "Yes: a whole day of this fiscal year (AR-ABS-1), no suspension (AR-ABS-2), no exclusion for immunizations (AR-ABS-3), not credited in another way (AR-ABS-5).";

function claimedOnce({ makeups }: ClaimedDay["absence"], { timeZone }: SheetWords): string {
  const here = "One claim stands for this day.";
  const listed = makeups.map(
    ({ code, madeUpOn, listedAt }) =>
      `Aeries' list of ${writtenMoment(listedAt, timeZone)} has make-up ${code}${madeUpOn ? ` on ${writtenDay(madeUpOn)}` : ""}.`,
  );
  return [here, ...(listed.length > 0 ? listed : ["No list out of Aeries names a make-up of it."])].join(" ");
}
