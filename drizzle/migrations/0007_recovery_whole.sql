CREATE TABLE "district_setting" (
	"name" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "district_setting_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"value" text NOT NULL,
	"effective_from" date NOT NULL,
	"verified_by" text NOT NULL,
	"verified_on" date NOT NULL,
	"source" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "district_setting_name_id_pk" PRIMARY KEY("name","id")
);
--> statement-breakpoint
ALTER TABLE "district_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "teacher_credential" (
	"staff_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "teacher_credential_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document" text NOT NULL,
	"expires_on" date,
	"employed_by_agency" boolean NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "teacher_credential_staff_id_id_pk" PRIMARY KEY("staff_id","id")
);
--> statement-breakpoint
ALTER TABLE "teacher_credential" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claim_certification" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claim_certification_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"school_year" smallint NOT NULL,
	"period" text NOT NULL,
	"through" date NOT NULL,
	"settings" jsonb NOT NULL,
	"totals" jsonb NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_certification" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claim_certified_day" (
	"school_id" integer NOT NULL,
	"certification_id" bigint NOT NULL,
	"pupil_id" integer NOT NULL,
	"absence_date" date NOT NULL,
	"earned_date" date NOT NULL,
	"earned_school_id" integer NOT NULL,
	"session_ids" bigint[] NOT NULL,
	"grade" smallint NOT NULL,
	CONSTRAINT "claim_certified_day_school_id_certification_id_pupil_id_absence_date_pk" PRIMARY KEY("school_id","certification_id","pupil_id","absence_date")
);
--> statement-breakpoint
ALTER TABLE "claim_certified_day" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claim_correction" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "claim_correction_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"certification_id" bigint NOT NULL,
	"pupil_id" integer NOT NULL,
	"absence_date" date NOT NULL,
	"change" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_correction_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "claim_correction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claim_correction_settlement" (
	"school_id" integer NOT NULL,
	"correction_id" bigint NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_correction_settlement_school_id_correction_id_pk" PRIMARY KEY("school_id","correction_id")
);
--> statement-breakpoint
ALTER TABLE "claim_correction_settlement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_claim" (
	"school_id" integer NOT NULL,
	"pupil_id" integer NOT NULL,
	"school_year" smallint NOT NULL,
	"absence_date" date NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_claim_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"step" text NOT NULL,
	"earned_date" date NOT NULL,
	"earned_school_id" integer NOT NULL,
	"session_ids" bigint[] NOT NULL,
	"code" text,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_claim_school_id_school_year_pupil_id_absence_date_id_pk" PRIMARY KEY("school_id","school_year","pupil_id","absence_date","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_claim" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_hold_decision" (
	"school_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_hold_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_hold_decision_school_id_session_id_id_pk" PRIMARY KEY("school_id","session_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_hold_decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_import" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"row_count" integer NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_import_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "recovery_import_file" UNIQUE("school_id","file_hash")
);
--> statement-breakpoint
ALTER TABLE "recovery_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_unlock" (
	"school_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_unlock_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "recovery_unlock_school_id_session_id_id_pk" PRIMARY KEY("school_id","session_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_unlock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "aeries_makeup" (
	"school_id" integer NOT NULL,
	"reading_id" bigint NOT NULL,
	"student_number" integer NOT NULL,
	"on_date" date NOT NULL,
	"code" text NOT NULL,
	"made_up_on" date,
	"comment" text,
	CONSTRAINT "aeries_makeup_school_id_reading_id_student_number_on_date_pk" PRIMARY KEY("school_id","reading_id","student_number","on_date")
);
--> statement-breakpoint
ALTER TABLE "aeries_makeup" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "aeries_makeup_reading" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "aeries_makeup_reading_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"row_count" integer NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "aeries_makeup_reading_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "aeries_makeup_reading" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_export" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_export_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"undoes" bigint,
	"proposed_by" integer NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_export_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_export" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_export_item" (
	"school_id" integer NOT NULL,
	"export_id" bigint NOT NULL,
	"pupil_id" integer NOT NULL,
	"on_date" date NOT NULL,
	"session_id" bigint DEFAULT 0 NOT NULL,
	"action" text NOT NULL,
	"student_number" integer NOT NULL,
	"day_number" integer,
	"code" text,
	"made_up_on" date,
	"comment" text,
	"minutes" smallint,
	CONSTRAINT "recovery_export_item_school_id_export_id_pupil_id_on_date_session_id_pk" PRIMARY KEY("school_id","export_id","pupil_id","on_date","session_id")
);
--> statement-breakpoint
ALTER TABLE "recovery_export_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_export_step" (
	"school_id" integer NOT NULL,
	"export_id" bigint NOT NULL,
	"step" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "recovery_export_step_school_id_export_id_step_at_pk" PRIMARY KEY("school_id","export_id","step","at")
);
--> statement-breakpoint
ALTER TABLE "recovery_export_step" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_message" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"pupil_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"contact_seq" smallint,
	"answer_key" text,
	"by" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_message_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "recovery_message_answer_key" UNIQUE("answer_key")
);
--> statement-breakpoint
ALTER TABLE "recovery_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_message_step" (
	"school_id" integer NOT NULL,
	"message_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_message_step_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"step" text NOT NULL,
	"detail" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_message_step_school_id_message_id_id_pk" PRIMARY KEY("school_id","message_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_message_step" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_program" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_program_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"weekdays" smallint[] NOT NULL,
	"starts_at" smallint NOT NULL,
	"ends_at" smallint NOT NULL,
	"room" text NOT NULL,
	"teacher_ids" integer[] NOT NULL,
	"low_grade" smallint NOT NULL,
	"high_grade" smallint NOT NULL,
	"capacity" smallint NOT NULL,
	"breaks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"copied_from" bigint,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_program_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_program" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_program_exception" (
	"school_id" integer NOT NULL,
	"program_id" bigint NOT NULL,
	"on_date" date NOT NULL,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_program_exception_school_id_program_id_on_date_pk" PRIMARY KEY("school_id","program_id","on_date")
);
--> statement-breakpoint
ALTER TABLE "recovery_program_exception" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_season" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_season_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_season_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_season" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_season_adoption" (
	"school_id" integer NOT NULL,
	"season_id" bigint NOT NULL,
	"session_ids" bigint[] NOT NULL,
	"place_count" integer NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_season_adoption_school_id_season_id_pk" PRIMARY KEY("school_id","season_id")
);
--> statement-breakpoint
ALTER TABLE "recovery_season_adoption" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_session_teacher" (
	"school_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"teacher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_session_teacher_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"step" text NOT NULL,
	"by" integer,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "recovery_session_teacher_school_id_session_id_teacher_id_id_pk" PRIMARY KEY("school_id","session_id","teacher_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_session_teacher" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recovery_election" ADD COLUMN "session_id" bigint;--> statement-breakpoint
ALTER TABLE "recovery_presence" ADD COLUMN "stay" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_presence" ADD COLUMN "source" text DEFAULT 'staff' NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_session" ADD COLUMN "program_id" bigint;--> statement-breakpoint
ALTER TABLE "recovery_session" ADD COLUMN "breaks" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_certified_day" ADD CONSTRAINT "claim_certified_day_certification" FOREIGN KEY ("certification_id") REFERENCES "public"."claim_certification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_correction" ADD CONSTRAINT "claim_correction_certification" FOREIGN KEY ("certification_id") REFERENCES "public"."claim_certification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_correction_settlement" ADD CONSTRAINT "claim_correction_settlement_correction" FOREIGN KEY ("school_id","correction_id") REFERENCES "public"."claim_correction"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_hold_decision" ADD CONSTRAINT "recovery_hold_decision_session" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."recovery_session"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_unlock" ADD CONSTRAINT "recovery_unlock_session" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."recovery_session"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aeries_makeup" ADD CONSTRAINT "aeries_makeup_reading_of" FOREIGN KEY ("school_id","reading_id") REFERENCES "public"."aeries_makeup_reading"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_export_item" ADD CONSTRAINT "recovery_export_item_export" FOREIGN KEY ("school_id","export_id") REFERENCES "public"."recovery_export"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_export_step" ADD CONSTRAINT "recovery_export_step_export" FOREIGN KEY ("school_id","export_id") REFERENCES "public"."recovery_export"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_message" ADD CONSTRAINT "recovery_message_pupil" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupil"("school_id","pupil_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_message_step" ADD CONSTRAINT "recovery_message_step_message" FOREIGN KEY ("school_id","message_id") REFERENCES "public"."recovery_message"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_program_exception" ADD CONSTRAINT "recovery_program_exception_program" FOREIGN KEY ("school_id","program_id") REFERENCES "public"."recovery_program"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_season_adoption" ADD CONSTRAINT "recovery_season_adoption_season" FOREIGN KEY ("school_id","season_id") REFERENCES "public"."recovery_season"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_session_teacher" ADD CONSTRAINT "recovery_session_teacher_session" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."recovery_session"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "teacher_credential_expiry" ON "teacher_credential" USING btree ("expires_on");--> statement-breakpoint
CREATE INDEX "recovery_claim_by_pupil" ON "recovery_claim" USING btree ("school_id","pupil_id");--> statement-breakpoint
CREATE INDEX "recovery_message_by_session" ON "recovery_message" USING btree ("school_id","session_id","pupil_id");--> statement-breakpoint
CREATE INDEX "recovery_session_teacher_by_teacher" ON "recovery_session_teacher" USING btree ("teacher_id");--> statement-breakpoint
CREATE VIEW "public"."recovery_claim_in_force" WITH (security_invoker = true) AS (select "school_id", "pupil_id", "school_year", "absence_date", "id", "step", "earned_date", "earned_school_id", "session_ids", "code", "reason", "at" from (select distinct on ("recovery_claim"."school_id", "recovery_claim"."school_year", "recovery_claim"."pupil_id", "recovery_claim"."absence_date") "school_id", "pupil_id", "school_year", "absence_date", "id", "step", "earned_date", "earned_school_id", "session_ids", "code", "reason", "at" from "recovery_claim" order by "recovery_claim"."school_id", "recovery_claim"."school_year", "recovery_claim"."pupil_id", "recovery_claim"."absence_date", "recovery_claim"."id" desc) "newest" where "newest"."step" = 'claimed');--> statement-breakpoint
CREATE POLICY "district_setting_read" ON "district_setting" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (true);--> statement-breakpoint
CREATE POLICY "district_setting_append" ON "district_setting" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "teacher_credential_read" ON "teacher_credential" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (true);--> statement-breakpoint
CREATE POLICY "teacher_credential_append" ON "teacher_credential" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_schools()) is not null and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_certification_read" ON "claim_certification" AS PERMISSIVE FOR SELECT TO "web", "worker" USING ((select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_certification_append" ON "claim_certification" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_certified_day_read" ON "claim_certified_day" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_certified_day_append" ON "claim_certified_day" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_district()) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_correction_read" ON "claim_correction" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_correction_by_jobs" ON "claim_correction" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "claim_correction_settlement_read" ON "claim_correction_settlement" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "claim_correction_settlement_append" ON "claim_correction_settlement" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_claim_read" ON "recovery_claim" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));--> statement-breakpoint
CREATE POLICY "recovery_claim_by_jobs" ON "recovery_claim" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_hold_decision_read" ON "recovery_hold_decision" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_hold_decision_append" ON "recovery_hold_decision" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_import_read" ON "recovery_import" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_import_append" ON "recovery_import" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_unlock_read" ON "recovery_unlock" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_unlock_append" ON "recovery_unlock" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "aeries_makeup_read" ON "aeries_makeup" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "aeries_makeup_append" ON "aeries_makeup" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "aeries_makeup_reading_read" ON "aeries_makeup_reading" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "aeries_makeup_reading_append" ON "aeries_makeup_reading" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_read" ON "recovery_export" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_append" ON "recovery_export" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_item_read" ON "recovery_export_item" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_item_append" ON "recovery_export_item" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_step_read" ON "recovery_export_step" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_export_step_append" ON "recovery_export_step" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_message_read" ON "recovery_message" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_message_append" ON "recovery_message" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_message_by_jobs" ON "recovery_message" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_message_step_read" ON "recovery_message_step" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_message_step_append" ON "recovery_message_step" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_message_step_by_jobs" ON "recovery_message_step" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_program_read" ON "recovery_program" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_program_append" ON "recovery_program" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_program_exception_read" ON "recovery_program_exception" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_program_exception_append" ON "recovery_program_exception" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_season_read" ON "recovery_season" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_season_append" ON "recovery_season" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_season_adoption_read" ON "recovery_season_adoption" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_season_adoption_append" ON "recovery_season_adoption" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_session_teacher_read" ON "recovery_session_teacher" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_session_teacher_append" ON "recovery_session_teacher" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
ALTER POLICY "recovery_attestation_append" ON "recovery_attestation" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));--> statement-breakpoint
ALTER POLICY "recovery_place_read" ON "recovery_place" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));--> statement-breakpoint
ALTER POLICY "recovery_place_append" ON "recovery_place" TO web,worker WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));--> statement-breakpoint
ALTER POLICY "recovery_presence_read" ON "recovery_presence" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));--> statement-breakpoint
ALTER POLICY "recovery_presence_append" ON "recovery_presence" TO web,worker WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));--> statement-breakpoint
ALTER POLICY "recovery_session_update" ON "recovery_session" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or teacher_id = (select scope_staff()) or (school_id, id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined'))) WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or teacher_id = (select scope_staff()) or (school_id, id) in (select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined')));