import { chance } from "./chance.ts";
import { drawFamilyName, drawGivenName, mailName } from "./names.ts";
import type { Staff } from "./person.ts";
import { openSchools } from "./schools.ts";

export const mailDomain = "sierravista.example";

type Role = Staff["role"];

const titles: Record<Role, string> = {
  teacher: "Teacher",
  aide: "Instructional Aide",
  clerk: "Attendance Clerk",
  principal: "Principal",
  counselor: "Counselor",
  district: "Student Services",
};

const certificated: Role[] = ["teacher", "principal", "counselor", "district"];

/** How many of each a school has; teachers are counted by the classes it runs. */
const posts: [Role, number][] = [
  ["principal", 1],
  ["clerk", 2],
  ["counselor", 2],
  ["aide", 4],
];

/** Staff ids: school code times 100, then principals and office from 1, teachers from 20; district staff 9001 on. */
export const teacherId = (school: number, index: number) => school * 100 + 20 + index;

/** Everyone who works, or has worked this year, for the district. `teachers` is the number a school needs. */
export function staffOf(seed: number, year: number, teachers: Map<number, number>): Staff[] {
  const staff: Staff[] = [];
  for (const { code } of openSchools) {
    let id = code * 100;
    for (const [role, count] of posts) {
      for (let index = 0; index < count; index++) {
        id += 1;
        staff.push(drawStaff(seed, id, role, [code]));
      }
    }
    for (let index = 0; index < (teachers.get(code) ?? 0); index++) {
      staff.push(drawStaff(seed, teacherId(code, index), "teacher", [code]));
    }
    const former = drawStaff(seed, code * 100 + 98, "teacher", [code]);
    staff.push({ ...former, left: Temporal.PlainDate.from({ year, month: 6, day: 12 }) });
    const formerAide = drawStaff(seed, code * 100 + 99, "aide", [code]);
    staff.push({ ...formerAide, left: Temporal.PlainDate.from({ year, month: 10, day: 2 }) });
  }
  const everywhere = [0, ...openSchools.map((school) => school.code)];
  for (let id = 9001; id <= 9004; id++) staff.push(drawStaff(seed, id, "district", everywhere));
  staff.push(drawStaff(seed, 9005, "aide", [10, 20]), drawStaff(seed, 9006, "teacher", [50, 60]));
  return staff;
}

function drawStaff(seed: number, id: number, role: Role, schools: number[]): Staff {
  const draw = chance(seed, 404, id);
  const gender = draw.happens(0.7) ? "F" : "M";
  const { origin, surname } = drawFamilyName(draw);
  const first = drawGivenName(draw, origin, gender);
  const userName = `${mailName(first).slice(0, 1)}${mailName(surname)}${id}`;
  return {
    id,
    first,
    last: surname,
    gender,
    title: titles[role],
    role,
    email: `${userName}@${mailDomain}`,
    userName,
    stateEducatorId: certificated.includes(role) ? String(2_000_000_000 + id * 101) : "",
    schools,
    readOnly: role === "aide",
    birthYear: draw.between(1962, 2001),
    hired: Temporal.PlainDate.from({ year: draw.between(2004, 2023), month: 8, day: draw.between(1, 20) }),
    left: null,
  };
}
