import { scaleLinear, scaleTime } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { shortDay } from "#app/ui/written-day.ts";

/** What has come together by each day, oldest first. */
export type Series = { name: string; points: readonly { day: Temporal.PlainDate; value: number }[] };

const size = { width: 640, height: 240, left: 44, right: 12, top: 26, bottom: 26 };
const strokes = [
  { stroke: "#0b5c6b", strokeDasharray: undefined },
  { stroke: "#b3420e", strokeDasharray: "6 4" },
];
const epoch = (day: Temporal.PlainDate) => day.toZonedDateTime("UTC").epochMilliseconds;

/** Lines over days as SVG, drawn on the server; told apart by dashes as well as by color. `about` says what it shows. */
export function LineChart({
  id,
  title,
  about,
  series,
}: {
  id: string;
  title: string;
  about: string;
  series: readonly Series[];
}) {
  const points = series.flatMap((each) => each.points);
  const days = points.map(({ day }) => epoch(day));
  const most = Math.max(4, ...points.map(({ value }) => value));
  const x = scaleTime([Math.min(...days), Math.max(...days)], [size.left, size.width - size.right]);
  const y = scaleLinear([0, most], [size.height - size.bottom, size.top]).nice(4);
  const path = line<Series["points"][number]>()
    .x(({ day }) => x(epoch(day)))
    .y(({ value }) => y(value))
    .curve(curveStepAfter)
    .digits(1);
  const marked = [...new Map(points.map(({ day }) => [epoch(day), day])).values()];
  const every = Math.max(1, Math.ceil(marked.length / 6));
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      width="100%"
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
      fontSize="12"
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{about}</desc>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={size.left} x2={size.width - size.right} y1={y(tick)} y2={y(tick)} stroke="#dcd7cb" />
          <text x={size.left - 6} y={y(tick) + 4} textAnchor="end" fill="#4d5b60">
            {tick.toLocaleString("en-US")}
          </text>
        </g>
      ))}
      {marked
        .filter((_, at) => at % every === 0)
        .map((day) => (
          <text key={day.toString()} x={x(epoch(day))} y={size.height - 8} textAnchor="middle" fill="#4d5b60">
            {shortDay(day).slice(5)}
          </text>
        ))}
      {series.map(({ name, points }, at) => (
        <g key={name}>
          <path d={path(points) ?? ""} fill="none" strokeWidth="2.5" {...strokes[at]} />
          <line
            x1={size.left + at * 130}
            x2={size.left + at * 130 + 24}
            y1={12}
            y2={12}
            strokeWidth="2.5"
            {...strokes[at]}
          />
          <text x={size.left + at * 130 + 30} y={16} fill="#1c2b30">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
