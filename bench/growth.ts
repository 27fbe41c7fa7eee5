import type { Figure } from "./figure.ts";
import type { Bench } from "./machine.ts";
import { openings } from "./register-page.ts";

const few = 100_000;
const many = 5_000_000;

/** The register page while the district's marks grow. Each end is taken as a share of its own floor, so that what else the machine does then is left out. */
export async function measureGrowth(bench: Bench): Promise<Figure[]> {
  await growTo(bench, few);
  await openings(bench, 1, 1);
  const before = await openings(bench, 2, 3);
  await growTo(bench, many);
  await openings(bench, 1, 1);
  const after = await openings(bench, 2, 3);
  return [
    {
      name: "Register page with 5 million marks",
      unit: "times slower",
      value: before.product / before.floor / (after.product / after.floor),
      floor: null,
      target: 1.2,
      better: "less",
      note: `${Math.round(before.product)} a second with ${few.toLocaleString("en-US")} marks, ${Math.round(after.product)} with ${many.toLocaleString("en-US")}, each against the floor of its own moment.`,
    },
  ];
}

/** Marks of other schools, three in four of this school year. The indexes are built anew, which is sooner done. */
async function growTo({ admin }: Bench, total: number): Promise<void> {
  const key = "mark_school_id_school_year_on_date_period_pupil_id_id_pk";
  const [now] = await admin<{ marks: number }[]>`select count(*)::int as marks from mark`;
  await admin.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '512MB'`;
    await tx`alter table mark drop constraint ${tx(key)}`;
    await tx`drop index mark_by_pupil`;
    await tx`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
      select 100 + n % 79, 2026 - (n % 4 = 0)::int, date '2026-08-12' - 365 * (n % 4 = 0)::int + n / 79 % 110, '',
        200000 + n % 79 * 1000 + n / 8690 % 1000, 'teacher', 101 + n % 34, 'A', 1, now()
      from generate_series(1, ${total - now!.marks}::int) n`;
    await tx`alter table mark add constraint ${tx(key)} primary key (school_id, school_year, on_date, period, pupil_id, id)`;
    await tx`create index mark_by_pupil on mark (school_id, pupil_id, on_date)`;
  });
  await admin`analyze mark`;
  await admin`checkpoint`;
}
