import { displayDay, formatDay, isAfter } from "#app/calendar/day.ts";
import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { lcffSpans, spanLabels } from "./amounts.ts";
import type { ClaimPeriod } from "./claim-period.ts";
import { slugOf } from "./claim-period.ts";
import { claimReport, type DaysAndAda, writtenAda } from "./claim-report.ts";
import type { SettingInForce } from "./settings-in-force.ts";
import { settingsUsed } from "./settings-used.ts";

/** A period as worked out, as far as the page needs it. */
type Worked = {
  period: ClaimPeriod;
  until: Temporal.PlainDate;
  days: readonly { schoolId: number; grade: number }[];
  report: { schools: readonly { schoolId: number; daysTaught: number }[] };
  settingsInForce: readonly SettingInForce[];
};

export type ClaimReportView = ReturnType<typeof claimReportView>;

/**
 * A period's report in the words of its page and its file, for the schools that the reader may see.
 * @param schools their names, by number
 */
export function claimReportView(
  { period, until, days, report, settingsInForce }: Worked,
  schools: readonly { id: number; name: string }[],
) {
  const seen = new Map(schools.map(({ id, name }) => [id, name]));
  const taught = report.schools.filter(({ schoolId }) => seen.has(schoolId));
  const ours = claimReport(
    days.filter(({ schoolId }) => seen.has(schoolId)),
    new Map(taught.map(({ schoolId, daysTaught }) => [schoolId, daysTaught])),
  );
  const written = ({ days, ada }: DaysAndAda) => ({ days, ada: writtenAda(ada) });
  const runs = isAfter(period.through, until);
  return {
    year: period.schoolYear,
    slug: slugOf(period.period),
    through: formatDay(period.through),
    title: `${period.period} of ${schoolYearLabel(period.schoolYear)}: attendance recovery`,
    lead: `Days claimed from July 1, ${period.schoolYear} through ${displayDay(until)}, worked out anew from all records.${
      runs ? ` The period runs until ${displayDay(period.through)}, so this is how it stands today.` : ""
    }`,
    runs,
    total: written(ours.total),
    spans: lcffSpans.map((span) => ({ span: spanLabels[span], ...written(ours.spans[span]) })),
    schools: ours.schools.map(({ schoolId, daysTaught, spans, ...total }) => ({
      schoolId,
      name: seen.get(schoolId) ?? "",
      daysTaught,
      ...written(total),
      spans: lcffSpans.map((span) => spans[span].days),
    })),
    spanTitles: lcffSpans.map((span) => spanLabels[span]),
    settings: settingsUsed(settingsInForce),
    settingsOn: displayDay(until),
  };
}

/** The report as lines of a file: by school and span, the totals, then the settings used. */
export function claimReportLines(view: ClaimReportView): string[][] {
  const line = (...cells: (string | number)[]) => cells.map(String);
  return [
    line(view.title),
    line(view.lead),
    [],
    line("School", "Days taught", ...view.spanTitles, "Days claimed", "AR ADA"),
    ...view.schools.map((school) =>
      line(school.name, school.daysTaught, ...school.spans, school.days, school.ada),
    ),
    line("All schools", "", ...view.spans.map(({ days }) => days), view.total.days, view.total.ada),
    line("AR ADA by span", "", ...view.spans.map(({ ada }) => ada), "", view.total.ada),
    [],
    line("Setting", "Value", "From"),
    ...view.settings.map(({ term, is, from }) => line(term, is, from)),
  ];
}
