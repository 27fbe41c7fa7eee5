import { Notice } from "#app/ui/notice.tsx";

/** Terms without a session, said to whoever plans. */
export function TermGaps({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Notice kind="warn">
      <p>Families must be offered recovery at least once each term (AR-LEA-3).</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
