import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReportingPeriod } from "#app/calendar/school-year.ts";
import { lcffSpans, spanLabels } from "#app/recovery/amounts.ts";
import { withinEnds } from "#app/recovery/claim-period.ts";
import { readClaims } from "#app/recovery/claims.server.ts";
import { type PeriodDay, periodClaims } from "#app/recovery/period-claims.server.ts";
import { settleClaims } from "#app/recovery/settle-claims.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { addAttestedSession } from "../../../tests/recovery/attested-session.ts";
import { layOutClaimedDays } from "../../../tests/recovery/claimed-days.ts";
import { packetArchive } from "./archive.server.ts";
import { warningsOf } from "./claimed-day-sheet.ts";
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
  await district.admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
    values (20, 2001, 4, 'yes', 'father', '2027-01-10T20:00:00Z')`;
  await district.admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 20, 4, 903, '2027-01-16T20:40:00Z'::timestamptz, max(id), 1, 240, 'I supervised this session.' from recovery_presence`;
  await settle();
});
afterAll(() => district.close());

const settle = () => settleClaims({ ...district.context, door: district.database.worker });
const asOffice = () => actorAs("district administrator", 0);

const annual = { schoolYear: 2026, period: "Annual", through: null } as const;

/** The days of the report; the packet of the same period and the ledger of today hold the same. */
async function agreed(period: ReportingPeriod): Promise<string[]> {
  const choice = { kind: "report", period, schoolYear: 2026, through: null } as const;
  const { report, days, ends } = await periodClaims(district.context, choice);
  const key = (day: {
    schoolId: number;
    pupilId: number;
    absenceDate: Temporal.PlainDate;
    earnedDate: Temporal.PlainDate;
  }) => `${day.schoolId} ${day.pupilId} ${day.absenceDate} ${day.earnedDate}`;
  const counted = days.map(key).toSorted();
  const actor = { ...asOffice(), userId: (await district.auditor()).userId };
  const packet = await takePacket(district.context, actor, [10, 20], choice);
  expect(packet.days.map(({ claim }) => key(claim)).toSorted()).toEqual(counted);
  const ledger = await district.database.web.asActor(asOffice(), (tx) =>
    readClaims(tx, { schoolIds: [10, 20], schoolYear: 2026 }),
  );
  expect(withinEnds(ledger, ends).map(key).toSorted()).toEqual(counted);
  const chunks: Uint8Array[] = [];
  for await (const chunk of packetArchive(packet)) chunks.push(chunk);
  const lines = strFromU8(unzipSync(Buffer.concat(chunks))["totals.csv"]!).split("\r\n");
  expect(lines).toContainEqual(
    expect.stringMatching(new RegExp(`^All,All schools,All grades,${report.total.days},`)),
  );
  for (const span of lcffSpans) {
    const line = lines.find((text) => text.startsWith(`All,All schools,${spanLabels[span]},`));
    expect(Number(line?.split(",")[3] ?? 0), span).toBe(report.spans[span].days);
  }
  return counted;
}

test.each([
  ["P-1", 2],
  ["P-2", 3],
  ["Annual", 3],
] as const)("the packet of %s holds the days of its report, and its totals are the report's", async (period, count) => {
  expect(await agreed(period)).toHaveLength(count);
});

test("a setting that changes in January leaves what was before as it was, in report, ledger and packet alike", async () => {
  const { admin } = district;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
    values (10, 2026, '2026-09-24', '', 1002, 'aeries', 101, 'I', null, '2026-09-24T20:00:00Z')`;
  // Beside 120 minutes of October 17: in whole hours these make no day, by the minute one on November 14.
  for (const date of ["2026-10-31", "2026-11-07", "2026-11-14", "2027-01-09", "2027-01-16", "2027-01-23"])
    await addAttestedSession(admin, { schoolId: 10, date, stays: { 1002: [[480, 530]] } });
  await settle();
  const before = { first: await agreed("P-1"), annual: await agreed("Annual") };
  await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
    values ('rounding', 'MINUTES', '2027-01-01', 'R. Ortiz', '2026-12-15', 'CDE', 901, now())`;
  await settle();
  expect(await agreed("P-1")).toEqual(before.first);
  expect(await agreed("Annual")).toEqual([...before.annual, "10 1002 2026-09-24 2027-01-23"].toSorted());
  const { settingsUsed } = await periodClaims(district.context, { ...annual, period: "P-2" });
  const rounding = settingsUsed.filter(({ name }) => name === "rounding");
  expect(rounding.map(({ value, through }) => [value, through && String(through)])).toEqual([
    ["HOUR_PER_SESSION", "2026-12-31"],
    ["MINUTES", null],
  ]);
});

test("where a school's months end earlier, its days go to the next period, in report and packet alike", async () => {
  const before = await agreed("P-1");
  await district.admin`update calendar_day set attendance_month = 3 where school_id = 10 and date between '2026-10-07' and '2027-01-15'`;
  expect(await agreed("P-1")).toEqual(before.filter((day) => day.startsWith("20 ")));
  expect(await agreed("Annual")).toEqual(expect.arrayContaining(before));
  await district.admin`update calendar_day set attendance_month = 1 + (day_number - 1) / 20 where school_id = 10`;
});

test("what Aeries lists after P-1 takes days from the year and none from P-1; its packet says what the ledger has done", async () => {
  const { admin } = district;
  const before = await agreed("P-1");
  const [reading] = await admin<
    { id: number }[]
  >`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
    values (10, 'M.csv', 10, 901, now()) returning id::int`;
  await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code, made_up_on)
    select 10, ${reading!.id}, 1, '2027-01-04'::date + n, 'M', '2027-01-30' from generate_series(0, 9) n`;
  await settle();
  const choice = { kind: "report", period: "P-1", schoolYear: 2026, through: null } as const;
  const key = ({ schoolId, pupilId, absenceDate, earnedDate }: PeriodDay) =>
    `${schoolId} ${pupilId} ${absenceDate} ${earnedDate}`;
  const { days } = await periodClaims(district.context, choice);
  expect(days.map(key).toSorted()).toEqual(before);
  expect(await agreed("Annual")).not.toContain("10 1001 2026-09-21 2026-10-17");
  const actor = { ...asOffice(), userId: (await district.auditor()).userId };
  const packet = await takePacket(district.context, actor, [10, 20], choice);
  expect(packet.days).toHaveLength(before.length);
  const taken = packet.days.find(({ claim }) => claim.pupilId === 1001)!;
  expect(warningsOf(taken, packet.settings)[0]).toBe(
    "The ledger has withdrawn this day since: September 21, 2026 comes after the ten days of this year (AR-CAP-1).",
  );
});
