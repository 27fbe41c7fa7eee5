import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { Packet } from "./archive.server.ts";
import { daysOfChoice } from "./chosen-claims.server.ts";
import { claimedDays } from "./claimed-days.server.ts";
import type { ClaimInForce } from "./facts.ts";
import { type PeriodChoice, periodOf } from "./period.ts";
import { sheetWords } from "./sheet.ts";

/**
 * Everything on record about each claimed day of a period, to be written out. Taking it out is a view of every pupil in it and is put on record at each school, in the transaction that reads.
 */
export async function takePacket(
  context: Context,
  actor: Actor,
  schoolIds: readonly number[],
  choice: PeriodChoice,
): Promise<Packet> {
  const period = periodOf(choice);
  const now = context.clock.now();
  const record = async (tx: Tx, claims: readonly ClaimInForce[]) => {
    for (const [schoolId, its] of Map.groupBy(claims, (claim) => claim.schoolId)) {
      const pupilIds = [...new Set(its.map(({ pupilId }) => pupilId))];
      await recordView(tx, { ...actor, schoolId }, now, "packet of claimed days", pupilIds);
      await recordChange(tx, authorOf(actor), now, {
        schoolId,
        action: "packet of claimed days taken out",
        subject: `claimed days of ${period.label}`,
        pupilIds,
        after: { days: its.length },
      });
    }
  };
  const asked = { schoolIds, schoolYear: period.schoolYear, through: context.clock.today() };
  const which = await daysOfChoice(context, choice);
  const read = await claimedDays(context, actor, asked, which, record);
  const { timeZone, districtName } = context.settings;
  return {
    days: read.days,
    settings: read.settings,
    words: sheetWords(read, timeZone),
    title: `Attendance recovery, claimed days: ${period.label}`,
    lead: `${districtName}. Taken out by ${actor.name} on ${writtenMoment(now, timeZone)}.`,
  };
}
