import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";

/** The form that answers with the letters as one PDF. @param waiting how many were never printed @param children what else it sends */
export const LettersToPrint = ({
  action,
  waiting,
  children,
}: {
  action: string;
  waiting: number;
  children?: ReactNode;
}) => (
  <form method="post" action={action} className="card narrow stack">
    <h2>Letters to print</h2>
    {children}
    <p>
      {waiting === 0
        ? "All letters were printed."
        : `${waiting} ${waiting === 1 ? "letter waits" : "letters wait"} to be printed.`}{" "}
      You get one PDF. Load this page again afterwards to see them as printed.
    </p>
    <div className="row">
      {waiting > 0 && (
        <Button name="which" value="new">
          Print the new letters
        </Button>
      )}
      <Button quiet name="which" value="all">
        Print all letters again
      </Button>
    </div>
  </form>
);
