import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as page } from "#app/routes/schools.$schoolId.pupils.$pupilId_.recovery_.summary.$language/route.tsx";
import { loader as file } from "#app/routes/schools.$schoolId.pupils.$pupilId_.recovery_.summary.$language_.file/route.ts";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { readPdf } from "../../../tests/pdf/read-pdf.ts";
import { readSessionHolds } from "../holds.server.ts";
import { groundOf } from "../holds.ts";
import { defaultRecoverySettings } from "../settings.ts";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-11-02T17:00:00Z");
  await school.admin`update pupil set first_name = 'Thị Đức', last_name = 'Nguyễn' where pupil_id = 1001`;
  await school.admin`insert into recovery_election (school_id, pupil_id, answer, said_by, at) values (10, 1001, 'yes', 'mother', now())`;
  const lay = async (date: string, pupils: number[]) => {
    const [row] =
      await school.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
        values (10, ${date}, 480, 720, '1', 501, 'Mathematics', -1, 6, 40, now()) returning id::int`;
    for (const pupil of pupils) {
      await school.admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
        values (10, ${row!.id}, ${pupil}, 'booked', 1, now())`;
      await school.admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
        values (10, ${row!.id}, ${pupil}, 480, 600, 1, now())`;
    }
    await school.admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
      select 10, ${row!.id}, 1, now(), max(id), 1, 1, '' from recovery_presence`;
    return row!.id as number;
  };
  await lay("2026-10-10", [1001]);
  // Kindergartners beside them put all at ten to a teacher.
  const others = Array.from({ length: 11 }, (_, index) => 4001 + index);
  for (const id of others)
    await school.admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)
      values (10, ${id}, ${id}, 'Other', 'Sam', 0, '2026-08-12')`;
  await lay("2026-10-17", [1001, ...others]);
  const out = await lay("2026-10-24", [1001, ...others]);
  const which = { schoolIds: [10], schoolYear: 2026, sessionId: out, settings: defaultRecoverySettings };
  const [found] = await school.database.web.asSystem("test", [10], (tx) =>
    readSessionHolds(tx, { ...which, timeZone: "America/Los_Angeles" }),
  );
  for (const hold of found!.holds)
    await school.admin`insert into recovery_hold_decision (school_id, session_id, rule, decision, reason, ground, by, at)
      values (10, ${out}, ${hold.rule}, 'kept out', 'too many', ${school.admin.json(groundOf(hold))}, 1, now())`;
});
afterAll(() => school.close());

const at = (language: string, pupilId = 1001) => ({ ...oak, pupilId, language });
const printedBy = async (who: "teacher" | "clerk", language: string) => {
  let pdf = new Uint8Array();
  let headers = new Headers();
  await (await school[who]()).get(
    async (asked) => {
      const answer = (await file(asked as never)) as Response;
      headers = answer.headers;
      pdf = new Uint8Array(await answer.arrayBuffer());
      return null;
    },
    "/f",
    at(language),
  );
  return { headers, ...readPdf(pdf) };
};

test("the summary on paper is tagged, in the family's language, with the name as it is", async () => {
  const spanish = await printedBy("teacher", "es");
  expect(spanish.raw).toContain("/Marked true");
  expect(spanish.raw).toMatch(/\/Lang \(es\)/);
  const said = spanish.text.replaceAll("\n", " ");
  expect(said).toContain("Nguyễn");
  expect(said).toContain("recuperación de asistencia en 2026-27");
  expect(said).toContain("Los días perdidos siguen en el registro de asistencia.");
  const english = await printedBy("clerk", "en");
  expect(english.raw).toMatch(/\/Lang \(en\)/);
  expect(english.text.replaceAll("\n", " ")).toContain("attendance recovery in 2026-27");
});

test("it says of the time that is held what the page says", async () => {
  const { body } = await (await school.clerk()).get(page, "/s", at("en"));
  const attended = body.view.facts[0]!.is;
  expect(attended).toContain("The school is still checking 120 minutes of it.");
  expect(attended).toContain("120 minutes of it cannot count");
  const { text } = await printedBy("clerk", "en");
  const said = text.replaceAll("\n", " ");
  expect(said).toContain("The school is still checking 120 minutes of it.");
  expect(said).toContain("120 minutes (cannot count)");
});

test("its name says nobody's, nothing keeps it, and the look is on record; another's is not there", async () => {
  const { headers } = await printedBy("clerk", "es");
  expect(headers.get("Content-Disposition")).toBe('attachment; filename="recovery-es-2026-11-02.pdf"');
  expect([headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([
    "application/pdf",
    "no-store",
  ]);
  const views =
    await school.admin`select 1 from pupil_view where page = 'pupil''s recovery' and pupil_ids = '{1001}'`;
  expect(views.length).toBeGreaterThan(0);
  const clerk = await school.clerk();
  expect((await clerk.get(file, "/f", at("vi"))).status).toBe(404);
  expect((await clerk.get(file, "/f", at("en", 2001))).status).toBe(404);
  expect((await (await school.teacher()).get(file, "/f", at("en", 1004))).status).toBe(404);
});
