import type { Actor } from "#app/access/actor.ts";
import { categories } from "#app/attendance/category.ts";
import { attendanceRate, chronicStanding } from "#app/attendance/rate.ts";
import type { ReadYear } from "#app/attendance/year.server.ts";
import type { MarkedDay } from "#app/attendance/year.ts";
import { type DaySpan, isAfter, isBefore, spanHolds } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { paths } from "#app/paths.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import { writtenDay } from "#app/ui/written-day.ts";

type Reader = {
  actor: Pick<Actor, "schoolId" | "ownSectionsOnly">;
  pupilId: number;
  today: Temporal.PlainDate;
};

const onlyOwnClasses =
  "You see the marks of your own classes. A rate for the whole year would need the others too, so none is shown.";
const hoursCounted =
  "This school counts the hours that pupils attend (positive attendance). A day without a mark may not have been attended, so no rate is shown.";

/** A pupil's year as the page draws it. `sums` says why where they would not be the truth. */
export function viewOf(found: ReadYear, { actor, pupilId, today }: Reader) {
  const { pupil, year, kind, titles, enrolments, classes } = found;
  const grade = gradeFromAeries(pupil.grade);
  const current = classes.filter((each) => spanHolds(each, today));
  return {
    name: `${pupil.firstName} ${pupil.lastName}`,
    lead: [grade && capital(gradeLabel(grade)), `Student number ${pupil.studentNumber}`, `ID ${pupilId}`]
      .filter(Boolean)
      .join(" · "),
    inactive:
      pupil.inactiveCode.trim() === "*"
        ? "Pre-enrolled: expected at this school, not started."
        : pupil.inactiveCode.trim() !== ""
          ? `Inactive at this school (code ${pupil.inactiveCode.trim()}).`
          : null,
    year: schoolYearLabel(schoolYearOf(today)),
    sums: found.hoursCounted
      ? { notShown: hoursCounted }
      : actor.ownSectionsOnly && !seesAll(found, today)
        ? { notShown: onlyOwnClasses }
        : sumsOf(found),
    days: year.days.map((day) => dayOf(day, kind, titles, actor.schoolId, pupilId)),
    classes: current.map((each) => ({
      key: each.section,
      title: each.title,
      period: kind === "daily" ? null : `Period ${each.period}`,
      teachers: each.teachers.join(", "),
      room: each.room ?? "",
    })),
    spans: enrolments.map(
      ({ from, through }) =>
        `${writtenDay(from)} ${through === null ? "until now" : `to ${writtenDay(through)}`}`,
    ),
  };
}

function sumsOf({ year }: ReadYear) {
  const { expected, noAda, absent, undecided, counts } = year;
  const rate = attendanceRate({ expected, absent: noAda });
  return {
    rate: rate === null ? null : `${(100 * rate).toFixed(1)}%`,
    of: `${expected - noAda} of ${expected} days`,
    standing: expected > 0 ? chronicStanding({ expected, absent }).note : null,
    undecided,
    counts: [...counts]
      .filter(([, days]) => days > 0)
      .toSorted(([, one], [, other]) => other - one)
      .map(([category, days]) => ({ label: categories[category].label, days })),
  };
}

/** Do the reader's own classes hold every day of the pupil at this school, so that no mark is kept from them? */
function seesAll({ kind, enrolments, classes }: ReadYear, today: Temporal.PlainDate): boolean {
  const clipped = (through: DaySpan["through"]) =>
    through === null || isAfter(through, today) ? today : through;
  return (
    kind === "daily" &&
    enrolments.every((span) =>
      classes.some(
        (each) => !isAfter(each.from, span.from) && !isBefore(clipped(each.through), clipped(span.through)),
      ),
    )
  );
}

function dayOf(
  { date, category, periods }: MarkedDay,
  kind: "daily" | "period",
  titles: ReadonlyMap<string, string>,
  schoolId: number,
  pupilId: number,
) {
  return {
    date: date.toString(),
    href: paths.pupilMark(schoolId, pupilId, date),
    marks: periods.map(({ period, mark }) => {
      const title = titles.get(mark.code ?? "") ?? mark.code;
      const late = mark.minutesLate === null ? "" : `, ${mark.minutesLate} minutes`;
      return `${kind === "daily" || period === "" ? "" : `Period ${period}: `}${title}${late}`;
    }),
    comesTo: category === null ? "No category yet" : categories[category].label,
    differs: periods.some(({ inForce }) => inForce.difference),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export type PupilView = ReturnType<typeof viewOf> & { recoveryHref: string | null };
