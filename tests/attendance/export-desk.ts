import { expect } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import { downloadExport, takeStep } from "#app/attendance/export-desk.server.ts";
import type { ExportStep } from "#app/attendance/export-steps.ts";
import { markDesk, proposeExport } from "#app/attendance/exports.server.ts";
import { readBack } from "#app/attendance/read-back.ts";
import { readExportedMarks } from "#app/attendance/read-exported-marks.server.ts";
import { readItems } from "#app/attendance/read-exports.server.ts";
import { readDifference, readImportKeys } from "#app/attendance/read-outgoing.server.ts";
import { actorAs, layOutSmallDistrict } from "../database/small-district.ts";
import { clockAt, createTestDatabase } from "../database/test-database.ts";

const morning = clockAt("2026-10-14T17:00:00Z");
export const noon = clockAt("2026-10-14T19:00:00Z");
export const evening = clockAt("2026-10-15T01:00:00Z");
export const clerk = actorAs("attendance clerk", 10, { userId: 1 });
export const other = actorAs("attendance clerk", 10, { userId: 2 });
export const atBay = actorAs("attendance clerk", 20, { userId: 2 });

type Said = { school?: number; date?: string; period?: string; at?: string };

/** What goes from the small district's registers to Aeries: Oak takes attendance by the day, Bay by the period. */
export async function exportDesk() {
  const database = await createTestDatabase(morning);
  const { admin } = database;
  await layOutSmallDistrict(admin);
  await admin`insert into user_account (email, name, password_hash) values
    ('c@example.org', 'Cal Clerk', ''), ('o@example.org', 'Ola Office', ''), ('t@example.org', 'Ann Abe', '')`;
  await admin`update pupil set student_number = 77 where school_id = 20 and pupil_id = 1003`;
  await admin`update school set attendance_kind = 'period' where id = 20`;

  /** As at the start of a test. */
  const empty = async () => {
    await database.admin.begin(async (tx) => {
      // Triggers that keep these rows as they are step aside for the start of a test only.
      await tx`set local session_replication_role = replica`;
      for (const table of [
        ...["mark", "mark_export", "mark_export_step", "mark_export_item"],
        ...["sync_run", "audit_entry", "audit_head", "pupil_view"],
      ])
        await tx`delete from ${tx(table)}`;
      await tx`update school set register_home = 'here'`;
    });
  };
  const say = async (
    source: "teacher" | "office" | "aeries",
    pupilId: number,
    code: string | null,
    { school = 10, date = "2026-10-14", period = "", at = "2026-10-14T16:00:00Z" }: Said = {},
  ) => {
    const [row] =
      await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (${school}, 2026, ${date}, ${period}, ${pupilId}, ${source}, ${code}, ${at}) returning id`;
    return Number(row!.id);
  };
  const read = (at: string, school = 10, days = ["2026-10-01", "2026-10-31"]) =>
    database.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, window_from, window_to)
      values (${school}, 'b', 'attendance', ${at}, ${at}, 'ok', ${days[0]!}, ${days[1]!})`;

  const propose = (actor: Actor, clock = morning) =>
    database.web.asActor(actor, (tx) => proposeExport(tx, actor, clock, actor.schoolId));
  const step = (
    actor: Actor,
    exportId: number,
    which: Exclude<ExportStep, "downloaded">,
    reason?: string,
    clock = noon,
  ) =>
    database.web.asActor(actor, (tx) =>
      takeStep(tx, actor, clock, markDesk, { schoolId: actor.schoolId, exportId, step: which, reason }),
    );
  const download = (actor: Actor, exportId: number) =>
    database.web.asActor(actor, (tx) =>
      downloadExport(tx, actor, noon, markDesk, { schoolId: actor.schoolId, exportId }),
    );
  const items = (actor: Actor, exportId: number) =>
    database.web.asActor(actor, async (tx) =>
      (await readItems(tx, { schoolId: actor.schoolId, exportId })).map((item) => [
        item.pupilId,
        item.date.toString(),
        item.period,
        item.aeriesCode,
        item.ourCode,
      ]),
    );
  const difference = (actor: Actor) =>
    database.web.asActor(actor, async (tx) => {
      const keys = await readImportKeys(tx, actor.schoolId);
      return readDifference(tx, actor.schoolId, morning.today(), keys!);
    });
  const proposed = async (actor: Actor, clock = morning) => {
    const answer = await propose(actor, clock);
    if (answer.kind !== "proposed") throw new Error(`${answer.kind}, not proposed`);
    return answer.exportId;
  };
  const carryThrough = async (actor: Actor, exportId: number, clock = noon) => {
    await step(actor, exportId, "approved", undefined, clock);
    const file = await download(actor, exportId);
    expect(await step(actor, exportId, "done", undefined, clock)).toEqual({ kind: "taken" });
    return file.kind === "file" ? file.text : null;
  };
  const verdicts = (actor: Actor, exportId: number) =>
    database.web.asActor(actor, async (tx) =>
      (await readExportedMarks(tx, { schoolId: actor.schoolId, exportId })).map(({ pupilId, ...facts }) => [
        pupilId,
        readBack({ item: facts, doneAt: noon.now(), ...facts }, (code) => code ?? "Present", String).state,
      ]),
    );

  return {
    database,
    empty,
    say,
    read,
    propose,
    step,
    download,
    items,
    difference,
    proposed,
    carryThrough,
    verdicts,
  };
}
