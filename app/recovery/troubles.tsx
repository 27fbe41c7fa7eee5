import { Notice } from "#app/ui/notice.tsx";

/** What has come to speak against something planned, each with what to do. Draws nothing when there is nothing. */
export function Troubles({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Notice kind="warn">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
