import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { waitingRows } from "#app/aeries/quarantine.server.ts";
import { resourceLabel } from "#app/aeries/sync-status.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Rows that did not fit · AP Tool" }];

const mostShown = 100;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:read", params.schoolId);
  const { schoolId } = actor;
  const rows = await context.door.asActor(actor, (tx) =>
    waitingRows(tx, actor, context.clock.now(), mostShown),
  );
  return {
    frame: frameOf(actor, "aeries"),
    rows: rows.map((row) => ({
      ...row,
      part: resourceLabel(row.resource),
      firstSeen: writtenMoment(row.firstSeenAt, context.settings.timeZone),
    })),
    settleAction: allows(actor.roles, "aeries:map") ? paths.aeriesSettlement(schoolId) : null,
    codesHref: paths.aeriesCodes(schoolId),
    backHref: paths.aeries(schoolId),
  };
}

export default function QuarantineRoute() {
  const { frame, rows, settleAction, codesHref, backHref } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Rows that did not fit"
      lead="Everything else was read. A row leaves this list by itself when Aeries sends it corrected."
      above={<a href={backHref}>From Aeries</a>}
    >
      {rows.length === 0 ? (
        <Empty title="Nothing waits">Every row that Aeries sent was read.</Empty>
      ) : (
        <Table
          caption={rows.length < mostShown ? "Oldest first" : `The oldest ${mostShown}`}
          rows={rows}
          rowKey={(row) => `${row.resource} ${row.key}`}
          columns={[
            { title: "Row", cell: (row) => row.key },
            { title: "Part", cell: (row) => row.part },
            {
              title: "What is wrong",
              cell: (row) =>
                row.kind === "unknown_code" ? (
                  <>
                    {row.reason} <a href={codesHref}>{`Say what ${row.code} means`}</a>
                  </>
                ) : (
                  row.reason
                ),
            },
            { title: "Since", cell: (row) => row.firstSeen },
            ...(settleAction === null
              ? []
              : [
                  {
                    title: "Settle",
                    cell: (row: (typeof rows)[number]) => <Settle action={settleAction} row={row} />,
                  },
                ]),
          ]}
        />
      )}
    </Page>
  );
}

function Settle({ action, row }: { action: string; row: { resource: string; key: string } }) {
  const id = `reason-${row.resource}-${row.key}`.replace(/[^\w-]+/g, "-");
  return (
    <form method="post" action={action}>
      <input type="hidden" name="resource" value={row.resource} />
      <input type="hidden" name="key" value={row.key} />
      <TextField
        field={{ id, name: "reason", required: true, maxLength: 500 }}
        label="Why it needs nothing more"
      />
      <Button quiet>Mark as settled</Button>
    </form>
  );
}
