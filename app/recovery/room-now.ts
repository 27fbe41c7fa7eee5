import { type Grade, isKindergarten } from "#app/people/grade.ts";
import { roomOf } from "./places.ts";
import { mayEnter, ratioOf } from "./ratio.ts";
import type { RecoverySettings } from "./settings.ts";

/** Who is in the room now. `words` say how many may still enter, or why nobody may. */
export type RoomNow = { here: number; full: boolean; words: string };

/**
 * How many more pupils may enter (EC 46211(f)), by grade where TK and K are among the session's grades.
 * @param inside the grades of who is in the room
 * @param open the grades of the session
 */
export function roomNow(
  inside: readonly Grade[],
  open: readonly Grade[],
  teachers: number,
  settings: Pick<RecoverySettings, "mixedRatio">,
): RoomNow {
  const room = roomOf(inside, teachers, settings);
  const little = open.find(isKindergarten);
  const other = open.find((grade) => !isKindergarten(grade));
  const more = (grade: Grade | undefined) => (grade === undefined ? 0 : mayEnter(room, grade));
  const [littles, others] = [more(little), more(other)];
  const here = inside.length;
  if (littles === 0 && others === 0) {
    const next = other ?? little;
    const why =
      next === undefined
        ? ""
        : ` With one more: ${ratioOf(roomOf([...inside, next], teachers, settings)).reason}`;
    return { here, full: true, words: `Nobody more may enter.${why}` };
  }
  if (little === undefined || other === undefined)
    return { here, full: false, words: `${littles + others} more may enter.` };
  return {
    here,
    full: false,
    words: `${others} more of grade 1 and above may enter, or ${littles} of TK and K.`,
  };
}
