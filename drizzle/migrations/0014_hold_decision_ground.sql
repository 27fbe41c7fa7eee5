ALTER TABLE "recovery_hold_decision" ADD COLUMN "found" text;--> statement-breakpoint
ALTER TABLE "recovery_hold_decision" ADD COLUMN "ground" jsonb;