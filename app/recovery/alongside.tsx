import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { SessionView } from "./session-view.ts";

/** What follows where a session runs at the same time as another program, and that program's own list. */
export function Alongside({ view }: { view: SessionView }) {
  const { notices } = view.purpose;
  if (notices.length === 0) return null;
  return (
    <Notice>
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      {view.rights.run && (
        <p>
          <a href={paths.recoveryOtherList(view.schoolId, view.sessionId)}>
            Attendance list for the other program (CSV)
          </a>
        </p>
      )}
    </Notice>
  );
}
