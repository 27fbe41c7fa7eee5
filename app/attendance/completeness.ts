import { isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";

/**
 * A section on a day. `pupils` on its roster that day; `dueAt` when its register is due, `submittedAt` when it was
 * first submitted, null while it was not.
 */
export type SectionRegister = {
  sectionId: number;
  period: string;
  pupils: number;
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
 * Is the period held on a day of this block pattern? The pattern lists the periods that meet, one character each
 * ("135"); blank means that all do. A period with a longer name is held, since no pattern can name it.
 */
export function periodMeets(period: string, blockPattern: string): boolean {
  const pattern = blockPattern.trim();
  return pattern === "" || period.trim().length !== 1 || pattern.includes(period.trim());
}

/**
 * Which registers a day expects, and how far it has come. A register is expected where a section meets on a school
 * day with at least one pupil; missing once it is past due and not submitted.
 */
export function completenessOf<S extends SectionRegister>(facts: {
  day: SchoolDay | null;
  blockPattern: string;
  sections: readonly S[];
  now: Temporal.Instant;
}): Completeness<S> {
  const expected = isInstructional(facts.day)
    ? facts.sections.filter(({ pupils, period }) => pupils > 0 && periodMeets(period, facts.blockPattern))
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
