import { isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";

/**
 * A section on a day. `pupils` on its roster that day; `meets`: the class is held; `dueAt` when its register is due,
 * `submittedAt` when it was first submitted, null while it was not.
 */
export type SectionRegister = {
  sectionId: number;
  period: string;
  pupils: number;
  meets: boolean;
  dueAt: Temporal.Instant;
  submittedAt: Temporal.Instant | null;
};

/** Every expected register is either submitted, missing or still open; `late` are those of `submitted` after due. */
export type Completeness<S extends SectionRegister = SectionRegister> = {
  expected: S[];
  submitted: S[];
  late: S[];
  missing: S[];
  open: S[];
};

/**
 * Which registers a day expects, and how far it has come. A register is expected where a section meets on a school
 * day with at least one pupil; missing once it is past due and not submitted.
 */
export function completenessOf<S extends SectionRegister>(facts: {
  day: SchoolDay | null;
  sections: readonly S[];
  now: Temporal.Instant;
}): Completeness<S> {
  const expected = isInstructional(facts.day)
    ? facts.sections.filter(({ pupils, meets }) => pupils > 0 && meets)
    : [];
  const isDue = (section: S) => Temporal.Instant.compare(facts.now, section.dueAt) > 0;
  const waiting = expected.filter((section) => section.submittedAt === null);
  const submitted = expected.filter((section) => section.submittedAt !== null);
  return {
    expected,
    submitted,
    late: submitted.filter(
      ({ submittedAt, dueAt }) => submittedAt !== null && Temporal.Instant.compare(submittedAt, dueAt) > 0,
    ),
    missing: waiting.filter(isDue),
    open: waiting.filter((section) => !isDue(section)),
  };
}
