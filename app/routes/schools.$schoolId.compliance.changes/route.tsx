import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { pageOf } from "#app/compliance/pages.ts";
import { pageSize, searchChanges, searchChoices } from "#app/compliance/search.server.ts";
import { readSearch, searchQuery, withoutName } from "#app/compliance/search.ts";
import { SearchForm, typedIn } from "#app/compliance/search-form.tsx";
import { inWords } from "#app/compliance/words.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Record of changes · AP Tool" }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "compliance:read", params.schoolId);
  const query = new URL(request.url).searchParams;
  const { schoolId } = actor;
  const nameless = withoutName(query);
  if (nameless !== null) throw redirect(paths.changes(schoolId, nameless));
  const { search, errors } = readSearch(query);
  const { timeZone } = context.settings;
  const { found, choices } = await context.door.asActor(actor, async (tx) => {
    const found = await searchChanges(tx, schoolId, search, timeZone);
    const seen = new Set(found.rows.flatMap((row) => row.pupilIds));
    if (search.pupilId !== null) seen.add(search.pupilId);
    await recordView(tx, actor, context.clock.now(), "record of changes", [...seen]);
    return { found, choices: await searchChoices(tx, schoolId, "changes") };
  });
  return {
    frame: frameOf(actor, "compliance"),
    viewsHref: paths.views(schoolId),
    form: { action: paths.changes(schoolId), typed: typedIn(query), errors, ...choices },
    page: pageOf(found, pageSize, (page) => paths.changes(schoolId, searchQuery(search, page))),
    rows: found.rows.map((row) => ({
      id: row.id,
      when: writtenMoment(row.at, timeZone),
      who: row.who,
      what: `${row.action}, ${row.subject}`,
      pupils: row.pupilIds.join(", ") || "–",
      why: row.reason ?? "–",
      before: inWords(row.before),
      after: inWords(row.after),
    })),
  };
}

export default function Changes() {
  const { frame, form, page, rows, viewsHref } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Record of changes"
      lead={
        <>
          Every change, with who made it and why. Nothing here can be altered. See also the{" "}
          <a href={viewsHref}>record of views</a>.
        </>
      }
    >
      <SearchForm view={form} whatLabel="Action" />
      {rows.length === 0 ? (
        <Empty title="No changes found">Nothing on record matches this search.</Empty>
      ) : (
        <>
          <Table
            caption="Changes, newest first"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { title: "When", cell: (row) => row.when },
              { title: "Who", cell: (row) => row.who },
              { title: "What", cell: (row) => row.what },
              { title: "Student IDs", cell: (row) => row.pupils },
              { title: "Before", cell: (row) => row.before },
              { title: "After", cell: (row) => row.after },
              { title: "Why", cell: (row) => row.why },
            ]}
          />
          <Pagination what="changes" {...page} />
        </>
      )}
    </Page>
  );
}
