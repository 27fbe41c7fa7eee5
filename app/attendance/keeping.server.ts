import { sql } from "drizzle-orm";

/** What a statement about a school `s` carries for `whyNotTakenHere` (`SchoolKeeping`). */
export const schoolKeeping = sql`s.attendance_reporting as "attendanceReporting", s.schedule_type as "scheduleType"`;
