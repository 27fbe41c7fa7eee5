import fc from "fast-check";
import type postgres from "postgres";
import { addAttestedSession } from "./attested-session.ts";

const schools = [10, 20] as const;
const firstPupil = 3001;
const someTimes = [480, 510, 540, 600, 660, 720, 780];
const schoolDays = ["21", "22", "23", "24", "25", "28", "29", "30"].map((day) => `2026-09-${day}`);
const saturdays = ["2026-10-03", "2026-10-10", "2026-10-17", "2026-10-24", "2026-10-31"];

const anyStay = fc
  .uniqueArray(fc.constantFrom(...someTimes), { minLength: 2, maxLength: 2 })
  .map((times) => times.toSorted((one, other) => one - other) as [number, number]);

/**
 * A year of a pupil at one school, at both, or at one after the other: days missed, made up in Aeries, in sessions, by
 * an own minimum day. `times`: by place of the session; `corrected` after its teacher's statement.
 */
const anyPupil = fc.record({
  at: fc.constantFrom<"10" | "20" | "both" | "moved">("10", "20", "both", "moved"),
  grade: fc.constantFrom(0, 2, 5),
  missed: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...schoolDays), fc.constantFrom("U", "I", "S", "Q"), fc.boolean()),
    { maxLength: 8, selector: ([date]) => date },
  ),
  madeUp: fc.uniqueArray(fc.tuple(fc.constantFrom(...schoolDays), fc.constantFrom("M", "X")), {
    maxLength: 3,
    selector: ([date]) => date,
  }),
  stays: fc.uniqueArray(
    fc.record({
      place: fc.nat(9),
      stay: anyStay,
      answered: fc.constantFrom(true, true, true, false),
      corrected: fc.option(anyStay, { freq: 5 }),
    }),
    { maxLength: 7, selector: ({ place }) => place },
  ),
  ownMinimumDays: fc.array(
    fc.tuple(fc.constantFrom("2026-09-01", "2026-10-05", "2026-10-20"), fc.constantFrom(120, 150, null)),
    { maxLength: 2 },
  ),
});
type GeneratedPupil = typeof anyPupil extends fc.Arbitrary<infer Pupil> ? Pupil : never;

/**
 * Lays out pupils from number 3001 on, the same each time, and two sessions on each of five Saturdays, one at each
 * school at overlapping hours. Every third session has a lead without an educator number, so it is held; the last but
 * one is not attested. A choice of the district changes in October.
 */
export async function layOutGeneratedYear(admin: postgres.Sql, count: number): Promise<number[]> {
  const pupils = fc.sample(anyPupil, { seed: 46_211, numRuns: count });
  await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
      is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    select id, 'Q', 'Study', 'Q', 3, false, false, false, false, 'I', 'IS_NON_ADA' from school`;
  for (const [name, value, from] of [
    ["rounding", "MINUTES", "2026-10-08"],
    ["incompleteIndependentStudy", "YES", "2026-09-28"],
  ] as const)
    await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
      values (${name}, ${value}, ${from}, 'Dee', '2026-09-01', 'A letter', 1, '2026-09-01T12:00:00Z')`;
  for (const [index, pupil] of pupils.entries()) await addPupil(admin, firstPupil + index, pupil);
  await addMakeUps(admin, pupils);
  for (let place = 0; place < 2 * saturdays.length; place++) await addSession(admin, place, pupils);
  await admin`analyze`;
  return pupils.map((_, index) => firstPupil + index);
}

const recordsOf = ({ at }: GeneratedPupil) =>
  schools.filter((id) => at === "both" || at === "moved" || at === String(id));

async function addPupil(admin: postgres.Sql, id: number, pupil: GeneratedPupil): Promise<void> {
  const moves = "2026-10-12";
  for (const school of recordsOf(pupil)) {
    const left = pupil.at === "moved" && school === 10;
    const entered = pupil.at === "moved" && school === 20 ? moves : "2026-08-12";
    await admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on, left_on, inactive_code)
      values (${school}, ${id}, ${id}, ${`Pupil${id}`}, 'Sam', ${pupil.grade}, ${entered}, ${left ? moves : null}, ${left ? "N" : ""})`;
    await admin`insert into enrolment (school_id, pupil_id, school_year, entered_on, left_on, grade)
      values (${school}, ${id}, 2026, ${entered}, ${left ? moves : null}, ${pupil.grade})`;
    for (const [from, minutes] of pupil.ownMinimumDays)
      await admin`insert into pupil_minimum_day (school_id, pupil_id, effective_from, minutes, reason, by, at)
        values (${school}, ${id}, ${from}, ${minutes}, 'Program', 1, '2026-09-01T12:00:00Z')`;
  }
  const [first, last] = [recordsOf(pupil)[0]!, recordsOf(pupil).at(-1)!];
  for (const [date, code, there] of pupil.missed)
    await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (${there ? last : first}, 2026, ${date}, '', ${id}, 'aeries', ${code}, '2026-10-01T00:00:00Z')`;
}

async function addMakeUps(admin: postgres.Sql, pupils: readonly GeneratedPupil[]): Promise<void> {
  for (const school of schools) {
    const [reading] = await admin<
      { id: number }[]
    >`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
      values (${school}, 'list.csv', 1, 1, '2026-11-01T00:00:00Z') returning id::int`;
    for (const [index, pupil] of pupils.entries())
      for (const [date, code] of recordsOf(pupil)[0] === school ? pupil.madeUp : [])
        await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code, made_up_on)
          values (${school}, ${reading!.id}, ${firstPupil + index}, ${date}, ${code}, '2026-10-24')`;
  }
}

async function addSession(
  admin: postgres.Sql,
  place: number,
  pupils: readonly GeneratedPupil[],
): Promise<void> {
  const schoolId = schools[place % 2]!;
  const there = pupils.flatMap((pupil, index) => {
    const found = pupil.stays.find((stay) => stay.place === place);
    return found && recordsOf(pupil).includes(schoolId) ? [{ id: firstPupil + index, ...found }] : [];
  });
  const date = saturdays[Math.floor(place / 2)]!;
  const session = await addAttestedSession(admin, {
    ...{ schoolId, date, span: [480, 780] },
    stays: Object.fromEntries(there.map(({ id, stay }) => [id, [stay]])),
    attested: place !== 8,
    answered: false,
  });
  if (place % 3 === 2) await admin`update recovery_session set teacher_id = 504 where id = ${session}`;
  const at = `${date}T21:00:00Z`;
  for (const { id, answered, corrected } of there) {
    if (answered)
      await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
        values (${schoolId}, ${id}, ${session}, 'yes', 'mother', ${at})`;
    if (corrected !== null)
      await admin`insert into recovery_presence (school_id, session_id, pupil_id, stay, in_at, out_at, by, at)
        values (${schoolId}, ${session}, ${id}, 1, ${corrected[0]}, ${corrected[1]}, 1, ${at})`;
  }
}
