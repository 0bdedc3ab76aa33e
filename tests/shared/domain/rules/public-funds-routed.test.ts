import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import { lookFirst } from "../../../../shared/domain/rules/look-first.ts";
import { publicFundsRouted } from "../../../../shared/domain/rules/public-funds-routed.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { ruleFor } from "../../../../shared/domain/rules/rules.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { factsLike } from "./facts-like.ts";

const crf = shippedSchemes.at(-1) as Scheme;

test.each<[Facts["noRecourse"], Verdict, true | undefined, string]>([
  ["no", "pass", undefined, "Says that nobody’s visa limits public funds."],
  ["yes", "refer", true, "Says that a visa limits public funds. Give a route to advice: never paid and never refused here."],
  ["notSure", "refer", undefined, "Does not know, or would rather not say. Ask in private before any public money."],
  [undefined, "refer", undefined, "Nobody asked. Ask in private before any public money."],
])("the first version, answered with %s, finds what it always did", (noRecourse, verdict, holds, because) => {
  const result = publicFundsRouted.find(factsLike({ noRecourse }), {}, crf);
  expect(result).toMatchObject({ verdict, because });
  expect(result.holds).toBe(holds);
});

test.each(["yes", "notSure", undefined] as const)(
  "under the first version too, %s waits for the private conversation, and only its outcome lets an award through",
  (noRecourse) => {
    const finding = publicFundsRouted.find(factsLike({ noRecourse }), {}, crf);
    const results = [{ rule: "publicFundsRouted", version: 1, ...finding }];
    const left = (looked: Partial<Parameters<typeof lookFirst>[1]>) =>
      lookFirst(results, { possibleHouseholds: [], ...looked }).map(({ settledBy }) => settledBy);
    expect(left({ looked: ["publicFundsRouted"] })).toEqual(["conversation"]);
    expect(left({ conversation: "routedToAdvice" })).toEqual(["conversation"]);
    expect(left({ conversation: "withdrawn" })).toEqual(["conversation"]);
    expect(left({ conversation: "mayBeAwarded" })).toEqual([]);
  },
);

test.each<[Facts["noRecourse"], Facts["conversation"], Verdict]>([
  ["no", undefined, "pass"],
  ["yes", undefined, "refer"],
  ["notSure", undefined, "refer"],
  [undefined, undefined, "refer"],
  ["yes", "mayBeAwarded", "pass"],
  [undefined, "mayBeAwarded", "pass"],
  ["no", "routedToAdvice", "refer"],
  ["yes", "routedToAdvice", "refer"],
  ["notSure", "withdrawn", "refer"],
])(
  "the second version, answered with %s and after the conversation %s, comes to %s and holds unless it passes",
  (noRecourse, conversation, verdict) => {
    const result = ruleFor({ rule: "publicFundsRouted", version: 2 })?.find(factsLike({ noRecourse, conversation }), {}, crf);
    expect(result?.verdict).toBe(verdict);
    expect(result?.holds).toBe(verdict === "pass" ? undefined : true);
  },
);
