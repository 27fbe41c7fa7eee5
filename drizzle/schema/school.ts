import { sql } from "drizzle-orm";
import {
  boolean,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, plainDate } from "./columns.ts";
import { notATeacher, officeAppend, schoolRead, syncWrite, web, worker } from "./policies.ts";

const mine = sql`id = any ((select scope_schools())::int[]) and ${notATeacher}`;

/** A school of the district. `id` is Aeries' SchoolCode. Holds no pupil data, so every role may list it. */
export const school = pgTable(
  "school",
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    shortName: text("short_name").notNull(),
    cdsCode: text("cds_code"),
    lowGrade: smallint("low_grade").notNull(),
    highGrade: smallint("high_grade").notNull(),
    /** "daily": one register a class and day. "period": one a section, day and period. */
    attendanceKind: text("attendance_kind").$type<"daily" | "period">().notNull(),
    /** "positive": hours attended are counted, so that no mark does not mean present. */
    attendanceReporting: text("attendance_reporting")
      .$type<"negative" | "positive">()
      .notNull()
      .default("negative"),
    /** How Aeries schedules classes there; null where it does not say. */
    scheduleType: text("schedule_type").$type<"elementary" | "elementary_master" | "master" | "flex">(),
    homeroomPeriod: text("homeroom_period").notNull().default("1"),
    /** LOC.CT, decides the minimum day of continuation, opportunity and community day schools. */
    categoryCode: text("category_code"),
    active: boolean().notNull().default(true),
    /** Where this school's registers are taken. Until someone says otherwise, in Aeries. */
    registerHome: text("register_home").$type<"aeries" | "here">().notNull().default("aeries"),
    /** What a recovery session has when its creator does not say. */
    recoveryDefaults: jsonb("recovery_defaults")
      .$type<{
        startsAt?: number;
        endsAt?: number;
        room?: string;
        teacherId?: number;
        subject?: string;
        lowGrade?: number;
        highGrade?: number;
        capacity?: number;
      }>()
      .notNull()
      .default({}),
  },
  () => [
    pgPolicy("school_read", { for: "select", to: [web, worker], using: sql`true` }),
    pgPolicy("school_update", { for: "update", to: web, using: mine, withCheck: mine }),
    // The sync meets schools before they are in anyone's scope.
    pgPolicy("school_sync", { for: "all", to: worker, using: sql`true`, withCheck: sql`true` }),
  ],
);

export const term = pgTable(
  "term",
  {
    schoolId: integer("school_id").notNull(),
    schoolYear: smallint("school_year").notNull(),
    code: text().notNull(),
    title: text().notNull(),
    startsOn: plainDate("starts_on").notNull(),
    endsOn: plainDate("ends_on").notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.schoolYear, t.code] }), schoolRead("term"), syncWrite("term")],
);

export const calendarDay = pgTable(
  "calendar_day",
  {
    schoolId: integer("school_id").notNull(),
    date: plainDate().notNull(),
    schoolYear: smallint("school_year").notNull(),
    /** Aeries' running number of weekday rows, holidays included: not the count of days taught. */
    dayNumber: integer("day_number").notNull(),
    holidayCode: text("holiday_code").$type<"" | "@" | "#" | "$" | "%" | "+">().notNull(),
    attendanceMonth: smallint("attendance_month").notNull(),
    monthLocked: boolean("month_locked").notNull(),
    /** Digits of the periods that meet; empty when all do. */
    periodBlockPattern: text("period_block_pattern").notNull().default(""),
    /** "A" or "B" where the school has such days; empty where it has none. */
    abDay: text("ab_day").notNull().default(""),
    /** Letters of the tracks that have no school on this day. */
    offTracks: text("off_tracks").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.date] }),
    schoolRead("calendar_day"),
    syncWrite("calendar_day"),
  ],
);

/** Minutes are counted from local midnight. A row without a date is the default schedule. */
export const bellPeriod = pgTable(
  "bell_period",
  {
    schoolId: integer("school_id").notNull(),
    date: plainDate(),
    period: text().notNull(),
    startsAt: smallint("starts_at").notNull(),
    endsAt: smallint("ends_at").notNull(),
  },
  (t) => [
    unique("bell_period_key").on(t.schoolId, t.date, t.period).nullsNotDistinct(),
    schoolRead("bell_period"),
    syncWrite("bell_period"),
  ],
);

/** Who moved a school's registers between Aeries and here, and why: the newest row is in force. */
export const registerHomeChange = pgTable(
  "register_home_change",
  {
    schoolId: integer("school_id").notNull(),
    at: instant().notNull(),
    home: text().$type<"aeries" | "here">().notNull(),
    by: integer().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.at] }),
    schoolRead("register_home_change"),
    officeAppend("register_home_change"),
  ],
);
