import { daysWith } from "./propose.ts";
import type { Offer, SeasonInput } from "./season.ts";
import { daysWord } from "./season-view.ts";

/** What one more teacher, free at all times of the plan, would add: planned anew with them, in the same rooms and in one more. */
export function oneMoreTeacher(
  input: SeasonInput,
  days: number,
  { withTeacher, withTeacherAndRoom }: { withTeacher: Offer[]; withTeacherAndRoom: Offer[] },
): string {
  const inRooms = Math.max(0, daysWith({ ...input, offers: withTeacher }) - days);
  const inOneMore = Math.max(inRooms, daysWith({ ...input, offers: withTeacherAndRoom }) - days);
  if (inOneMore === 0) return "Nothing: neither another teacher nor a room for them would add a day.";
  if (inRooms === inOneMore) return `${daysWord(inRooms)} more, in the same rooms.`;
  if (inRooms === 0) return `Nothing in the same rooms. With one more room: ${daysWord(inOneMore)} more.`;
  return `${daysWord(inRooms)} more in the same rooms, ${daysWord(inOneMore)} with one more room.`;
}
