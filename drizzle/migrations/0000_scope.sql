-- What the door sets for one transaction (app/access/scope.server.ts), read by the row policies.
-- A setting that was local to an earlier transaction comes back as an empty string, hence nullif.
create function scope_schools() returns integer[] language sql stable parallel safe
  return nullif(current_setting('app.schools', true), '')::integer[];
--> statement-breakpoint
create function scope_staff() returns integer language sql stable parallel safe
  return nullif(current_setting('app.staff', true), '')::integer;
--> statement-breakpoint
create function scope_today() returns date language sql stable parallel safe
  return nullif(current_setting('app.today', true), '')::date;
--> statement-breakpoint
create function scope_district() returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.district', true), '')::boolean, false);
