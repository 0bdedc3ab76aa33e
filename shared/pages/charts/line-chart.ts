import { type Chart, type LineLook, linesOf, percent } from "./chart.ts";

type Line = {
  readonly label: string;
  readonly look: LineLook;
  /** `at` counts days, months or whatever `from` and `to` count. The first is the leftmost. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
};

type LineChartOf = {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly from: { readonly at: number; readonly label: string };
  readonly to: { readonly at: number; readonly label: string };
  /** A line from top to bottom with its word, as for today. */
  readonly mark?: { readonly at: number; readonly label: string };
  readonly lines: readonly Line[];
  readonly format: (value: number) => string;
  readonly table: Chart["table"];
};

const top = 26;
const bandHeight = 190;

/** Lines over time, with the highest figure, its half and zero written at the lines of the grid. */
export const lineChart = ({ id, title, says, from, to, mark, lines, format, table }: LineChartOf): Chart => {
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const across = (at: number) => Math.min(Math.max((at - from.at) / Math.max(to.at - from.at, 1), 0), 1);
  const up = (value: number) => (highest > 0 ? Math.max(value, 0) / highest : 0);
  const bottom = top + bandHeight;
  // Figures are whole: half of an odd one has its line where its written figure is.
  const grid = [...new Set([highest, Math.round(highest / 2), 0])].map((value) => ({ value, y: round(bottom - up(value) * bandHeight) }));
  const marked = mark && { x: across(mark.at), label: mark.label };
  const ends = [
    { label: from.label, x: "0%", anchor: "start" as const },
    { label: to.label, x: "100%", anchor: "end" as const },
  ];
  const endTexts = ends.flatMap(({ label, x, anchor }) =>
    linesOf(label, 17).map((text, index) => ({ x, y: bottom + 20 + index * 20, text, anchor, isStrong: false })),
  );
  return {
    id,
    title,
    says,
    height: Math.max(...endTexts.map(({ y }) => y)) + 6,
    bars: [],
    grid: grid.map(({ y }) => y),
    marks: marked ? [{ x: percent(marked.x), from: top, to: bottom }] : [],
    lines: lines
      .filter(({ points }) => points.length > 0)
      .map(({ look, points }) => ({
        look,
        points: points.map(({ at, value }) => `${round(across(at) * 100)},${round(100 - up(value) * 100)}`).join(" "),
      })),
    band: { y: top, height: bandHeight },
    texts: [
      ...grid.map(({ value, y }) => ({ x: "0%", y: y - 6, text: format(value), anchor: "start" as const, isStrong: false })),
      ...(marked ? [{ x: percent(marked.x), y: top - 8, text: marked.label, anchor: anchorAt(marked.x), isStrong: true }] : []),
      ...endTexts,
    ],
    key: lines.filter(({ points }) => points.length > 0).map(({ label, look }) => ({ label, look })),
    table,
  };
};

const round = (value: number): number => Math.round(value * 100) / 100;
/** The word of a mark near an edge stays inside. */
const anchorAt = (x: number): "start" | "middle" | "end" => (x < 0.3 ? "start" : x > 0.7 ? "end" : "middle");
