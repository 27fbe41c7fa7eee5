import type { ActionFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { madeBy, markInWords } from "#app/attendance/mark-words.ts";
import { readPostedRegister } from "#app/attendance/posted-register.ts";
import { recordRegister } from "#app/attendance/record-register.server.ts";
import { addressOf } from "#app/attendance/register-address.ts";
import { timeOfDay } from "#app/calendar/time-of-day.ts";

/** One mark at a time, for the register with script. It does not take the register: the button does. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:record", params.schoolId);
  const at = addressOf({ ...params, period: new URL(request.url).searchParams.get("period") ?? undefined });
  if (!at) throw beyondScope(context);
  const posted = readPostedRegister(await request.formData());
  const recorded = await context.door.asActor(
    actor,
    (tx) => recordRegister(tx, actor, context, { ...at, ...posted, submission: null }),
    { again: true },
  );
  const written = (moment: Temporal.Instant) => timeOfDay(moment, context.settings.timeZone);
  switch (recorded.kind) {
    case "saved":
    case "already":
      return answer({ seen: String(posted.seen), savedAt: written(context.clock.now()) });
    case "clash": {
      const { theirs, yours, mayOverrule } = recorded.weighed.clashes[0]!;
      const { codes } = recorded.register;
      const titleOf = (code: string | null) =>
        codes.find((each) => each.code === code)?.title ?? code ?? "Present";
      const title = markInWords(titleOf(theirs.code), theirs);
      if (!mayOverrule)
        return answer({ error: `The office set this to ${title}. Ask the office to change it.` }, 403);
      const both = { title, yours: markInWords(titleOf(yours.code), yours) };
      return answer({ by: madeBy(theirs), at: written(theirs.at), ...both }, 409);
    }
    case "mistyped": {
      const [mistake] = recorded.errors.values();
      return answer({ error: `Not saved: ${mistake!.text}.` }, 400);
    }
    case "locked":
      return answer({ error: recorded.reason }, 403);
    case "unknown_code":
      return answer({ error: "Choose one of the marks that this school uses." }, 422);
    case "strangers":
      return answer({ error: "This pupil is not in this class on this day. Load the page again." }, 422);
    case "unknown":
      throw beyondScope(context);
  }
}

/** A route without a page keeps its status only in a Response of its own: `data()` would answer 200. */
const answer = (body: Record<string, string>, status = 200) => Response.json(body, { status });
