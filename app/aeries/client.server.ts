import { baseOf } from "./address.ts";
import type { AeriesClientOptions } from "./client-options.ts";
import { findBase } from "./find-base.server.ts";
import { readPages } from "./pages.ts";
import { absenceCodeRow } from "./payload/absence-code.ts";
import { flattenAttendance } from "./payload/attendance.ts";
import { bellPeriodRow } from "./payload/bell-period.ts";
import { calendarDayRow } from "./payload/calendar-day.ts";
import { classRow } from "./payload/class-row.ts";
import { contactRow } from "./payload/contact.ts";
import { courseRow } from "./payload/course.ts";
import { dataChangeRow } from "./payload/data-change.ts";
import { plausibleDays } from "./payload/day.ts";
import { enrollmentRow } from "./payload/enrollment.ts";
import { programRow } from "./payload/program.ts";
import { schoolRow } from "./payload/school.ts";
import { sectionRow } from "./payload/section.ts";
import { staffRow } from "./payload/staff.ts";
import { type Student, studentRow } from "./payload/student.ts";
import { termRow } from "./payload/term.ts";
import { readPupils } from "./pupils.server.ts";
import { type Ask, createReader } from "./reader.server.ts";
import type { DayWindow } from "./reconcile.ts";
import { createRequest } from "./request.server.ts";
import { type ChangeArea, resources } from "./resources.ts";
import { createTransport } from "./transport.server.ts";
import { createTurns } from "./turns.server.ts";

export type AeriesClient = ReturnType<typeof createAeriesClient>;

/**
 * Reads Aeries' API, version 5. Every method gives `AeriesResult`: expected failures are data. With `databaseYear` (the
 * calendar year that a school year starts in) the year is proved first, since Aeries answers from another year without
 * a word. Throws only for settings that can never work: an address that is none, a certificate that no header can carry,
 * a file that is not there.
 */
export function createAeriesClient(options: AeriesClientOptions) {
  const { certificate, timeoutMs, retries, concurrency, log } = options;
  const base = baseOf(options.baseUrl);
  if (base === null) throw new TypeError("The address of Aeries is not a web address.");
  if (!/^[\x21-\x7e]+$/.test(certificate))
    throw new TypeError("The Aeries certificate is blank or has characters that cannot be sent.");

  const transport = createTransport(options.clientCertificate);
  const request = createRequest({
    ...options,
    send: options.send ?? transport.send,
    turns: createTurns(concurrency),
    deadlineMs: options.deadlineMs ?? timeoutMs * (retries + 1) + 60_000,
    maxBytes: options.maxBytes ?? 128 * 1024 * 1024,
  });
  const { read, readRaw, systemInfo } = createReader({
    base,
    findBase: (signal) => findBase(base, { ...options, signal }),
    certificate,
    request,
    log,
  });
  const plausible = () => plausibleDays(options.today());

  return {
    /** Without the certificate: proves the address, not the certificate. */
    systemInfo,
    /** Drops idle connections. */
    close: transport.close,

    /** Needs a certificate and no right: the call that proves the certificate. */
    schools: (ask: Ask = {}) => read(resources.schools, schoolRow, ask),
    staff: (ask: Ask = {}) => read(resources.staff, staffRow(plausible()), ask),
    courses: (ask: Ask = {}) => read(resources.courses, courseRow, ask),

    terms: (schoolCode: number, ask: Ask = {}) =>
      read(resources.terms(schoolCode), termRow(plausible()), ask),
    /** School 0 is the district's own calendar, which some districts keep. */
    calendar: (schoolCode: number, ask: Ask = {}) =>
      read(resources.calendar(schoolCode), calendarDayRow(plausible()), ask),
    bellSchedule: (schoolCode: number, ask: Ask = {}) =>
      read(resources.bellSchedule(schoolCode), bellPeriodRow(plausible()), ask),
    absenceCodes: (schoolCode: number, ask: Ask = {}) =>
      read(resources.absenceCodes(schoolCode), absenceCodeRow, ask),

    /** Pages of every pupil record of the school, inactive and pre-enrolled ones too; ends after a failure. */
    students: (schoolCode: number, { pageSize = 500, ...ask }: Ask & { pageSize?: number } = {}) =>
      readPages<Student>(
        async (first, last) => {
          const parameters = { StartingRecord: first, EndingRecord: last };
          const page = await read(
            { ...resources.students(schoolCode), parameters },
            studentRow(plausible()),
            ask,
          );
          if (!page.ok) return page;
          const { good, bad } = page.value;
          return { ok: true, value: { good, bad, length: good.length + bad.length } };
        },
        pageSize,
        (row) => `${row.schoolCode} ${row.studentNumber}`,
      ),
    studentsByIds: (schoolCode: number, pupilIds: readonly number[], ask: Ask = {}) =>
      readPupils(schoolCode, pupilIds, concurrency, (pupilId) =>
        read(resources.student(schoolCode, pupilId), studentRow(plausible()), ask),
      ),
    enrollment: (schoolCode: number, schoolYear: number, ask: Ask = {}) =>
      read(resources.enrollment(schoolCode, schoolYear), enrollmentRow(plausible()), ask),
    programs: (schoolCode: number, ask: Ask = {}) =>
      read(resources.programs(schoolCode), programRow(plausible()), ask),
    contacts: (schoolCode: number, ask: Ask = {}) => read(resources.contacts(schoolCode), contactRow, ask),

    sections: (schoolCode: number, ask: Ask = {}) =>
      read(resources.sections(schoolCode), sectionRow(plausible()), ask),
    /** Rosters: spans of pupils in sections. */
    classes: (schoolCode: number, ask: Ask = {}) =>
      read(resources.classes(schoolCode), classRow(plausible()), ask),

    /** Exceptions only: a pupil or a day that is missing has no code. */
    async attendance(schoolCode: number, window: DayWindow, ask: Ask = {}) {
      const raw = await readRaw(resources.attendance(schoolCode, window), ask);
      if (!raw.ok) return raw;
      const { good, bad } = flattenAttendance(raw.value.rows, plausible());
      if (bad.length > 0)
        log.warn("aeries_rows_unreadable", { resource: "attendance", school: schoolCode, bad: bad.length });
      return { ok: true as const, value: { good, bad, notFound: raw.value.notFound } };
    },

    /** Pupils of whom something changed since a moment on Aeries' own clock (`systemInfo` tells it). */
    studentDataChanges: (area: ChangeArea, since: Temporal.PlainDateTime, ask: Ask = {}) =>
      read(resources.studentDataChanges(area, since), dataChangeRow, ask),
  };
}
