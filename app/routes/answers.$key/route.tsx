import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { AnswerPage } from "#app/recovery/families/answer-page.tsx";
import { answersIn, answerView } from "#app/recovery/families/answer-view.ts";
import { answerByLink, findAsked } from "#app/recovery/families/asked.server.ts";
import { FamilyPage } from "#app/recovery/families/family-page.tsx";
import { languages } from "#app/recovery/words/languages.ts";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown?.view?.blocks[0]?.words.title ?? languages.en.answer.unknownTitle },
  { name: "robots", content: "noindex" },
];

/** Reads only: programs that look at mail open every link in it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const asked = await findAsked(context, params.key ?? "");
  if (asked === null) return data({ view: null, language: "en" }, { status: 404 });
  const view = answerView(asked);
  return data({ view, language: view.blocks[0]?.code ?? "en" }, { status: 200 });
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const answers = answersIn(await request.formData());
  if (answers.size === 0) return data({ missing: true }, { status: 400 });
  const key = params.key ?? "";
  const answered = await answerByLink(context, key, answers);
  return answered === null ? data({ missing: false }, { status: 404 }) : redirect(paths.answer(key));
}

export default function Answer() {
  const { view } = useLoaderData<typeof loader>();
  const missing = useActionData<typeof action>()?.missing === true;
  if (view !== null) return <AnswerPage view={view} missing={missing} />;
  return (
    <FamilyPage school={null}>
      {Object.values(languages).map(({ code, answer }, at) => (
        <section key={code} lang={code}>
          {at === 0 ? <h1>{answer.unknownTitle}</h1> : <h2>{answer.unknownTitle}</h2>}
          <p className="text">{answer.unknown}</p>
        </section>
      ))}
    </FamilyPage>
  );
}
