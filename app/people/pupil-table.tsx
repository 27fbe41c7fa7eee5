import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { PupilLine } from "./pupil-line.ts";

/** Pupils, each leading to their page. */
export function PupilTable({ caption, pupils }: { caption: string; pupils: readonly PupilLine[] }) {
  return (
    <Table
      caption={caption}
      rows={pupils}
      rowKey={(pupil) => pupil.pupilId}
      columns={[
        { title: "Pupil", cell: (pupil) => <a href={pupil.href}>{pupil.name}</a> },
        { title: "Grade", cell: (pupil) => pupil.grade },
        { title: "Student number", cell: (pupil) => pupil.number, number: true },
        {
          title: "State",
          cell: (pupil) =>
            pupil.inactive === null ? "" : <StatusTag kind="off">{pupil.inactive}</StatusTag>,
        },
      ]}
    />
  );
}
