import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { daysOfChoice } from "./chosen-claims.server.ts";
import { listClaims } from "./claim-list.server.ts";
import { totalsTable } from "./files.ts";
import { type PeriodChoice, periodOf, readPeriodChoice, searchOf } from "./period.ts";
import { packetTotals } from "./totals.ts";

/** How many claimed days the page shows at once. */
const atOnce = 100;

/** The claimed days of the period in the address, a hundred at a time; those shown are put on record as looked at. */
export async function loadPacketView(
  context: Context,
  actor: Actor,
  schoolIds: readonly number[],
  given: URLSearchParams,
) {
  const today = context.clock.today();
  const { choice, problem } = readPeriodChoice(given, today);
  const page = Math.max(1, Number(given.get("page")) || 1);
  const schoolNames = new Map(actor.places.map(({ id, name }) => [id, name]));
  const period = periodOf(choice);
  const which = await daysOfChoice(context, choice);
  const asked = { schoolIds, schoolYear: period.schoolYear };
  const found = await context.door.asActor(actor, async (tx) => {
    const all = await listClaims(tx, asked, which, context.clock.now());
    const shown = all.slice((page - 1) * atOnce, page * atOnce);
    for (const [schoolId, its] of Map.groupBy(shown, (claim) => claim.schoolId))
      await recordView(
        tx,
        { ...actor, schoolId },
        context.clock.now(),
        "claimed days",
        its.map(({ pupilId }) => pupilId),
      );
    return { all, shown };
  });
  const words = { schoolNames, timeZone: context.settings.timeZone, settings: [] };
  return {
    choice: choiceFields(choice),
    search: searchOf(choice),
    schoolYear: choice.kind === "report" ? choice.schoolYear : schoolYearOf(choice.from),
    problem,
    label: period.label,
    totals: totalsTable(packetTotals(found.all), words).rows,
    page,
    from: (page - 1) * atOnce + 1,
    to: (page - 1) * atOnce + found.shown.length,
    total: found.all.length,
    rows: found.shown.map((claim) => ({
      schoolId: claim.schoolId,
      school: schoolNames.get(claim.schoolId) ?? "",
      pupilId: claim.pupilId,
      name: claim.name,
      grade: String(gradeFromAeries(claim.grade) ?? ""),
      absenceDate: formatDay(claim.absenceDate),
      code: claim.code ?? "",
      earnedDate: formatDay(claim.earnedDate),
    })),
  };
}

export type PacketView = Awaited<ReturnType<typeof loadPacketView>>;

const choiceFields = (choice: PeriodChoice) =>
  choice.kind === "report"
    ? { period: choice.period, from: "", to: "" }
    : { period: null, from: formatDay(choice.from), to: formatDay(choice.to) };
