-- What drizzle-kit cannot write for the tables of 0007: FORCE, append-only tables, grants.
do $$
declare t text;
begin
  foreach t in array array['district_setting', 'teacher_credential', 'recovery_program', 'recovery_program_exception',
    'recovery_session_teacher', 'recovery_season', 'recovery_season_adoption', 'recovery_unlock',
    'recovery_hold_decision', 'recovery_import', 'recovery_claim', 'claim_certification', 'claim_certified_day',
    'claim_correction', 'claim_correction_settlement', 'recovery_export', 'recovery_export_step',
    'recovery_export_item', 'aeries_makeup_reading', 'aeries_makeup', 'recovery_message', 'recovery_message_step'] loop
    execute format('alter table %I force row level security', t);
    execute format('create trigger only_added before update or delete on %I for each row execute function refuse_change()', t);
    execute format('grant select on %I to web, worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant insert on district_setting, teacher_credential, recovery_program, recovery_program_exception,
  recovery_session_teacher, recovery_season, recovery_season_adoption, recovery_unlock, recovery_hold_decision,
  recovery_import, claim_certification, claim_certified_day, claim_correction_settlement, recovery_export,
  recovery_export_step, recovery_export_item, aeries_makeup_reading, aeries_makeup, recovery_message,
  recovery_message_step to web;
--> statement-breakpoint
grant insert on recovery_claim, claim_correction, recovery_message, recovery_message_step to worker;
--> statement-breakpoint
grant select on recovery_claim_in_force to web, worker;
