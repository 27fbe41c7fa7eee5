/**
 * A class as people speak of it: "English 9 · Room 12". Titles repeat within a school, so the room goes with them. A room
 * that is a word of its own ("Gym", "Room 4") is left as it is.
 */
export function sectionName({ title, room }: { title: string; room: string | null }): string {
  const where = room?.trim() ?? "";
  if (where === "") return title;
  const named = /^[A-Za-z]{0,2}-?\d/.test(where) ? `Room ${where}` : where;
  return title === named ? title : `${title} · ${named}`;
}
