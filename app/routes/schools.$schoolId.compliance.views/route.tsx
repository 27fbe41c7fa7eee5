import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { pageOf } from "#app/compliance/pages.ts";
import { pageSize, searchChoices, searchViews } from "#app/compliance/search.server.ts";
import { readSearch, searchQuery, withoutName } from "#app/compliance/search.ts";
import { SearchForm, typedIn } from "#app/compliance/search-form.tsx";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Record of views · AP Tool" }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "compliance:read", params.schoolId);
  const query = new URL(request.url).searchParams;
  const { schoolId } = actor;
  const nameless = withoutName(query);
  if (nameless !== null) throw redirect(paths.views(schoolId, nameless));
  const { search, errors } = readSearch(query);
  const { timeZone } = context.settings;
  const { found, choices } = await context.door.asActor(actor, async (tx) => {
    const found = await searchViews(tx, schoolId, search, timeZone);
    // A row names its pupil where it is one.
    const named = new Set(found.rows.flatMap((row) => (row.pupilIds.length === 1 ? row.pupilIds : [])));
    if (search.pupilId !== null) named.add(search.pupilId);
    await recordView(tx, actor, context.clock.now(), "record of views", [...named]);
    return { found, choices: await searchChoices(tx, schoolId, "views") };
  });
  return {
    frame: frameOf(actor, "compliance"),
    changesHref: paths.changes(schoolId),
    fileHref: search.pupilId === null ? null : paths.pupilViewsFile(schoolId, search.pupilId),
    form: { action: paths.views(schoolId), typed: typedIn(query), errors, ...choices },
    page: pageOf(found, pageSize, (page) => paths.views(schoolId, searchQuery(search, page))),
    rows: found.rows.map((row) => ({
      id: row.id,
      when: writtenMoment(row.at, timeZone),
      who: row.who,
      page: row.page,
      pupils: row.pupilIds.length === 1 ? `student ID ${row.pupilIds[0]}` : `${row.pupilIds.length} pupils`,
    })),
  };
}

export default function Views() {
  const { frame, form, page, rows, changesHref, fileHref } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Record of views"
      lead={
        <>
          Who looked at which pupils. Looking at them here is recorded too. See also the{" "}
          <a href={changesHref}>record of changes</a>.
        </>
      }
    >
      <SearchForm view={form} whatLabel="Page" />
      {fileHref && rows.length > 0 && (
        <p>
          <LinkButton quiet href={fileHref}>
            Save every view of this pupil as a file
          </LinkButton>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty title="No views found">Nothing on record matches this search.</Empty>
      ) : (
        <>
          <Table
            caption="Views, newest first"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { title: "When", cell: (row) => row.when },
              { title: "Who", cell: (row) => row.who },
              { title: "Page", cell: (row) => row.page },
              { title: "Whose record", cell: (row) => row.pupils },
            ]}
          />
          <Pagination what="views" {...page} />
        </>
      )}
    </Page>
  );
}
