import { barLooks, type Chart, linesOf, percent } from "./chart.ts";

type BarChartOf = {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** What a row is: the first column of the table. */
  readonly rowName: string;
  /** One to four parts of each bar, from left to right. */
  readonly parts: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** A figure as people read it. */
  readonly format: (value: number) => string;
};

const lineHeight = 22;
const barHeight = 20;
const gap = 18;

/** A bar below each row's words, as long as its share of the longest row. */
export const barChart = ({ id, title, says, rowName, parts, rows, format }: BarChartOf): Chart => {
  const longest = Math.max(0, ...rows.map(({ values }) => sum(values.map(drawn))));
  const key = parts.length > 1 ? parts.map((label, index) => ({ label, look: lookOf(index) })) : [];
  let y = 0;
  const drawings = rows.map(({ label, values }) => {
    const says = parts.length > 1 ? parts.map((part, index) => `${part} ${format(values[index] ?? 0)}`).join("; ") : format(values[0] ?? 0);
    const words = [
      ...linesOf(label).map((text) => ({ text, isStrong: true })),
      ...linesOf(says, 36).map((text) => ({ text, isStrong: false })),
    ];
    const texts = words.map((line, index) => ({ ...line, x: "0%", y: y + lineHeight * (index + 1) - 6, anchor: "start" as const }));
    const top = y + words.length * lineHeight + 2;
    let before = 0;
    const bars = values.flatMap((value, index) => {
      const width = longest > 0 ? drawn(value) / longest : 0;
      const x = before;
      before += width;
      return width > 0 ? [{ x: percent(x), y: top, width: percent(width), height: barHeight, look: lookOf(index) }] : [];
    });
    y = top + barHeight + gap;
    return { texts, bars };
  });
  return {
    id,
    title,
    says,
    height: Math.max(y - gap + 2, 1),
    bars: drawings.flatMap(({ bars }) => bars),
    texts: drawings.flatMap(({ texts }) => texts),
    grid: [],
    marks: [],
    lines: [],
    band: { y: 0, height: 1 },
    key,
    table: { first: rowName, columns: parts, rows: rows.map(({ label, values }) => ({ label, cells: values.map(format) })) },
  };
};

/** A bar cannot be shorter than nothing; its words say the figure below zero. */
const drawn = (value: number): number => Math.max(value, 0);
const lookOf = (index: number) => barLooks[index] ?? "open";
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
