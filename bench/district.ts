/** The invented school that everything is measured on. Pure: the floor draws the same class from here. */

export const schoolId = 10;
export const schoolName = "Oak Elementary";
export const schoolYear = 2026;
/** The moment at which the product's clock starts. */
export const clockAt = "2026-12-02T17:30:00Z";

/** `size` pupils in `section`, whose ids start at `firstPupil`; taught by the account `userId` with that `token`. */
export type Class = {
  schoolId: number;
  section: number;
  size: number;
  firstPupil: number;
  staffId: number;
  userId: number;
  token: string;
};

const classOf = (school: number, section: number, size: number, at: number): Class => ({
  schoolId: school,
  section,
  size,
  firstPupil: 10_000 + at * 50,
  staffId: 500 + at,
  userId: 1 + at,
  token: `bench-token-of-the-teacher-of-section-${section}`,
});

/** 34 classes of 30: 1,020 pupils. */
export const classes = Array.from({ length: 34 }, (_, at) => classOf(schoolId, 101 + at, 30, at));

/** At a school of their own, to tell whether the number of statements depends on the number of pupils. */
export const otherSchoolId = 12;
export const smallClass = classOf(otherSchoolId, 201, 10, 40);
export const largeClass = classOf(otherSchoolId, 202, 35, 41);

export const teacherName = ({ staffId }: Class) => ({ firstName: "Maya", lastName: `Okafor${staffId}` });

export const pupilIds = ({ firstPupil, size }: Class) =>
  Array.from({ length: size }, (_, place) => firstPupil + place);

const lastNames = "Abdul-Rahman Aguilar Bautista Bui Cervantes Chang Delacruz Espinoza Flores Garcia".split(
  " ",
);
const firstNames = ["Andrea", "Fatimah", "Jo", "Maximiliano"];

/** Names in the order of the register, so that a pupil's place in the class is the place on the page. */
export const pupilName = (place: number) => ({
  lastName: `${lastNames[Math.floor(place / 4)]}`,
  firstName: `${firstNames[place % 4]}${place}`,
});

/** The school days with history and today, which is the last. */
export const days: readonly string[] = weekdays("2026-08-12", 81);
export const today = days.at(-1)!;

function weekdays(from: string, count: number): string[] {
  const found: string[] = [];
  for (let day = Temporal.PlainDate.from(from); found.length < count; day = day.add({ days: 1 })) {
    if (day.dayOfWeek < 6) found.push(day.toString());
  }
  return found;
}

/** The two pupils of a class of 30 who were marked on the n-th day: 7 of 100. */
export const marksOn = ({ section }: Class, dayAt: number): { place: number; code: string }[] => [
  { place: (dayAt * 7 + section) % 10, code: "A" },
  { place: 10 + ((dayAt * 3 + section) % 20), code: "I" },
];

/** In the order of the register: by type, then by letter. */
export const codes = [
  { code: "A", title: "Absent", type: 1, category: "UNVERIFIED" },
  { code: "I", title: "Excused illness", type: 2, category: "EXCUSED" },
  { code: "M", title: "Medical appointment", type: 2, category: "EXCUSED" },
  { code: "S", title: "Suspended", type: 3, category: "SUSP_OUT" },
  { code: "U", title: "Unexcused", type: 3, category: "UNEXCUSED" },
  { code: "L", title: "Excused tardy", type: 4, category: "TARDY_EXCUSED" },
  { code: "T", title: "Tardy", type: 5, category: "TARDY_UNEXCUSED" },
] as const;
