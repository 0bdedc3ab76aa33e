import { expect, test } from "vitest";
import type { Day } from "../../../../shared/domain/dates.ts";
import { claimFor } from "../../../../shared/domain/household/household.ts";
import type { Need } from "../../../../shared/domain/needs.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { crf, resultOf } from "./facts-like.ts";

const claims = { claims: [claimFor(crf, "food", "7K3F-9QZT-1A2B-A2", "2026-11-20")], spent: {} };

test.each<[Day, readonly Need[], Verdict]>([
  ["2026-11-30", ["food"], "fail"],
  ["2026-11-30", ["food", "energy"], "refer"],
  ["2026-11-30", ["energy"], "pass"],
  ["2026-12-01", ["food"], "pass"],
])("food awarded on 20 November, asked for on %s among %o: %s", (today, needs, verdict) => {
  expect(resultOf("notAlreadyHelped", { today, needs, claims }).verdict).toBe(verdict);
});

test("a finding names the earlier award and the first day on which help is possible again", () => {
  const result = resultOf("notAlreadyHelped", { needs: ["food"], claims });
  expect(result.because).toBe("Food: award 7K3F-9QZT-1A2B-A2, again from 1 December 2026.");
  expect(result.inputs).toMatchObject({ held: ["food"], awards: ["7K3F-9QZT-1A2B-A2"] });
});
