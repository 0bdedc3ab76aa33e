import { expect, test } from "vitest";
import type { Need } from "../../../../shared/domain/needs.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { crf, resultOf } from "./facts-like.ts";

const withoutHousing = { ...crf, items: crf.items.filter(({ need }) => need !== "housing") };

test.each<[readonly Need[], Verdict, string]>([
  [["food"], "pass", "Everything asked for is in the scheme’s catalogue."],
  [["food", "housing"], "refer", "Not in the catalogue: “Rent or moving costs”."],
  [["housing"], "fail", "Not in the catalogue: “Rent or moving costs”."],
])("a scheme that cannot pay for housing is asked for %o", (needs, verdict, because) => {
  expect(resultOf("needInScope", { needs }, withoutHousing)).toMatchObject({ verdict, because });
});
