ALTER TABLE "quarantine" ADD COLUMN "settled_by" integer;--> statement-breakpoint
grant update (settled_by) on quarantine to web;
--> statement-breakpoint
-- A code that marks carry and Aeries' table lacks: a person says what it means.
grant insert on absence_code to web;
