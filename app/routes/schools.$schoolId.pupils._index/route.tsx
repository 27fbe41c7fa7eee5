import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Actor } from "#app/access/actor.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { sectionName } from "#app/attendance/section-name.ts";
import type { RequestContext } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { classLists, findPupils } from "#app/people/find-pupils.server.ts";
import { type PupilLine, pupilLine } from "#app/people/pupil-line.ts";
import { readSearch } from "#app/people/pupil-search.ts";
import { PupilsPage } from "./pupils-page.tsx";

export const meta: MetaFunction = () => [{ title: "Pupils · AP Tool" }];

const most = 50;

/** What a search came to. A name is only ever posted, so that it stands in no address and in no log. */
export type Found = { typed: string; mistake: string | null; pupils: PupilLine[]; more: boolean };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "pupil:read", params.schoolId);
  const number = new URL(request.url).searchParams.get("q") ?? "";
  const found = /^\d{1,9}$/.test(number) ? await search(context, actor, number) : null;
  const classes =
    actor.ownSectionsOnly && request.method === "GET" && found === null
      ? await context.door.asActor(actor, async (tx) => {
          const lists = await classLists(tx, actor.schoolId, context.clock.today());
          const shown = new Set(lists.flatMap((list) => list.pupils.map((pupil) => pupil.pupilId)));
          await recordView(tx, actor, context.clock.now(), "class list", [...shown]);
          return lists.map(({ section, title, room, period, pupils }) => ({
            section,
            title: `${sectionName({ title, room })}, period ${period}`,
            pupils: pupils.map((pupil) => pupilLine(pupil, actor.schoolId)),
          }));
        })
      : [];
  const view = { isTeacher: actor.ownSectionsOnly, action: paths.pupils(actor.schoolId), found, classes };
  return { frame: frameOf(actor, "pupils"), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "pupil:read", params.schoolId);
  const typed = (await request.formData()).get("q");
  const found = await search(context, actor, typeof typed === "string" ? typed.slice(0, 80) : "");
  return data(found, { status: found.mistake === null ? 200 : 400 });
}

async function search(context: RequestContext, actor: Actor, typed: string): Promise<Found> {
  const wanted = readSearch(typed);
  if (wanted === null) return { typed, mistake: "Write a name or a student number", pupils: [], more: false };
  return context.door.asActor(actor, async (tx) => {
    const rows = await findPupils(tx, actor.schoolId, wanted, most);
    const pupils = rows.slice(0, most);
    const ids = pupils.map((pupil) => pupil.pupilId);
    await recordView(tx, actor, context.clock.now(), "pupil search", ids);
    const lines = pupils.map((pupil) => pupilLine(pupil, actor.schoolId));
    return { typed, mistake: null, pupils: lines, more: rows.length > most };
  });
}

export default function Pupils() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <PupilsPage frame={frame} view={view} found={useActionData<typeof action>() ?? view.found} />;
}
