import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import { classTitle, whyMissing } from "#app/attendance/missing-pupil.server.ts";
import type { Context } from "#app/context.ts";
import { findPupils } from "#app/people/find-pupils.server.ts";
import { type PupilLine, pupilLine } from "#app/people/pupil-line.ts";
import { readSearch } from "#app/people/pupil-search.ts";

const most = 20;
const page = "missing pupil";
const onIt = "On this register.";

type Register = { schoolId: number; date: Temporal.PlainDate; sectionNumber: number };

/** `pupil` is null where the reader is told the reason and nothing else. */
export type Answered = {
  typed: string;
  mistake: string | null;
  answers: { key: number; pupil: PupilLine | null; why: string }[];
  more: boolean;
};

/**
 * Answers why pupils are not on a register. The office searches by name or number. A teacher asks by exact number,
 * of any pupil of the school, and for one of another class hears the reason and nothing else; that look is on record
 * like any other. Null where the class is not in scope.
 */
export async function answer(
  context: Context,
  actor: Actor,
  register: Register,
  typed: string,
): Promise<Answered | null> {
  const wanted = readSearch(typed);
  const nothing = { typed, answers: [], more: false };
  if (wanted === null || (actor.ownSectionsOnly && !("number" in wanted))) {
    const what = actor.ownSectionsOnly
      ? "Write the student number, digits only"
      : "Write a name or a student number";
    return { ...nothing, mistake: what };
  }
  const now = context.clock.now();
  const asked = { ...register, today: context.clock.today() };
  const inScope = await context.door.asActor(actor, async (tx) => {
    if ((await classTitle(tx, register)) === null) return null;
    const found = await findPupils(tx, register.schoolId, wanted, most);
    const pupils = found.slice(0, most);
    const ids = pupils.map((pupil) => pupil.pupilId);
    // A teacher's scope holds no other class, so what else the pupil is in can only be asked as the system.
    if (actor.ownSectionsOnly) return { pupils, ids, why: null, more: false };
    await recordView(tx, actor, now, page, ids);
    return { pupils, ids, why: await whyMissing(tx, asked, ids, "named"), more: found.length > most };
  });
  if (inScope === null) return null;
  const line = new Map(inScope.pupils.map((pupil) => [pupil.pupilId, pupilLine(pupil, register.schoolId)]));
  const why = inScope.why ?? (await asSystem());
  if (inScope.why === null)
    await context.door.asActor(actor, (tx) => recordView(tx, actor, now, page, [...why.keys()]));
  return {
    typed,
    mistake: null,
    more: inScope.more,
    answers: [...why].map(([key, reason]) => ({ key, pupil: line.get(key) ?? null, why: reason ?? onIt })),
  };

  function asSystem(): Promise<Map<number, string | null>> {
    const reason = "why a pupil is not on a teacher's register";
    return context.door.asSystem(reason, [register.schoolId], async (tx) => {
      const found = wanted ? await findPupils(tx, register.schoolId, wanted, 1) : [];
      return whyMissing(
        tx,
        asked,
        found.map((pupil) => pupil.pupilId),
        "hidden",
      );
    });
  }
}
