CREATE TABLE "api_token_revocation" (
	"token_id" integer PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"by" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_token_revocation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_token_revocation" ADD CONSTRAINT "api_token_revocation_token_id_api_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_token"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
INSERT INTO "api_token_revocation" ("token_id", "reason", "by", "at")
  SELECT "id", 'Revoked before reasons were kept.', NULL, "revoked_at" FROM "api_token" WHERE "revoked_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "api_token" DROP COLUMN "revoked_at";--> statement-breakpoint
DROP POLICY "api_token_revoke" ON "api_token" CASCADE;--> statement-breakpoint
CREATE POLICY "api_token_use" ON "api_token" AS PERMISSIVE FOR UPDATE TO "web" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_token_revocation_read" ON "api_token_revocation" AS PERMISSIVE FOR SELECT TO "web" USING (true);--> statement-breakpoint
CREATE POLICY "api_token_revocation_add" ON "api_token_revocation" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()) and by is not distinct from (select scope_user()));--> statement-breakpoint
-- What drizzle-kit cannot write: FORCE, a table that only grows, grants.
alter table api_token_revocation force row level security;
--> statement-breakpoint
create trigger only_added before update or delete on api_token_revocation for each row execute function refuse_change();
--> statement-breakpoint
create trigger never_emptied before truncate on api_token_revocation for each statement execute function refuse_change();
--> statement-breakpoint
grant select, insert on api_token_revocation to web;
--> statement-breakpoint
grant update (last_used_at) on api_token to web;
