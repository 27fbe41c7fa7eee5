CREATE TABLE "pupil_minimum_day" (
	"school_id" integer NOT NULL,
	"pupil_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pupil_minimum_day_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"effective_from" date NOT NULL,
	"minutes" smallint,
	"reason" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "pupil_minimum_day_school_id_pupil_id_id_pk" PRIMARY KEY("school_id","pupil_id","id")
);
--> statement-breakpoint
ALTER TABLE "pupil_minimum_day" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pupil_minimum_day" ADD CONSTRAINT "pupil_minimum_day_pupil" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupil"("school_id","pupil_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil" DROP COLUMN "minimum_day_minutes";--> statement-breakpoint
CREATE POLICY "pupil_minimum_day_read" ON "pupil_minimum_day" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[]) or own_key(school_id, pupil_id) = any ((select scope_guests())::bigint[])));--> statement-breakpoint
CREATE POLICY "pupil_minimum_day_append" ON "pupil_minimum_day" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
-- What drizzle-kit cannot write: FORCE, rows that are only added, grants.
alter table pupil_minimum_day force row level security;
--> statement-breakpoint
create trigger only_added before update or delete on pupil_minimum_day for each row execute function refuse_change();
--> statement-breakpoint
create trigger never_emptied before truncate on pupil_minimum_day for each statement execute function refuse_change();
--> statement-breakpoint
grant select on pupil_minimum_day to web, worker;
--> statement-breakpoint
grant insert on pupil_minimum_day to web;
