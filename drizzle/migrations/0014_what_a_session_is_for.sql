CREATE TABLE "recovery_board_adoption" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_board_adoption_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"adopted_on" date NOT NULL,
	"body" text NOT NULL,
	"reference" text NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_board_adoption_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_board_adoption" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_session_purpose" (
	"school_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recovery_session_purpose_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"standard" text,
	"meals_served" boolean NOT NULL,
	"alongside" text,
	"in_person" boolean NOT NULL,
	"by" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_session_purpose_school_id_session_id_id_pk" PRIMARY KEY("school_id","session_id","id"),
	CONSTRAINT "recovery_session_purpose_in_person" CHECK ("recovery_session_purpose"."in_person")
);
--> statement-breakpoint
ALTER TABLE "recovery_session_purpose" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recovery_program" ADD COLUMN "purpose" jsonb;--> statement-breakpoint
ALTER TABLE "recovery_session_purpose" ADD CONSTRAINT "recovery_session_purpose_session" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."recovery_session"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "recovery_board_adoption_read" ON "recovery_board_adoption" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_board_adoption_append" ON "recovery_board_adoption" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "recovery_session_purpose_read" ON "recovery_session_purpose" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "recovery_session_purpose_append" ON "recovery_session_purpose" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null);--> statement-breakpoint
-- What drizzle-kit cannot write: FORCE, append-only tables, grants.
do $$
declare t text;
begin
  foreach t in array array['recovery_session_purpose', 'recovery_board_adoption'] loop
    execute format('alter table %I force row level security', t);
    execute format('create trigger only_added before update or delete on %I for each row execute function refuse_change()', t);
    execute format('grant select on %I to web, worker', t);
    execute format('grant insert on %I to web', t);
  end loop;
end $$;

--> statement-breakpoint
ALTER TABLE "recovery_message" ADD COLUMN "together_with" bigint;--> statement-breakpoint
ALTER TABLE "recovery_message" ADD CONSTRAINT "recovery_message_together" FOREIGN KEY ("school_id","together_with") REFERENCES "public"."recovery_message"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recovery_message_together_with" ON "recovery_message" USING btree ("school_id","together_with");
