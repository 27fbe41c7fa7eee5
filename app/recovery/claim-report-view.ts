import { displayDay, formatDay, isAfter } from "#app/calendar/day.ts";
import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { lcffSpans, spanLabels } from "./amounts.ts";
import { type ClaimPeriod, endsInWords, lastEnd, type PeriodEnds, slugOf } from "./claim-period.ts";
import { type CountedSchool, claimReport, type DaysAndAda, writtenAda } from "./claim-report.ts";
import type { SettingUsedIn } from "./settings-by-day.ts";
import { settingsUsed } from "./settings-used.ts";

/** A period as worked out, as far as the page needs it. */
type Worked = {
  period: ClaimPeriod;
  ends: PeriodEnds;
  until: Temporal.PlainDate;
  days: readonly { schoolId: number; grade: number }[];
  report: { schools: readonly CountedSchool[] };
  settingsUsed: readonly SettingUsedIn[];
};

/** Where the days of a report stand on the forms of the state and in Aeries (AR-REP-2). */
export const reportLine = "line B-8 of the district's attendance form, Section 8B in Aeries";

export type ClaimReportView = ReturnType<typeof claimReportView>;

/**
 * A period's report in the words of its page and its file, for the schools that the reader may see.
 * @param schools their names, by number
 */
export function claimReportView(
  { period, ends, until, days, report, settingsUsed: used }: Worked,
  schools: readonly { id: number; name: string }[],
) {
  const seen = new Map(schools.map(({ id, name }) => [id, name]));
  const counted = report.schools.filter(({ schoolId }) => seen.has(schoolId));
  const ours = claimReport(
    days.filter(({ schoolId }) => seen.has(schoolId)),
    counted,
  );
  const theirs: PeriodEnds = new Map([...ends].filter(([schoolId]) => seen.has(schoolId)));
  const written = ({ days, ada }: DaysAndAda) => ({ days, ada: writtenAda(ada) });
  const last = lastEnd(ends);
  const runs = last !== null && isAfter(last, until);
  const when = endsInWords(period, theirs);
  return {
    year: period.schoolYear,
    slug: slugOf(period.period),
    /** The day that the reader named; empty where each school's calendar decides. */
    through: period.through ? formatDay(period.through) : "",
    title: `${period.period} of ${schoolYearLabel(period.schoolYear)}: attendance recovery`,
    lead: `Days claimed from July 1, ${period.schoolYear}, ${when}, worked out anew from all records.${
      runs ? ` The period is not over, so this is how it stands on ${displayDay(until)}.` : ""
    }`,
    runs,
    total: { ...written(ours.total), listed: ours.total.listed },
    spans: lcffSpans.map((span) => ({ span: spanLabels[span], ...written(ours.spans[span]) })),
    schools: ours.schools.map(({ schoolId, daysTaught, through, listed, spans, ...total }) => ({
      schoolId,
      name: seen.get(schoolId) ?? "",
      through: through ? formatDay(through) : "",
      daysTaught,
      listed,
      ...written(total),
      spans: lcffSpans.map((span) => spans[span].days),
    })),
    spanTitles: lcffSpans.map((span) => spanLabels[span]),
    settings: settingsUsed(used),
    settingsOn: displayDay(until),
  };
}

/** "recovery-2026-p-1.csv", with the school or the last day that the reader named between. */
export const reportFileName = ({ year, slug, through }: ClaimReportView, schoolId?: number): string =>
  `${["recovery", schoolId, year, slug, through].filter(Boolean).join("-")}.csv`;

/** The report as lines of a file: by school and span, the totals, then the settings used. */
export function claimReportLines(view: ClaimReportView): string[][] {
  const line = (...cells: (string | number)[]) => cells.map(String);
  return [
    line(view.title),
    line(view.lead),
    line(`Days claimed stand on ${reportLine}.`),
    [],
    line(
      "School",
      "Counted through",
      "Days taught",
      ...view.spanTitles,
      "Days claimed",
      "AR ADA",
      "In Aeries besides",
    ),
    ...view.schools.map((school) =>
      line(
        ...[school.name, school.through, school.daysTaught],
        ...[...school.spans, school.days, school.ada, school.listed],
      ),
    ),
    line(
      "All schools",
      "",
      "",
      ...view.spans.map(({ days }) => days),
      view.total.days,
      view.total.ada,
      view.total.listed,
    ),
    line("AR ADA by span", "", "", ...view.spans.map(({ ada }) => ada), "", view.total.ada, ""),
    [],
    line("Setting", "Value", "From"),
    ...view.settings.map(({ term, is, from }) => line(term, is, from)),
  ];
}
