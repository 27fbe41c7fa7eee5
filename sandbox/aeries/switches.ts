/**
 * What a real Aeries server may do that its documentation leaves open, and what goes wrong on a bad day.
 * Everything here can be changed while the server runs.
 */
export interface Switches {
  /** A list without rows: an empty array, or status 404. */
  noDataAs: "[]" | "404";
  singleAttendanceAs: "object" | "array";
  /** One school asked for by its code: an array with one item, or the bare object. */
  schoolAs: "array" | "object";
  /** Whether a pupil asked for by StudentID is found only through a school whose rolls they are on. */
  studentLookup: "honour" | "ignore";
  /** Names of older versions (PermanentID for StudentID, Periods for Classes and others), and their empty dates. */
  legacyNames: boolean;
  /** A page of pupils has at most so many rows, whatever is asked for; 0 for no limit. */
  mostPerPage: number;
  /** Pupils stand in no order that anyone could tell, and those of a page in another one each time. */
  outOfOrder: boolean;
  /** Where every answer sends the client on to instead of answering; blank for nowhere. */
  redirectTo: string;
  errorBody: "json" | "html";
  /** Security areas the certificate lacks, with the status to refuse them with: { "Attendance": 401 }. */
  permissions: Record<string, number>;
  latencyMs: number;
  /** Lists that come without rows, by their route: ["schools/:school/classes"]. */
  emptyAt: string[];
  /** The next `count` API answers are errors of this status. */
  failNext: { count: number; status: number };
  /** Bodies end in the middle of the JSON. */
  truncateBody: boolean;
  /** In the first row numbers come as words, booleans as "Y", arrays as null. */
  wrongTypes: boolean;
  /** In the first row the first date lies 40 years back. */
  oldDate: boolean;
  /** Sockets are closed without an answer. */
  dropConnections: boolean;
}

export function defaultSwitches(): Switches {
  return {
    noDataAs: "[]",
    singleAttendanceAs: "object",
    schoolAs: "array",
    studentLookup: "honour",
    legacyNames: false,
    mostPerPage: 0,
    outOfOrder: false,
    redirectTo: "",
    errorBody: "json",
    permissions: {},
    latencyMs: 0,
    emptyAt: [],
    failNext: { count: 0, status: 503 },
    truncateBody: false,
    wrongTypes: false,
    oldDate: false,
    dropConnections: false,
  };
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const legacy: Record<string, string> = {
  StudentID: "PermanentID",
  Classes: "Periods",
  AttendanceType: "AttendenceType",
  CounselorNumber: "CouselorNumber",
  CorrespondenceLanguageCode: "CorrespondanceLanguageCode",
  EarlyWarningPoints: "AtRiskPoints",
};
/** How versions before the fifth wrote that there is no date. */
const noDate = "0001-01-01T00:00:00";
const isoDate = /^\d{4}-\d{2}-\d{2}T/;

/** Bends a payload the way the switches say. The input is not changed. */
export function bend(payload: unknown, switches: Switches): unknown {
  let bent = payload as Json;
  if (switches.legacyNames) bent = renamed(bent);
  if (switches.oldDate) bent = firstRow(bent, aged);
  if (switches.wrongTypes) bent = firstRow(bent, mistyped);
  return bent;
}

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      legacy[key] ?? key,
      inner === null && /date/i.test(key) ? noDate : renamed(inner),
    ]),
  );
}

function firstRow(payload: Json, change: (row: Json) => Json): Json {
  if (!Array.isArray(payload)) return change(payload);
  return payload.length === 0 ? payload : [change(payload[0]!), ...payload.slice(1)];
}

/** Sets the first date found, at any depth, back by 40 years. */
function aged(row: Json): Json {
  let done = false;
  const visit = (value: Json): Json => {
    if (done) return value;
    if (typeof value === "string" && isoDate.test(value)) {
      done = true;
      return `${Number(value.slice(0, 4)) - 40}${value.slice(4)}`;
    }
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(row);
}

function mistyped(row: Json): Json {
  if (row === null || typeof row !== "object" || Array.isArray(row)) return row;
  const wrong = (value: Json): Json => {
    if (typeof value === "number") return `no. ${value}`;
    if (typeof value === "boolean") return value ? "Y" : "N";
    return Array.isArray(value) ? null : value;
  };
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, wrong(value)]));
}
