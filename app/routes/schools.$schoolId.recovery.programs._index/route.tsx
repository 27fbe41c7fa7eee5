import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { listPrograms } from "#app/recovery/programs.server.ts";
import { programKinds, weekdaysLabel } from "#app/recovery/series.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Recovery programs · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const programs = await context.door.asActor(actor, (tx) =>
    listPrograms(tx, actor.schoolId, context.clock.today()),
  );
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayPlan: allows(actor.roles, "recovery:plan"),
    programs: programs.map((program) => ({
      ...program,
      kind: programKinds[program.kind],
      meets: `${weekdaysLabel(program.weekdays)}, ${displayTime(program.startsAt)} to ${displayTime(program.endsAt)}`,
    })),
  };
}

export default function Programs() {
  const { frame, schoolId, mayPlan, programs } = useLoaderData<typeof loader>();
  const plan = { label: "Plan a program", href: paths.recoveryProgramNew(schoolId) };
  return (
    <Page
      frame={frame}
      title="Recovery programs"
      lead="Series of sessions offered to families under one name."
      above={
        <p>
          <a href={paths.recovery(schoolId)}>All sessions</a>
        </p>
      }
    >
      {programs.length === 0 ? (
        <Empty title="No programs yet" action={mayPlan ? plan : undefined}>
          A program is a series: every Saturday of a term, or every Tuesday after school.
        </Empty>
      ) : (
        <>
          {mayPlan && (
            <div className="row">
              <LinkButton href={plan.href}>{plan.label}</LinkButton>
            </div>
          )}
          <Table
            caption="Programs, the latest first"
            columns={[
              {
                title: "Program",
                cell: (row) => <a href={paths.recoveryProgram(schoolId, row.id)}>{row.name}</a>,
              },
              { title: "Kind", cell: (row) => row.kind },
              { title: "Meets", cell: (row) => row.meets, whole: true },
              { title: "From", cell: (row) => <Day day={row.startsOn} /> },
              { title: "Through", cell: (row) => <Day day={row.endsOn} /> },
              { title: "Sessions", cell: (row) => row.sessions, number: true },
              { title: "Still to come", cell: (row) => row.coming, number: true },
            ]}
            rows={programs}
            rowKey={(row) => row.id}
          />
        </>
      )}
    </Page>
  );
}
