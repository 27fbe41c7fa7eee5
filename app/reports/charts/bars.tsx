import { scaleBand, scaleLinear } from "d3-scale";

/** A bar, and where `of` is given, the whole that it is a part of. */
export type Bar = { label: string; value: number; of?: number };

const size = { width: 640, row: 24, left: 190, right: 64 };
/** What the room on the left holds of the widest letters. */
const longestLabel = 24;
const fitted = (label: string) =>
  label.length > longestLabel ? `${label.slice(0, longestLabel - 1).trimEnd()}…` : label;

/** Bars across as SVG, drawn on the server, each with its number in words. `about` says what it shows. */
export function Bars({
  id,
  title,
  about,
  bars,
}: {
  id: string;
  title: string;
  about: string;
  bars: readonly Bar[];
}) {
  const height = bars.length * size.row + 8;
  const most = Math.max(1, ...bars.map(({ value, of }) => Math.max(value, of ?? 0)));
  const x = scaleLinear([0, most], [size.left, size.width - size.right]);
  const y = scaleBand(
    bars.map((_, at) => at),
    [4, height - 4],
  ).padding(0.25);
  return (
    <svg
      viewBox={`0 0 ${size.width} ${height}`}
      width="100%"
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
      fontSize="12"
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{about}</desc>
      {bars.map(({ label, value, of }, at) => {
        const top = y(at) ?? 0;
        const thick = y.bandwidth();
        const end = x(Math.max(value, of ?? 0));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two bars may have one label, and they never move
          <g key={at}>
            <text x={size.left - 8} y={top + thick / 2 + 4} textAnchor="end" fill="#1c2b30">
              {fitted(label)}
            </text>
            {of !== undefined && (
              <rect
                x={size.left}
                y={top}
                width={x(of) - size.left}
                height={thick}
                fill="#fff"
                stroke="#747f83"
              />
            )}
            <rect x={size.left} y={top} width={x(value) - size.left} height={thick} fill="#0b5c6b" />
            <text x={end + 6} y={top + thick / 2 + 4} fill="#1c2b30">
              {of === undefined ? value.toLocaleString("en-US") : `${value} of ${of}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
