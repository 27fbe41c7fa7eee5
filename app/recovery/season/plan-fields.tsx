import { Choices, Select, TextField } from "#app/ui/field.tsx";
import { type FormReply, fieldFrom } from "../form-reply.ts";
import { breakChoices } from "../session-breaks.ts";
import type { TeacherChoice } from "../session-fields.tsx";
import { breakLines } from "./breaks-form.ts";
import { bandChoices, lines, weekdays } from "./plan-form.ts";

const rows = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const onWeekdays = weekdays.map((label, index) => ({ value: String(index + 1), label: `${label}s` }));

/** The fields of a season, line by line where there are several of a kind; lines left empty do not count. */
export function PlanFields(props: {
  reply: FormReply | null | undefined;
  start: Partial<Record<string, string>>;
  teachers: readonly TeacherChoice[];
  today: string;
}) {
  const { reply, start, teachers, today } = props;
  const field = (name: string, maxLength?: number) => fieldFrom(reply, name, start[name], { maxLength });
  const choices = teachers.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <TextField label="Name of the season" field={field("name", 80)} />
      <TextField
        label="Subject"
        hint="What is taught, aligned to the grades' standards."
        field={field("subject", 80)}
      />
      <h2>Dates</h2>
      <div className="row">
        <TextField label="First day" type="date" min={today} field={field("from")} />
        <TextField label="Last day" type="date" min={today} field={field("through")} />
      </div>
      <Choices
        label="On these weekdays"
        many
        field={field("weekday")}
        chosen={reply ? (reply.values.weekday ?? []) : ["6"]}
        choices={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <details open={rows(lines.dates).some((line) => field(`date.${line}`).value)}>
        <summary>Single days besides</summary>
        <div className="row">
          {rows(lines.dates).map((line) => (
            <TextField
              key={line}
              label={`Day ${line}`}
              type="date"
              min={today}
              field={field(`date.${line}`)}
            />
          ))}
        </div>
      </details>
      <h2>Times</h2>
      <p className="hint">Below a minimum day, only whole hours of a session count.</p>
      {rows(lines.times).map((line) => (
        <div className="row" key={line}>
          <TextField label={`Session ${line} starts`} type="time" short field={field(`startsAt.${line}`)} />
          <TextField label={`Session ${line} ends`} type="time" short field={field(`endsAt.${line}`)} />
        </div>
      ))}
      <h3>Meals and other breaks</h3>
      <p className="hint">
        They do not count as instruction. A break belongs to the sessions whose time it lies in.
      </p>
      {breakLines.map((line) => (
        <div className="row" key={line}>
          <Select
            label={`Break ${line}`}
            empty="None"
            field={field(`breakWhat.${line}`)}
            choices={breakChoices}
          />
          <TextField label={`Break ${line} starts`} type="time" short field={field(`breakStarts.${line}`)} />
          <TextField label={`Break ${line} ends`} type="time" short field={field(`breakEnds.${line}`)} />
        </div>
      ))}
      <h2>Rooms</h2>
      {rows(lines.rooms).map((line) => (
        <div className="row" key={line}>
          <TextField label={`Room ${line}`} short field={field(`room.${line}`, 40)} />
          <TextField
            label={`Seats in room ${line}`}
            inputMode="numeric"
            short
            field={field(`seats.${line}`, 3)}
          />
        </div>
      ))}
      <h2>Teachers</h2>
      <p className="hint">
        Hours left empty mean the whole day. A teacher leads sessions that lie within their hours. For other
        hours on another weekday, name the teacher on another line.
      </p>
      {rows(lines.teachers).map((line) => (
        <div className="row" key={line}>
          <Select
            label={`Teacher ${line}`}
            empty="Nobody"
            field={field(`teacher.${line}`)}
            choices={choices}
          />
          <Select
            label={`Teacher ${line}, free on`}
            empty="Every date"
            field={field(`on.${line}`)}
            choices={onWeekdays}
          />
          <TextField label={`Teacher ${line}, free from`} type="time" short field={field(`from.${line}`)} />
          <TextField label={`Teacher ${line}, free until`} type="time" short field={field(`to.${line}`)} />
        </div>
      ))}
      <h2>Rules</h2>
      <Choices
        label="Grades that may sit together"
        field={field("bands")}
        choices={Object.entries(bandChoices).map(([value, { label }]) => ({ value, label }))}
      />
      <TextField
        label="Fewest pupils"
        hint="A session with fewer is not held."
        inputMode="numeric"
        short
        field={field("minimumFill", 3)}
      />
      <Choices
        label="Brothers and sisters"
        field={field("siblings")}
        choices={[
          { value: "when free", label: "On the same dates where it costs no day" },
          { value: "always", label: "Always on the same dates, even where that costs days" },
        ]}
      />
    </>
  );
}
