import type { PupilLine } from "#app/people/pupil-line.ts";
import { PupilTable } from "#app/people/pupil-table.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import type { Found } from "./route.tsx";

type PupilsView = {
  isTeacher: boolean;
  action: string;
  classes: { section: number; title: string; pupils: PupilLine[] }[];
};

/** Search by name or number; for a teacher also the lists of their classes. */
export function PupilsPage(props: { frame: PageFrame; view: PupilsView; found: Found | null }) {
  const { view, found } = props;
  const mistake = found?.mistake ?? null;
  return (
    <Page
      frame={props.frame}
      title="Pupils"
      above={
        mistake && <ErrorSummary title="Nothing to search by" errors={[{ text: mistake, href: "#q" }]} />
      }
    >
      <form method="post" action={view.action} className="card narrow stack">
        <TextField
          field={{ id: "q", name: "q", value: found?.typed, error: mistake ?? undefined, maxLength: 80 }}
          label="Name or student number"
          hint={
            view.isTeacher
              ? "Searches the pupils of your classes. The beginning of a name is enough."
              : "The beginning of a name is enough."
          }
          type="search"
          autoComplete="off"
        />
        <Button>Search</Button>
      </form>
      {found && mistake === null && <Results found={found} />}
      {view.classes.map((list) => (
        <PupilTable
          key={list.section}
          caption={`${list.title}: ${list.pupils.length} pupils`}
          pupils={list.pupils}
        />
      ))}
    </Page>
  );
}

function Results({ found }: { found: Found }) {
  if (found.pupils.length === 0)
    return <p>No pupil found. Check the spelling, or try the first letters of the last name only.</p>;
  const count = found.pupils.length;
  return (
    <>
      {found.more && <p>{`The first ${count} are shown. Write more of the name to find others.`}</p>}
      <PupilTable caption={count === 1 ? "1 pupil found" : `${count} pupils found`} pupils={found.pupils} />
    </>
  );
}
