import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { type Actor, schoolName } from "#app/access/actor.ts";
import { allowsAt } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { type RegisterLock, registerLock } from "#app/attendance/lock.ts";
import { type PostedRegister, readPostedRegister } from "#app/attendance/posted-register.ts";
import { readRegister } from "#app/attendance/read-register.server.ts";
import { recordRegister, registerRoleOf } from "#app/attendance/record-register.server.ts";
import type { MarkClash, Register } from "#app/attendance/register.ts";
import { addressOf } from "#app/attendance/register-address.ts";
import type { RequestContext } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { undelivered } from "#app/ui/undelivered.ts";
import { RegisterPage } from "./register-page.tsx";
import { viewOf } from "./view-of.ts";

export const handle = { enhance: "register" };
export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: found ? `${found.view.section.title} · AP Tool` : "Register · AP Tool" },
];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const at = addressOf(params);
  if (!at) throw beyondScope(context);
  const { found: register, kept } = await context.door.asReader(actor, (tx) => {
    const look = { actor, at: context.clock.now(), page: "register" };
    return readRegister(tx, at, { today: context.clock.today(), look });
  });
  context.answerAfter(kept);
  if (!register) throw beyondScope(context);
  return undelivered({ frame: frameOf(actor, "registers"), view: drawn(context, actor, register) });
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:record", params.schoolId);
  const at = addressOf(params);
  if (!at) throw beyondScope(context);
  const posted = readPostedRegister(await request.formData());
  const recorded = await context.door.asActor(
    actor,
    (tx) => recordRegister(tx, actor, context, { ...at, ...posted }),
    { again: true },
  );
  switch (recorded.kind) {
    case "saved":
    case "already":
      return redirect(
        paths.register({
          schoolId: at.schoolId,
          date: at.date,
          section: at.sectionNumber,
          period: at.period,
        }),
      );
    case "unknown":
      throw beyondScope(context);
    case "mistyped":
      posted.errors = recorded.errors;
      return again(400, recorded.register);
    case "clash":
      return again(409, recorded.register, { clashes: recorded.weighed.clashes });
    case "locked":
      return again(403, recorded.register, { problem: lockedProblem });
    case "strangers":
      return again(400, recorded.register, { problem: strangersProblem });
    case "unknown_code":
      for (const pupilId of recorded.pupilIds)
        posted.errors.set(pupilId, { field: "mark", text: "choose one of the marks that this school uses" });
      return again(400, recorded.register);
  }
  function again(status: number, register: Register, more: { clashes?: MarkClash[]; problem?: string } = {}) {
    return data({ view: drawn(context, actor, register, { posted, ...more }) }, { status });
  }
}

const lockedProblem =
  "Nothing was saved: this register is closed to you. What you entered is shown below. Ask the office to enter it.";
const mayOnlyLook = "You may look at this register, not change it.";
const reasonOf = (lock: RegisterLock) => (lock.open ? null : lock.reason);
const strangersProblem =
  "Nothing was saved: a pupil in what you sent is not in this class on this day. What you entered is still here. Check it and save again.";

function drawn(
  context: RequestContext,
  actor: Actor,
  register: Register,
  more: { posted?: PostedRegister; clashes?: MarkClash[]; problem?: string } = {},
) {
  const { date, schoolId, sectionNumber } = register.key;
  const now = context.clock.now();
  const role = registerRoleOf(actor);
  const today = context.clock.today();
  const lock = registerLock({ ...register, role, date, today, now });
  const isNone = !lock.open && lock.none;
  const teaches = register.teachers.some(({ id }) => id === actor.staffId);
  const reason = isNone || allowsAt(actor.roles, "attendance:record", teaches) ? reasonOf(lock) : mayOnlyLook;
  const mayUnlock = role === "administrator" && register.day?.monthLocked === true && !isNone;
  // Where there is no register nobody is to be shown as present; what was typed is shown all the same.
  return viewOf(isNone && !more.posted ? { ...register, pupils: [] } : register, {
    schoolName: schoolName(actor),
    timeZone: context.settings.timeZone,
    lock:
      reason === null
        ? null
        : { reason, unlockHref: mayUnlock ? paths.registerUnlock(schoolId, date, sectionNumber) : null },
    submission: crypto.randomUUID(),
    ...more,
  });
}

export default function RegisterRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return <RegisterPage frame={frame} view={answered?.view ?? view} />;
}
