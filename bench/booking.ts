import { Agent } from "node:http";
import { tokenHash } from "#app/access/session.server.ts";
import { paths } from "#app/paths.ts";
import { ask } from "./ask.ts";
import { clockAt, schoolId, schoolYear } from "./district.ts";
import type { Figure } from "./figure.ts";
import type { Bench } from "./machine.ts";
import { startCounting, statementsSince } from "./statements.ts";

const people = 200;
const places = 20;
const firstUser = 50_000;
const firstPupil = 50_000;
const tokenOf = (place: number) => `bench-token-of-coordinator-${place}`;

/**
 * 200 people, each signed in and on a connection of their own, book the last 20 places of one session at the same
 * moment. The run fails unless exactly 20 pupils have a place, all others wait, and every booking has its entry in the
 * audit.
 */
export async function measureBooking(bench: Bench): Promise<Figure[]> {
  await layOutPeople(bench);
  // The first request of a session in a minute notes the time besides.
  await rush(bench, await addSession(bench, "2026-12-12"));
  const session = await addSession(bench, "2026-12-05");
  await startCounting(bench);
  const longest = await rush(bench, session);
  const statements = (await statementsSince(bench)) / people;
  return [
    {
      name: "200 people book the last 20 places",
      unit: "ms",
      value: longest,
      floor: null,
      target: 1_000,
      better: "less",
      note: `the longest that anyone waited, all sent at once; exactly ${places} were placed and ${people - places} wait.`,
    },
    {
      name: "Statements to book a pupil",
      unit: "statements",
      value: statements,
      floor: null,
      target: 25,
      better: "less",
      note: "a request of the rush, with the look-up of who asks.",
    },
  ];
}

/** Sends everyone's booking at once; answers how long the last of them took, in ms. */
async function rush({ admin, product }: Bench, sessionId: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  const sent = Array.from({ length: people }, (_, place) => ({
    method: "POST",
    path: paths.recoveryBookings(schoolId, sessionId),
    headers: {
      cookie: `session=${btoa(JSON.stringify(tokenOf(place))).replaceAll("=", "%3D")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      pupil: String(firstPupil + place),
      agreed: "on",
      saidBy: "mother, by phone",
    }).toString(),
  }));
  const answers = await Promise.all(
    sent.map(async (each) => {
      const started = performance.now();
      return { status: await ask(agent, product, each), took: performance.now() - started };
    }),
  );
  agent.destroy();
  const wrong = answers.filter(({ status }) => status !== 302);
  if (wrong.length > 0)
    throw new Error(`${wrong.length} bookings answered ${wrong[0]?.status} instead of 302.`);
  const [row] = await admin<{ booked: number; waiting: number; told: number }[]>`
    select count(*) filter (where step = 'booked')::int as booked, count(*) filter (where step = 'waiting')::int as waiting,
      (select count(*)::int from audit_entry where school_id = ${schoolId} and subject = ${`recovery session ${sessionId}`}) as told
    from (select distinct on (pupil_id) step from recovery_place where session_id = ${sessionId} order by pupil_id, id desc) n`;
  if (row?.booked !== places || row.waiting !== people - places || row.told !== people)
    throw new Error(`${row?.booked} booked, ${row?.waiting} wait, ${row?.told} on record.`);
  return Math.max(...answers.map(({ took }) => took));
}

async function addSession({ admin }: Bench, date: string): Promise<number> {
  const [row] = await admin<
    { id: number }[]
  >`insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
      teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (${schoolId}, ${date}, 480, 720, 'Library', 500, 'Mathematics', 1, 6, ${places}, ${clockAt}) returning id::int`;
  return row!.id;
}

/** A coordinator a person, and a pupil for each of them to book, with one day to recover. */
async function layOutPeople({ admin }: Bench): Promise<void> {
  const last = people - 1;
  await admin`insert into user_account (id, email, name, password_hash) overriding system value
    select ${firstUser}::int + n, 'c' || n || '@example.org', 'Coordinator ' || n, 'none' from generate_series(0, ${last}::int) n`;
  await admin`insert into user_role (user_id, school_id, role, granted_at)
    select ${firstUser}::int + n, ${schoolId}, 'recovery coordinator', ${clockAt} from generate_series(0, ${last}::int) n`;
  const sessions = Array.from({ length: people }, (_, place) => tokenHash(tokenOf(place)));
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    select id, ${firstUser}::int + n - 1, 'full', ${clockAt}, ${clockAt}, ${clockAt}::timestamptz + interval '12 hours'
    from unnest(${sessions}::text[]) with ordinality as s(id, n)`;
  await admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)
    select ${schoolId}, ${firstPupil}::int + n, ${firstPupil}::int + n, 'Pupil' || n, 'Sam', 4, '2026-08-12' from generate_series(0, ${last}::int) n`;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select ${schoolId}, ${schoolYear}, '2026-09-21', '', ${firstPupil}::int + n, 'aeries', 'U', ${clockAt} from generate_series(0, ${last}::int) n`;
  await admin`analyze pupil, mark, user_role, session`;
}
