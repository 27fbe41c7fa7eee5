-- audit_head is older than its description here: 0002 made it.
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "compliance_finding" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "compliance_finding_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"check" text NOT NULL,
	"key" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"detail" text NOT NULL,
	"mended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "compliance_finding" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "compliance_run" (
	"check" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"passed" boolean NOT NULL,
	"found" integer NOT NULL,
	"detail" text NOT NULL,
	CONSTRAINT "compliance_run_check_at_pk" PRIMARY KEY("check","at")
);
--> statement-breakpoint
ALTER TABLE "compliance_run" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_role" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "register_home_change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "school" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "compliance_finding_open" ON "compliance_finding" USING btree ("check","key") WHERE mended_at is null;--> statement-breakpoint
DROP POLICY "absence_code_write" ON "absence_code" CASCADE;--> statement-breakpoint
DROP POLICY "quarantine_write" ON "quarantine" CASCADE;--> statement-breakpoint
DROP POLICY "sync_run_write" ON "sync_run" CASCADE;--> statement-breakpoint
DROP POLICY "mark_export_write" ON "mark_export" CASCADE;--> statement-breakpoint
DROP POLICY "mark_export_step_write" ON "mark_export_step" CASCADE;--> statement-breakpoint
DROP POLICY "recovery_cancellation_write" ON "recovery_cancellation" CASCADE;--> statement-breakpoint
DROP POLICY "recovery_session_write" ON "recovery_session" CASCADE;--> statement-breakpoint
CREATE POLICY "absence_code_append" ON "absence_code" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "absence_code_update" ON "absence_code" AS PERMISSIVE FOR UPDATE TO "web" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null) WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "absence_code_sync" ON "absence_code" AS PERMISSIVE FOR ALL TO "worker" USING (school_id = any ((select scope_schools())::int[])) WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "user_role_read" ON "user_role" AS PERMISSIVE FOR SELECT TO "web" USING (true);--> statement-breakpoint
CREATE POLICY "user_role_give" ON "user_role" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()));--> statement-breakpoint
CREATE POLICY "user_role_take" ON "user_role" AS PERMISSIVE FOR DELETE TO "web" USING ((select scope_district()));--> statement-breakpoint
CREATE POLICY "quarantine_read" ON "quarantine" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "quarantine_update" ON "quarantine" AS PERMISSIVE FOR UPDATE TO "web" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null) WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "quarantine_sync" ON "quarantine" AS PERMISSIVE FOR ALL TO "worker" USING (school_id = any ((select scope_schools())::int[])) WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "sync_run_read" ON "sync_run" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "sync_run_sync" ON "sync_run" AS PERMISSIVE FOR ALL TO "worker" USING (school_id = any ((select scope_schools())::int[])) WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "mark_export_read" ON "mark_export" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "mark_export_append" ON "mark_export" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "mark_export_step_read" ON "mark_export_step" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "mark_export_step_append" ON "mark_export_step" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_cancellation_read" ON "recovery_cancellation" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_cancellation_append" ON "recovery_cancellation" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_session_append" ON "recovery_session" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_session_update" ON "recovery_session" AS PERMISSIVE FOR UPDATE TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or teacher_id = (select scope_staff()))) WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or teacher_id = (select scope_staff())));--> statement-breakpoint
CREATE POLICY "register_home_change_read" ON "register_home_change" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "register_home_change_append" ON "register_home_change" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "school_read" ON "school" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (true);--> statement-breakpoint
CREATE POLICY "school_update" ON "school" AS PERMISSIVE FOR UPDATE TO "web" USING (id = any ((select scope_schools())::int[]) and (select scope_staff()) is null) WITH CHECK (id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "school_sync" ON "school" AS PERMISSIVE FOR ALL TO "worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_head_read" ON "audit_head" AS PERMISSIVE FOR SELECT TO "web" USING ((school_id = any ((select scope_schools())::int[]) or (school_id = 0 and (select scope_district()))) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "audit_head_check" ON "audit_head" AS PERMISSIVE FOR SELECT TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "audit_head_chain" ON "audit_head" AS PERMISSIVE FOR ALL TO "owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "compliance_finding_read" ON "compliance_finding" AS PERMISSIVE FOR SELECT TO "web", "worker" USING ((select scope_district()));--> statement-breakpoint
CREATE POLICY "compliance_finding_add" ON "compliance_finding" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "compliance_finding_mend" ON "compliance_finding" AS PERMISSIVE FOR UPDATE TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "compliance_run_read" ON "compliance_run" AS PERMISSIVE FOR SELECT TO "web", "worker" USING ((select scope_district()));--> statement-breakpoint
CREATE POLICY "compliance_run_check" ON "compliance_run" AS PERMISSIVE FOR ALL TO "worker" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "mark_read" ON "mark" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or ((section_number is null or (school_id, section_number) in (select ss.school_id, ss.section_number from section_staff ss)) and (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r))));--> statement-breakpoint
ALTER POLICY "mark_export_item_read" ON "mark_export_item" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));--> statement-breakpoint
ALTER POLICY "register_taking_append" ON "register_taking" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (taken_as = 'teacher' and (school_id, section_number) in (select ss.school_id, ss.section_number from section_staff ss))));--> statement-breakpoint
ALTER POLICY "pupil_view_append" ON "pupil_view" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and by = (select nullif(current_setting('app.user', true), '')::int));--> statement-breakpoint
ALTER POLICY "contact_read" ON "contact" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));--> statement-breakpoint
ALTER POLICY "enrolment_read" ON "enrolment" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));--> statement-breakpoint
ALTER POLICY "program_read" ON "program" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));--> statement-breakpoint
ALTER POLICY "pupil_read" ON "pupil" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)
        or (school_id, pupil_id) in (select p.school_id, p.pupil_id from recovery_place p)));--> statement-breakpoint
ALTER POLICY "recovery_election_read" ON "recovery_election" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r)));