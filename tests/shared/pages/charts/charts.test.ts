import { expect, test } from "vitest";
import { formatPounds, pence } from "../../../../shared/domain/money.ts";
import { barChart } from "../../../../shared/pages/charts/bar-chart.ts";
import { burnDown } from "../../../../shared/pages/charts/burn-down.ts";
import type { Chart } from "../../../../shared/pages/charts/chart.ts";
import { linesOf } from "../../../../shared/pages/charts/chart.ts";
import { Environment, templateLoader, templateOptions } from "../../../../shared/pages/templates.ts";

const pounds = (value: number) => formatPounds(pence(value));
const html = (drawing: Chart): string =>
  new Environment(templateLoader(), templateOptions).renderString('{% from "pages/charts/chart.njk" import chart %}{{ chart(drawing) }}', {
    drawing,
  });

const spent = barChart({
  id: "spent",
  title: "Spent by what it was for",
  says: "Most was spent on food.",
  rowName: "What for",
  parts: ["Paid", "On its way"],
  rows: [
    { label: "Food", values: [300_00, 100_00] },
    { label: "Energy & <heat>", values: [100_00, 0] },
    { label: "Taken back", values: [-5_00, 0] },
  ],
  format: pounds,
});

test("a bar is as long as its share of the longest row, and its parts follow each other", () => {
  expect(spent.bars.map(({ x, width, look }) => [x, width, look])).toEqual([
    ["0%", "75%", "solid"],
    ["75%", "25%", "striped"],
    ["0%", "25%", "solid"],
  ]);
});

test("every figure of a drawing stands in words beside its bar and in its table", () => {
  expect(spent.texts.map(({ text }) => text)).toContain("Paid £300; On its way £100");
  expect(spent.texts.map(({ text }) => text)).toContain("Paid -£5; On its way £0");
  expect(spent.table).toEqual({
    first: "What for",
    columns: ["Paid", "On its way"],
    rows: [
      { label: "Food", cells: ["£300", "£100"] },
      { label: "Energy & <heat>", cells: ["£100", "£0"] },
      { label: "Taken back", cells: ["-£5", "£0"] },
    ],
  });
});

test("a screen reader gets a title, a sentence and a table; nothing is unescaped, and no style is inline", () => {
  const page = html(spent);
  expect(page).toContain('role="img" aria-labelledby="spent-title spent-says"');
  expect(page).toContain('<title id="spent-title">Spent by what it was for</title>');
  expect(page).toContain('<desc id="spent-says">Most was spent on food.</desc>');
  expect(page).toContain('<th scope="row" class="govuk-table__header govuk-!-font-weight-regular">Food</th>');
  expect(page).toContain("Energy &amp; &lt;heat&gt;");
  expect(page).not.toContain("<heat>");
  expect(page).not.toContain("style=");
});

test("parts are told apart by pattern and by name", () => {
  expect(spent.key).toEqual([
    { label: "Paid", look: "solid" },
    { label: "On its way", look: "striped" },
  ]);
  expect(html(spent)).toContain('fill="url(#spent-striped)"');
});

test("a drawing of nothing is still a drawing with its table", () => {
  const nothing = barChart({ id: "n", title: "Spent", says: "Nothing yet.", rowName: "What", parts: ["Paid"], rows: [], format: pounds });
  expect(html(nothing)).toContain("Nothing yet.");
  const zero = barChart({ ...nothing, rowName: "What", parts: ["Paid"], rows: [{ label: "Food", values: [0] }], format: pounds });
  expect(zero.bars).toEqual([]);
  expect(zero.texts.map(({ text }) => text)).toEqual(["Food", "£0"]);
});

const year = { id: "left", title: "Food, everyday", from: "2026-04-01", to: "2027-03-31", whole: 365_000, format: pounds } as const;

test("a burn-down says in words whether more or less is left than at an even pace, and until when it lasts", () => {
  const slow = burnDown({ ...year, today: "2026-04-11", days: [{ day: "2026-04-05", left: 364_000 }], left: 363_000 });
  expect(slow.says).toBe("£3,630 of £3,650 is left on 11 April 2026, more than the £3,550 that an even pace would leave.");
  const fast = burnDown({ ...year, today: "2026-04-11", days: [], left: 300_000, runsOutOn: "2026-06-01" });
  expect(fast.says).toBe(
    "£3,000 of £3,650 is left on 11 April 2026, less than the £3,550 that an even pace would leave. At the present rate nothing is left on 1 June 2026.",
  );
  expect(fast.key.map(({ label }) => label)).toEqual(["Left", "Left at an even pace", "At the present rate"]);
});

test("a burn-down keeps its lines inside the drawing, from the first day to the last", () => {
  const drawing = burnDown({
    ...year,
    today: "2026-09-30",
    days: [
      { day: "2026-03-01", left: 365_000 },
      { day: "2026-04-01", left: 365_000 },
      { day: "2026-06-30", left: 200_000 },
    ],
    left: 0,
  });
  const places = drawing.lines.flatMap(({ points }) => points.split(" ").map((point) => point.split(",").map(Number)));
  expect(places.flat().every((place) => place >= 0 && place <= 100)).toBe(true);
  expect(drawing.lines[0]?.points.split(" ")).toHaveLength(3);
  expect(drawing.table.rows.map(({ label }) => label)).toEqual(["1 April 2026", "30 September 2026"]);
});

test("before its first day and after its last, a burn-down says so", () => {
  expect(burnDown({ ...year, today: "2026-03-01", days: [], left: 365_000 }).says).toBe(
    "£3,650 of £3,650 is left. It begins on 1 April 2026.",
  );
  expect(burnDown({ ...year, today: "2027-05-01", days: [], left: 50_000 }).says).toBe(
    "£500 of £3,650 is left. It ended on 31 March 2027.",
  );
  expect(html(burnDown({ ...year, whole: 0, today: "2026-05-01", days: [], left: 0 }))).toContain("£0 of £0 is left");
});

test("long words are broken into lines that fit a phone", () => {
  expect(linesOf("White goods and boilers for households with children", 34)).toEqual([
    "White goods and boilers for",
    "households with children",
  ]);
});

test("the figures at the lines of the grid are whole, and each stands at its own height", () => {
  const drawing = burnDown({ ...year, whole: 3, today: "2026-05-01", days: [], left: 3, format: (value) => String(pence(value)) });
  expect(drawing.texts.slice(0, 3).map(({ text }) => text)).toEqual(["3", "2", "0"]);
  expect(drawing.grid).toEqual([26, 89.33, 216]);
});
