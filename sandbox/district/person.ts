/** The people of a pretend district: families with their children, and staff. */

export interface Adult {
  sequence: number;
  first: string;
  last: string;
  /** Code of the relationship: 10 mother, 11 father, 15 grandparent, 20 guardian. */
  relationship: string;
  language: string;
  email: string;
  cellPhone: string;
  workPhone: string;
  livesWith: boolean;
  notified: boolean;
}

/** A change in the family's or the pupil's life: the school year, and how far through it (0 = over the summer). */
export interface Moment {
  year: number;
  share: number;
}

export interface Family {
  key: number;
  origin: string;
  homeLanguage: string;
  correspondenceLanguage: string;
  surname: string;
  address: string;
  zip: string;
  phone: string;
  adults: Adult[];
  /** Elementary school of their attendance area, and the one they move to. */
  area: number;
  move: (Moment & { to: number }) | null;
}

export interface Child {
  studentId: number;
  stateId: string;
  family: Family;
  first: string;
  middle: string;
  last: string;
  gender: "F" | "M" | "X";
  birthdate: Temporal.PlainDate;
  /** The school year in which the child is of TK age. */
  cohort: number;
  arrives: Moment;
  leaves: Moment | null;
  /** Long-run share of schooldays missed, and of days late. */
  absenceRate: number;
  tardyRate: number;
}

export interface Staff {
  id: number;
  first: string;
  last: string;
  gender: string;
  title: string;
  role: "teacher" | "aide" | "clerk" | "principal" | "counselor" | "district";
  email: string;
  userName: string;
  /** Statewide educator id of certificated staff, else blank. */
  stateEducatorId: string;
  schools: number[];
  readOnly: boolean;
  birthYear: number;
  hired: Temporal.PlainDate;
  left: Temporal.PlainDate | null;
}
