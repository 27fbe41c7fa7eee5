import type postgres from "postgres";
import { usualBands } from "#app/recovery/season/season.ts";

/** A season of two Saturdays of school 10 with three of its teachers, planned and not adopted. */
export async function addSeason(admin: postgres.Sql): Promise<number> {
  const teachers = await admin<{ id: number }[]>`select t.id from staff t
    join staff_school s on s.staff_id = t.id and s.school_id = 10
    where t.active and btrim(coalesce(t.educator_id, '')) <> '' order by t.id limit 3`;
  const inputs = {
    dates: ["2026-10-17", "2026-10-24"],
    times: [{ startsAt: 480, endsAt: 720 }],
    rooms: [
      { room: "Library", seats: 40 },
      { room: "12", seats: 20 },
    ],
    teachers: teachers.map(({ id }) => ({ teacherId: id, startsAt: 0, endsAt: 1440 })),
    subject: "Mathematics",
    minimumFill: 5,
    siblings: "when free",
    bands: usualBands,
    leftOut: { sessions: [], teachers: [], pupils: [] },
    locked: {},
    seats: {},
    changes: null,
  };
  const [row] = await admin<{ id: number }[]>`insert into recovery_season (school_id, name, inputs, by, at)
    values (10, 'Fall Saturdays', ${admin.json(inputs as never)}, 1, now()) returning id::int`;
  return row!.id;
}
