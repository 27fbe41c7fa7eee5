import { displayDay } from "#app/calendar/day.ts";
import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { mostDaysInYear } from "#app/recovery/claim.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ClaimedDay } from "./facts.ts";
import { counted, type Part, type SheetWords, schoolIn } from "./sheet.ts";

/** The claim, its place among the ten, and the reports that count it. */
export function claimPart({ claim, place, certified }: ClaimedDay, words: SheetWords): Part {
  const others =
    place.atOtherSchools === 0 ? "" : `, ${counted(place.atOtherSchools, "day")} of them at other schools`;
  return {
    title: "The claim",
    facts: [
      {
        term: "Place",
        is: `Day ${place.number} of ${place.of} claimed in ${schoolYearLabel(claim.schoolYear)}${others}; at most ${mostDaysInYear} (AR-CAP-1, -2)`,
      },
      {
        term: "Earned on",
        is: `${writtenDay(claim.earnedDate)}, at ${schoolIn(words, claim.earnedSchoolId)}`,
      },
      { term: "Claimed", is: `${writtenMoment(claim.at, words.timeZone)}. ${claim.reason}` },
      {
        term: "Counted in",
        is:
          certified.length === 0
            ? "No certified report yet"
            : certified
                .map(
                  ({ period, through, by, at }) =>
                    `${period} through ${displayDay(through)}, certified by ${by} on ${writtenMoment(at, words.timeZone)}`,
                )
                .join("; "),
      },
    ],
    tables: [],
  };
}

/** How minutes became the day: each date of it with what was credited, what was not, and why (AR-MIN-1 to -4). */
export function timePart(day: ClaimedDay): Part {
  const { credit, minimumDay } = day;
  const dates = datesOf(day);
  const steps = credit?.steps.filter(({ date }) => dates.has(date.toString())) ?? [];
  return {
    title: "The time that earned it",
    facts: [
      {
        term: "Minimum day",
        is: minimumDay
          ? `${minimumDay.explanation} ${minimumDay.citation}.`
          : "Not known: the pupil's grade is not TK to 12.",
      },
    ],
    tables: [
      {
        caption: "Minutes, date by date",
        heads: ["Date", "Attended", "Credited", "Not credited", "Kept after", "How it was counted"],
        rows: steps.map((step) => [
          writtenDay(step.date),
          String(step.minutes),
          String(step.creditedMinutes),
          String(Math.max(0, step.minutes - step.creditedMinutes) + step.droppedMinutes),
          String(step.bankAfter),
          step.reason,
        ]),
      },
    ],
  };
}

const datesOf = ({ sessions, elsewhere }: ClaimedDay) =>
  new Set([...sessions, ...elsewhere].map(({ date }) => date.toString()));

/** Null while the records of now still earn the day, else what an auditor must know. */
export function notEarned({ claim, credit }: ClaimedDay): string | null {
  const earned = credit?.earnedOn.some((date) => date.equals(claim.earnedDate)) ?? false;
  return earned
    ? null
    : `The times on record now do not earn a day on ${displayDay(claim.earnedDate)}. The next settlement of claims takes this up.`;
}
