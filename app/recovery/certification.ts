import { byDate, displayDay, isAfter, isBefore } from "#app/calendar/day.ts";

/** A certification document as a person verified it; null where it has no beginning or end that matters. */
export type CertificationDocument = {
  document: string;
  validFrom: Temporal.PlainDate | null;
  expiresOn: Temporal.PlainDate | null;
  employedByAgency: boolean;
};

/**
 * What is known of a teacher. `educatorId`: the state's number in Aeries, given to holders of a document alone.
 * `documents`: the newest entry of each.
 */
export type TeacherFacts = {
  name: string;
  educatorId: string | null;
  hiredOn: Temporal.PlainDate | null;
  leftOn: Temporal.PlainDate | null;
  active: boolean;
  documents: readonly CertificationDocument[];
};

export type TeacherFault = "not employed by the agency" | "no certification document" | "document lapsed";

/** `verified`: a person has seen the document, beside the number in Aeries. */
export type TeacherStanding =
  | { qualified: true; verified: boolean; document: CertificationDocument | null }
  | { qualified: false; fault: TeacherFault; reason: string };

/**
 * Could this teacher supervise a recovery session on that day: employed by the agency and holding a valid
 * certification document (EC 46211, AR-SES-2)? A document that a person verified speaks before the number in Aeries.
 */
export function teacherStanding(teacher: TeacherFacts, on: Temporal.PlainDate): TeacherStanding {
  const { name, documents } = teacher;
  const not = (fault: TeacherFault, reason: string): TeacherStanding => ({ qualified: false, fault, reason });
  const unemployed = employmentFault(teacher, on);
  if (unemployed !== null) return not("not employed by the agency", unemployed);
  if (documents.length === 0)
    return (teacher.educatorId ?? "").trim() === ""
      ? not(
          "no certification document",
          `${name} has no certification document on record: neither a number in Aeries nor an entry here.`,
        )
      : { qualified: true, verified: false, document: null };
  const valid = documents.filter((one) => isValidOn(one, on));
  if (valid.length === 0) return not(...lapse(name, documents, on));
  const employed = valid.find(({ employedByAgency }) => employedByAgency);
  return employed === undefined
    ? not("not employed by the agency", `${name} holds a document, but is not employed by this agency.`)
    : { qualified: true, verified: true, document: employed };
}

const isValidOn = ({ validFrom, expiresOn }: CertificationDocument, on: Temporal.PlainDate) =>
  (validFrom === null || !isAfter(validFrom, on)) && (expiresOn === null || !isBefore(expiresOn, on));

function lapse(
  name: string,
  documents: readonly CertificationDocument[],
  on: Temporal.PlainDate,
): [TeacherFault, string] {
  const ended = documents
    .flatMap(({ expiresOn }) => (expiresOn !== null && isBefore(expiresOn, on) ? [expiresOn] : []))
    .toSorted(byDate)
    .at(-1);
  if (ended !== undefined)
    return ["document lapsed", `${name}'s certification document lapsed on ${displayDay(ended)}.`];
  const from = documents
    .flatMap(({ validFrom }) => validFrom ?? [])
    .toSorted(byDate)
    .at(0);
  const since = from === undefined ? "" : `, only from ${displayDay(from)}`;
  return ["no certification document", `${name}'s certification document was not valid on that day${since}.`];
}

/** A person's entry stands in where Aeries lists someone as inactive and names no last day. */
function employmentFault(teacher: TeacherFacts, on: Temporal.PlainDate): string | null {
  const { name, hiredOn, leftOn, active, documents } = teacher;
  if (hiredOn !== null && isBefore(on, hiredOn)) return `${name} was hired on ${displayDay(hiredOn)}, later.`;
  if (leftOn !== null)
    return isAfter(on, leftOn) ? `${name} left the district on ${displayDay(leftOn)}.` : null;
  if (active || documents.some(({ employedByAgency }) => employedByAgency)) return null;
  return `${name} is no longer active in Aeries, which names no last day.`;
}

/** Could this teacher supervise a session on that day, or from a later day on that is known already? */
export function mayLeadFrom(teacher: TeacherFacts, on: Temporal.PlainDate): boolean {
  const later = [teacher.hiredOn, ...teacher.documents.map(({ validFrom }) => validFrom)];
  const days = [on, ...later.filter((day) => day !== null && isAfter(day, on))] as Temporal.PlainDate[];
  return days.some((day) => teacherStanding(teacher, day).qualified);
}

/**
 * The last day through which the documents valid on a day, and those that follow without a gap, last; null where
 * nothing ends or no document was verified.
 */
export function certifiedThrough(
  { documents }: Pick<TeacherFacts, "documents">,
  on: Temporal.PlainDate,
): Temporal.PlainDate | null {
  let through: Temporal.PlainDate | null = null;
  let next = on;
  for (let rest = documents; ; ) {
    const valid = rest.filter((one) => isValidOn(one, next));
    if (valid.length === 0) return through;
    if (valid.some(({ expiresOn }) => expiresOn === null)) return null;
    through = valid
      .flatMap(({ expiresOn }) => expiresOn ?? [])
      .toSorted(byDate)
      .at(-1) as Temporal.PlainDate;
    next = through.add({ days: 1 });
    rest = rest.filter((one) => !valid.includes(one));
  }
}

/** Someone whom Aeries does not list: nothing is known of them. */
export const unknownTeacher: TeacherFacts = {
  name: "A teacher whom Aeries does not list",
  educatorId: null,
  hiredOn: null,
  leftOn: null,
  active: false,
  documents: [],
};
