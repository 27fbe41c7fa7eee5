CREATE TABLE "sync_total" (
	"school_id" integer NOT NULL,
	"resource" text NOT NULL,
	"outcome" text NOT NULL,
	"cleared" bigint NOT NULL,
	CONSTRAINT "sync_total_school_id_resource_outcome_pk" PRIMARY KEY("school_id","resource","outcome")
);
--> statement-breakpoint
ALTER TABLE "sync_total" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "course" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "ab_day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "off_tracks" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "attendance_reporting" text DEFAULT 'negative' NOT NULL;--> statement-breakpoint
ALTER TABLE "school" ADD COLUMN "schedule_type" text;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "class_calendar" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "track" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE POLICY "sync_total_read" ON "sync_total" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "sync_total_sync" ON "sync_total" AS PERMISSIVE FOR ALL TO "worker" USING (school_id = any ((select scope_schools())::int[])) WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
-- What drizzle-kit cannot write: FORCE and grants.
alter table sync_total force row level security;
--> statement-breakpoint
grant select on sync_total, course to web, worker;
--> statement-breakpoint
grant insert, update, delete on sync_total, course to worker;
