import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lcffSpans, spanLabels } from "#app/recovery/amounts.ts";
import { usualEnd } from "#app/recovery/claim-period.ts";
import { periodClaims } from "#app/recovery/period-claims.server.ts";
import { settleClaims } from "#app/recovery/settle-claims.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { layOutClaimedDays } from "../../../tests/recovery/claimed-days.ts";
import { packetArchive } from "./archive.server.ts";
import { takePacket } from "./take-packet.server.ts";

let district: Oak;
beforeAll(async () => {
  district = await openOak("2027-02-02T17:00:00Z");
  await layOutClaimedDays(district.admin);
  // One more pupil, of another span and school, whose day is earned after P-1: in P-2 and Annual alone.
  await district.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
    values (20, 2026, '2026-09-23', '', 2001, 'aeries', 201, 'I', null, '2026-09-23T20:00:00Z')`;
  await district.admin`insert into recovery_session (school_id, id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    overriding system value values (20, 4, '2027-01-16', 480, 720, '7', 503, 'Reading', 1, 6, 20, '2026-10-01T00:00:00Z')`;
  await district.admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    values (20, 4, 2001, 480, 720, 903, '2027-01-16T19:31:00Z')`;
  await district.admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 20, 4, 903, '2027-01-16T20:40:00Z'::timestamptz, max(id), 1, 240, 'I supervised this session.' from recovery_presence`;
  await settleClaims({ ...district.context, door: district.database.worker });
});
afterAll(() => district.close());

test.each([
  ["P-1", 2],
  ["P-2", 3],
  ["Annual", 3],
] as const)("the packet of %s holds the days of its report, and its totals are the report's", async (period, count) => {
  const through = usualEnd(period, 2026);
  const { report, days } = await periodClaims(district.context, { schoolYear: 2026, period, through });
  expect(report.total.days).toBe(count);
  const actor = {
    ...actorAs("compliance officer", 0),
    userId: (await district.auditor()).userId,
    isDistrict: true,
  };
  const packet = await takePacket(district.context, actor, [10, 20], {
    kind: "report",
    period,
    schoolYear: 2026,
    through: null,
  });
  const key = (day: {
    schoolId: number;
    pupilId: number;
    absenceDate: Temporal.PlainDate;
    earnedDate: Temporal.PlainDate;
  }) => `${day.schoolId} ${day.pupilId} ${day.absenceDate} ${day.earnedDate}`;
  expect(packet.days.map(({ claim }) => key(claim)).toSorted()).toEqual(days.map(key).toSorted());
  const chunks: Uint8Array[] = [];
  for await (const chunk of packetArchive(packet)) chunks.push(chunk);
  const lines = strFromU8(unzipSync(Buffer.concat(chunks))["totals.csv"]!).split("\r\n");
  expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^All,All schools,All grades,${count},`)));
  for (const span of lcffSpans) {
    const line = lines.find((text) => text.startsWith(`All,All schools,${spanLabels[span]},`));
    expect(Number(line?.split(",")[3] ?? 0), span).toBe(report.spans[span].days);
  }
});
