import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  actOf,
  type Deed,
  deedsWithin,
  partAgainst,
  type Separation,
  type SharedWork,
  separations,
} from "../../../shared/domain/separation.ts";
import { separationWords } from "../../../shared/domain/separation-words.ts";
import { type Act, acts } from "../../../shared/system.ts";

const rows: readonly Separation[] = separations;
const things: Readonly<Record<SharedWork, string>> = {
  case: "A case",
  line: "A line of an award",
  batch: "A batch of payments",
  run: "A run",
  schemeDraft: "A draft of a scheme",
  directoryDraft: "A draft of the directory",
  budgetChange: "A budget change",
  statement: "A public statement",
  preparedReturn: "A return",
  yearEndPlan: "A year-end plan",
};

const eachOnce = (deeds: readonly Deed[]) => [...new Set(deeds)];
const tableRow = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const heldIn = (row: Separation | undefined) => (row ? `[${row.heldIn.split("/").at(-1)}](../${row.heldIn})` : "");

/** One table for each thing. A person who did the act of a row may not do the act of a marked column. */
const matrixOf = (on: SharedWork): string => {
  const own = rows.filter((row) => row.on === on);
  const across = eachOnce(own.map(({ does }) => does));
  const down = eachOnce(own.map(({ did }) => did));
  return [
    tableRow([things[on], ...across.map((does) => `\`${does}\``)]),
    tableRow(["---", ...across.map(() => "---")]),
    ...down.map((did) =>
      tableRow([`\`${did}\``, ...across.map((does) => heldIn(own.find((row) => row.did === did && row.does === does)))]),
    ),
  ].join("\n");
};

test("functions/README.md has the matrix of the table, thing by thing", () => {
  const readme = readFileSync("functions/README.md", "utf8");
  for (const on of Object.keys(things) as SharedWork[])
    expect(readme, `The README has no such table:\n${matrixOf(on)}`).toContain(matrixOf(on));
});

test("every row stands once, and the file that it names asks the table", () => {
  expect(new Set(rows.map(({ on, did, does }) => `${on} ${did} ${does}`)).size).toBe(rows.length);
  for (const { heldIn: file } of rows) expect(readFileSync(join(".", file), "utf8"), file).toContain("partAgainst(");
});

test("a part within an act is of an act that is declared, and who may take it follows from that act", () => {
  for (const deed of Object.keys(deedsWithin) as Deed[]) expect(Object.keys(acts)).toContain(actOf(deed));
});

test("nobody is kept from an act by anything but their own part of a row of the table", () => {
  const deeds = eachOnce(rows.flatMap(({ did, does }) => [did, does]));
  for (const on of Object.keys(things) as SharedWork[])
    for (const did of deeds)
      for (const does of deeds) {
        const row = rows.find((each) => each.on === on && each.did === did && each.does === does);
        expect(partAgainst(on, does, { id: "one" }, [{ did, by: "one" }])).toEqual(row);
        expect(partAgainst(on, does, { id: "another" }, [{ did, by: "one" }])).toBeUndefined();
      }
});

test("the words of a row say what the person did, and which roles may act instead", () => {
  expect(separationWords({ did: "apply", does: "award" })).toBe(
    "You entered this application, so somebody else decides it: an assessor or an approver who did not enter it.",
  );
  for (const row of separations) {
    const { who }: Act = acts[actOf(row.does)];
    expect(separationWords(row)).toMatch(/^You .+, so somebody else .+: .+ who (did|has) not .+\.$/);
    expect(who).not.toBe("anyone");
  }
});
