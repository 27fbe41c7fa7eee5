import type { PageFrame } from "#app/ui/page.tsx";
import type { RegisterCode, RegisterPupil, RegisterView } from "./register-view.ts";

/** An invented class, for what proves and measures the page. Long and short names, as a real class has. */

const names =
  `Abdul-Rahman Fatimah, Aguilar Jo, Alvarez-Montgomery Maximiliano, Bautista Andrea, Bui An, Cervantes Luz
Chang Wei-Lin, Delacruz Josefina, Espinoza Mateo, Fernandez de la Torre Guadalupe, Flores Ruby, Garcia Ana, Garcia Anahi
Gutierrez Emiliano, Hernandez Ximena, Ibarra Noe, Jimenez Paola, Kaur Simran, Keomanivong Souphaphone, Lee Ty, Lopez Aaron
Martinez Camila, Nguyen Khanh, O'Brien Saoirse, Ochoa Ivan, Papadimitriou Konstantinos, Quintero Dalia, Ramirez Leo
Reyes Jade, Sandoval Omar, Thao Pa, Uribe Nadia, Vang Maisee, Washington-Oyelaran Temitope, Xiong Lue`
    .split(/,|\n/)
    .map((name) => name.trim().split(/ (?=\S+$)/) as [string, string]);

export const sampleCodes: readonly RegisterCode[] = [
  { code: "A", title: "Absent", category: "absent", quick: true, tardy: false },
  { code: "T", title: "Tardy", category: "tardy", quick: true, tardy: true },
  { code: "I", title: "Excused illness", category: "absent", quick: false, tardy: false },
  { code: "M", title: "Medical appointment", category: "absent", quick: false, tardy: false },
  { code: "E", title: "Excused, other", category: "absent", quick: false, tardy: false },
  { code: "U", title: "Unexcused", category: "absent", quick: false, tardy: false },
  { code: "K", title: "Truant", category: "absent", quick: false, tardy: false },
  { code: "L", title: "Excused tardy", category: "tardy", quick: false, tardy: true },
  { code: "S", title: "Suspension", category: "absent", quick: false, tardy: false },
  { code: "H", title: "In-house suspension", category: "other", quick: false, tardy: false },
  { code: "D", title: "School activity", category: "other", quick: false, tardy: false },
  { code: "Y", title: "Independent study", category: "other", quick: false, tardy: false },
];

export const sampleFrame: PageFrame = {
  school: { name: "Arroyo Vista High School", href: "/schools/12", switchHref: "/schools" },
  navigation: [
    { label: "Today", href: "/schools/12" },
    { label: "Registers", href: "/schools/12/registers", current: true },
    { label: "Pupils", href: "/schools/12/pupils" },
    { label: "Recovery", href: "/schools/12/recovery" },
    { label: "Reports", href: "/schools/12/reports" },
  ],
  person: { name: "Maya Okafor", role: "teacher", href: "/account", signOutAction: "/sign-out" },
  banner: null,
};

function samplePupil([lastName, firstName]: [string, string], at: number): RegisterPupil {
  const pupilId = 104211 + at * 37;
  return {
    pupilId,
    lastName,
    firstName,
    grade: "10",
    href: `/schools/12/pupils/${pupilId}`,
    whyHref: null,
    mark: null,
    note: "",
    office: null,
    aeries: null,
    conflict: null,
    error: null,
  };
}

/** The register as most teachers meet it: 35 pupils, nobody marked, not taken yet. */
export const sampleView: RegisterView = {
  school: { name: "Arroyo Vista High School" },
  section: { title: "Algebra 1" },
  teachers: ["M. Okafor"],
  date: "2026-11-23",
  period: "Period 2",
  codes: sampleCodes,
  pupils: names.map(samplePupil),
  problem: null,
  taken: null,
  lock: null,
  around: [
    { label: "Friday, Nov 20", href: "/schools/12/registers/2026-11-20/section/1118/2" },
    { label: "My classes today", href: "/schools/12/registers/2026-11-23" },
  ],
  missingHref: "/schools/12/sections/1118/roster?on=2026-11-23",
  saveHref: "/schools/12/registers/2026-11-23/section/1118/2/marks",
  signInHref: "/sign-in",
  seen: "7",
  submission: "0198a3f2-6c1e-7d40-9a51-3b2f8c7d1e60",
};

/** The same register with something to settle in it. Pupils are counted from 0. */
export function sampleWith(changes: Readonly<Record<number, Partial<RegisterPupil>>>): RegisterView {
  return {
    ...sampleView,
    pupils: sampleView.pupils.map((pupil, at) => ({ ...pupil, ...changes[at] })),
  };
}
