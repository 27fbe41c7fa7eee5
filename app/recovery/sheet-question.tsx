import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** What becomes of a sheet that would be taken over: shown before it is, and sent along as seen. */
export function SheetQuestion({
  action,
  asks,
}: {
  action: string;
  asks: { consequences: readonly string[]; saidBy: string; fileName: string; text: string };
}) {
  return (
    <Notice kind="warn">
      <form method="post" action={action} encType="multipart/form-data" className="stack">
        <h2>Nothing was saved yet: look at what would follow</h2>
        <p className="text">
          Every row can be taken over. Who was there is a fact, so no row is refused for what follows; leave
          out a row only where it is wrong.
        </p>
        <ul>
          {asks.consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {asks.consequences.map((sentence) => (
          <input key={sentence} type="hidden" name="seen" value={sentence} />
        ))}
        <input type="hidden" name="fileName" value={asks.fileName} />
        <input type="hidden" name="text" value={asks.text} />
        <input type="hidden" name="saidBy" value={asks.saidBy} />
        <Button>Take the times over as they are</Button>
      </form>
    </Notice>
  );
}
