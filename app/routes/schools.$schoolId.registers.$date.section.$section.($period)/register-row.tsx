import type { ReactNode } from "react";
import type { RegisterCode, RegisterMark, RegisterPupil } from "./register-view.ts";

/** What is the same in each row, worked out once a page. */
export type RowPlan = {
  quick: readonly RegisterCode[];
  others: readonly RegisterCode[];
  /** The list under Other, made once and drawn in each row. */
  options: ReactNode;
  /** Grades are shown only where a class mixes them. */
  mixed: boolean;
};

export function rowPlan(codes: readonly RegisterCode[], pupils: readonly RegisterPupil[]): RowPlan {
  const others = codes.filter((code) => !code.quick);
  return {
    quick: codes.filter((code) => code.quick),
    others,
    options: others.map((code) => (
      <option key={code.code} value={code.code} className={code.tardy ? "t" : undefined}>
        {code.title}
      </option>
    )),
    mixed: pupils.some((pupil) => pupil.grade !== pupils[0]!.grade),
  };
}

type Field = NonNullable<RegisterPupil["error"]>["field"];

/** What an error summary links to. Only a row with an error or a conflict carries ids. */
export const rowAnchor = (pupil: RegisterPupil, field: Field | "resolve") => `${field}-${pupil.pupilId}`;

const lookOf = { absent: "a", tardy: "t", other: "o" } as const;

/** One pupil: name, the mark, what the mark asks for, and what others did. A function, not a component: 35 a page. */
export function registerRow(pupil: RegisterPupil, plan: RowPlan): ReactNode {
  const { pupilId: id, mark, error } = pupil;
  const isQuick = mark !== null && plan.quick.some((code) => code.code === mark.code);
  const ids = (field: Field) =>
    error?.field === field
      ? { id: rowAnchor(pupil, field), "aria-invalid": true, "aria-describedby": `${id}-error` }
      : undefined;
  const radio = `mark.${id}`;
  const trouble = error || pupil.conflict;
  return (
    <fieldset key={id} className={trouble ? "p bad" : "p"}>
      <legend>
        <a href={pupil.href}>
          <b>{pupil.lastName}</b>
          {`, ${pupil.firstName}`}
        </a>
        {plan.mixed && <i>{`Grade ${pupil.grade}`}</i>}
      </legend>
      <div className="s">
        <label>
          <input type="radio" name={radio} value="" defaultChecked={mark === null} {...ids("mark")} />
          Present
        </label>
        {plan.quick.map((code) => (
          <label key={code.code}>
            <input
              type="radio"
              name={radio}
              value={code.code}
              className={code.tardy ? "t" : lookOf[code.category]}
              defaultChecked={mark?.code === code.code}
            />
            {code.title}
          </label>
        ))}
        {plan.others.length > 0 && (
          <label>
            <input type="radio" name={radio} value="other" defaultChecked={mark !== null && !isQuick} />
            Other
          </label>
        )}
      </div>
      <div className="x">
        {plan.others.length > 0 && (
          <label className="w">
            {"Which "}
            <select name={`other.${id}`} defaultValue={isQuick ? undefined : mark?.code} {...ids("other")}>
              <option value="">Choose</option>
              {plan.options}
              {retired(plan, isQuick ? null : mark)}
            </select>
          </label>
        )}
        <label className="l">
          {"Minutes late "}
          <input
            name={`minutes.${id}`}
            inputMode="numeric"
            size={3}
            defaultValue={mark?.minutesLate ?? undefined}
            {...ids("minutes")}
          />
        </label>
        <label className="n">
          {"Note "}
          <input
            name={`note.${id}`}
            maxLength={200}
            placeholder=" "
            defaultValue={pupil.note || undefined}
            {...ids("note")}
          />
        </label>
      </div>
      {(trouble || pupil.office || pupil.aeries || pupil.whyHref) && <Remarks pupil={pupil} />}
    </fieldset>
  );
}

/** A code that the school no longer uses stays in the list of the pupil who has it, so that saving keeps it. */
function retired({ others }: RowPlan, mark: RegisterMark | null) {
  const isKnown = !mark || mark.code === "other" || others.some((code) => code.code === mark.code);
  return !isKnown && <option value={mark.code}>{mark.code}</option>;
}

function Remarks({ pupil }: { pupil: RegisterPupil }) {
  const { error, conflict, office, aeries, whyHref, pupilId } = pupil;
  return (
    <div className="m">
      {error && (
        <p className="err" id={`${pupilId}-error`}>
          {error.text}
        </p>
      )}
      {conflict && <Conflict pupil={pupil} conflict={conflict} />}
      {office && (
        <p>
          <span className="tag">{`Office: ${office.title}, ${office.at}, ${office.by}`}</span>
          {` The teacher said ${office.teacherSaid}.`}
        </p>
      )}
      {aeries && (
        <p>
          <span className="tag warn">{`Aeries has ${aeries.title}`}</span>
        </p>
      )}
      {whyHref && <a href={whyHref}>How this came about</a>}
    </div>
  );
}

function Conflict({
  pupil,
  conflict,
}: {
  pupil: RegisterPupil;
  conflict: NonNullable<RegisterPupil["conflict"]>;
}) {
  const { theirs, yours } = conflict;
  const name = `resolve.${pupil.pupilId}`;
  return (
    <div className="c" role="radiogroup" aria-label="Two people marked this pupil">
      <p>{`${theirs.by} put ${theirs.said} at ${theirs.at}. You put ${yours.said}.`}</p>
      <label>
        <input type="radio" name={name} value="theirs" id={rowAnchor(pupil, "resolve")} required />
        Keep theirs
      </label>
      <label>
        <input type="radio" name={name} value="mine" />
        Use mine
      </label>
    </div>
  );
}
