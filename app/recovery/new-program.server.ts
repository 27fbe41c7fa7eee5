import type { Actor } from "#app/access/actor.ts";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { inNextTerm, inNextYear } from "./copied-series.ts";
import { recoveryDefaults } from "./defaults.server.ts";
import { valuesOf } from "./form-reply.ts";
import { readProgram, writtenPlan } from "./program-form.ts";
import { findProgram, previewProgram, termsFrom } from "./programs.server.ts";
import { writtenDefaults } from "./session-form.ts";
import { certificatedTeachers } from "./teachers.server.ts";

/**
 * What the form of a new program starts with: the school's defaults, or the program that `?copy=` names with its dates
 * moved to the next term, or with `to=year` by a year. What was left out then is said, not copied: holidays are found
 * anew.
 */
export async function newProgramStart(context: Context, actor: Actor, asked: URLSearchParams) {
  const { schoolId } = actor;
  const copy = numberInAddress(asked.get("copy") ?? asked.get("copiedFrom") ?? undefined);
  const today = context.clock.today();
  const { defaults, teachers, program, terms } = await context.door.asActor(actor, async (tx) => {
    const program = copy > 0 ? await findProgram(tx, schoolId, copy) : null;
    const [defaults, teachers, terms] = await Promise.all([
      recoveryDefaults(tx, schoolId),
      certificatedTeachers(tx, schoolId, today),
      program ? termsFrom(tx, schoolId, program.startsOn) : [],
    ]);
    return { defaults, teachers, program, terms };
  });
  if (program === null) {
    const start: Partial<Record<string, string[]>> = Object.fromEntries(
      Object.entries(writtenDefaults(defaults ?? {})).map(([name, value]) => [name, [value]]),
    );
    return { start, teachers, before: [] as string[], copiedFrom: null };
  }
  const moved = (asked.get("to") === "term" && inNextTerm(program, terms)) || inNextYear(program);
  return {
    start: writtenPlan({ ...program, ...moved }) as Partial<Record<string, string[]>>,
    teachers,
    before: program.exceptions.map(
      ({ date, reason }) => `${displayDay(date)} (${reason.replace(/\.$/, "")})`,
    ),
    copiedFrom: program.id,
  };
}

/** What the fields of an address would create, or what is wrong with them. */
export async function previewFor(context: Context, actor: Actor, asked: URLSearchParams) {
  const form = new FormData();
  for (const [name, value] of asked) form.append(name, value);
  const values = valuesOf(form);
  const read = readProgram(asked);
  if (!read.ok) return { reply: { errors: read.errors, values }, dates: null };
  const dates = await context.door.asActor(actor, (tx) =>
    previewProgram(tx, actor.schoolId, read.plan, { today: context.clock.today() }),
  );
  return {
    reply: { errors: {}, values },
    dates: dates.map((date) => ({ ...date, date: date.date.toString() })),
  };
}
