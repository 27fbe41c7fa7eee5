import { Notice } from "#app/ui/notice.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import type { RegisterPupil, RegisterView } from "./register-view.ts";

/** The register when it can no longer be changed: why, what it says, and for an administrator where to open it. */
export function RegisterRead({ view }: { view: RegisterView }) {
  const title = new Map(view.codes.map((code) => [code.code, code.title]));
  return (
    <>
      {view.lock && (
        <Notice kind="warn">
          <p>{view.lock.reason}</p>
          {view.lock.unlockHref && (
            <p>
              <a href={view.lock.unlockHref}>Open it for changes</a>
            </p>
          )}
        </Notice>
      )}
      {view.pupils.length > 0 && (
        <Table
          caption={`${view.pupils.length} pupils`}
          columns={columns(title)}
          rows={view.pupils}
          rowKey={(pupil) => pupil.pupilId}
        />
      )}
    </>
  );
}

function columns(title: ReadonlyMap<string, string>): Column<RegisterPupil>[] {
  return [
    {
      title: "Pupil",
      cell: (pupil) => <a href={pupil.href}>{`${pupil.lastName}, ${pupil.firstName}`}</a>,
    },
    { title: "Grade", cell: (pupil) => pupil.grade },
    { title: "Mark", cell: ({ mark }) => (mark ? (title.get(mark.code) ?? mark.code) : "Present") },
    {
      title: "Minutes late",
      cell: ({ mark }) => mark?.minutesLate ?? "",
      number: true,
    },
    { title: "Note", cell: (pupil) => pupil.note },
    {
      title: "Changed by the office",
      cell: ({ office, whyHref }) => (
        <>
          {office && `${office.by}, ${office.at}; the teacher said ${office.teacherSaid}. `}
          {whyHref && <a href={whyHref}>How this came about</a>}
        </>
      ),
    },
  ];
}
