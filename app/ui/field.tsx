import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import type { FieldState } from "./form.ts";

type Words = { label: string; hint?: string };

const described = (field: FieldState, hint?: string) =>
  [hint && `${field.id}-hint`, field.error && `${field.id}-error`].filter(Boolean).join(" ") || undefined;

/** The attributes that tie any control to its label, hint and error. */
const wiring = (field: FieldState, hint?: string) => ({
  id: field.id,
  name: field.name,
  required: field.required,
  "aria-invalid": field.error ? (true as const) : undefined,
  "aria-describedby": described(field, hint),
});

function Frame({ field, label, hint, children }: Words & { field: FieldState; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={field.id}>{label}</label>
      <Help field={field} hint={hint} />
      {children}
    </div>
  );
}

function Help({ field, hint }: { field: FieldState; hint?: string }) {
  return (
    <>
      {hint && (
        <span className="hint" id={`${field.id}-hint`}>
          {hint}
        </span>
      )}
      {field.error && (
        <span className="err" id={`${field.id}-error`}>
          {field.error}
        </span>
      )}
    </>
  );
}

/** One line of text, a number, a date, a password, a file. Days are `type="date"` and travel as YYYY-MM-DD. */
export function TextField(
  props: Words & {
    field: FieldState;
    type?: "text" | "email" | "password" | "date" | "time" | "tel" | "url" | "file" | "search";
    inputMode?: "numeric" | "decimal";
    /** What the browser sends nothing else than, and how it says so. Also with script off. */
    pattern?: { of: string; says: string };
    autoComplete?: HTMLInputAutoCompleteAttribute;
    accept?: string;
    min?: string;
    max?: string;
    short?: boolean;
  },
) {
  const { field, label, hint, type = "text" } = props;
  const keepsValue = type !== "password" && type !== "file";
  return (
    <Frame field={field} label={label} hint={hint}>
      <input
        {...wiring(field, hint)}
        className={props.short ? "in short" : "in"}
        type={type}
        defaultValue={keepsValue ? field.value : undefined}
        maxLength={field.maxLength}
        inputMode={props.inputMode}
        pattern={props.pattern?.of}
        title={props.pattern?.says}
        autoComplete={props.autoComplete}
        accept={props.accept}
        min={props.min}
        max={props.max}
      />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({ field, label, hint, rows = 4 }: Words & { field: FieldState; rows?: number }) {
  return (
    <Frame field={field} label={label} hint={hint}>
      <textarea
        {...wiring(field, hint)}
        className="in"
        rows={rows}
        maxLength={field.maxLength}
        defaultValue={field.value}
      />
    </Frame>
  );
}

export type Choice = { value: string; label: string };

/** One of many, in a list. `empty` is the first line, which chooses nothing. */
export function Select(
  props: Words & { field: FieldState; choices: readonly Choice[]; empty?: string; short?: boolean },
) {
  const { field, label, hint } = props;
  return (
    <Frame field={field} label={label} hint={hint}>
      <select
        {...wiring(field, hint)}
        className={props.short ? "in short" : "in"}
        defaultValue={field.value ?? ""}
      >
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One of a few, or with `many` any of a few, all in sight. The first has the id the error summary links to. */
export function Choices(
  props: Words & {
    field: FieldState;
    choices: readonly Choice[];
    many?: boolean;
    /** The chosen values; without it, `field.value`. */
    chosen?: readonly string[];
  },
) {
  const { field, label, hint, many } = props;
  const chosen = props.chosen ?? (field.value === undefined ? [] : [field.value]);
  return (
    <fieldset className="field" aria-describedby={described(field, hint)}>
      <legend>{label}</legend>
      <Help field={field} hint={hint} />
      {props.choices.map((choice, index) => (
        <label className="pick" key={choice.value}>
          <input
            id={index === 0 ? field.id : undefined}
            type={many ? "checkbox" : "radio"}
            name={field.name}
            value={choice.value}
            defaultChecked={chosen.includes(choice.value)}
            required={!many && field.required}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

/** A single yes, sent as "on". */
export function Checkbox({ field, label, hint }: Words & { field: FieldState }) {
  return (
    <div className="field">
      <label className="pick">
        <input {...wiring(field, hint)} type="checkbox" defaultChecked={field.value === "on"} />
        {label}
      </label>
      <Help field={field} hint={hint} />
    </div>
  );
}
