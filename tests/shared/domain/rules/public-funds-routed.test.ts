import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { resultOf } from "./facts-like.ts";

test.each<[Facts["noRecourse"], Verdict, true | undefined, string]>([
  ["no", "pass", undefined, "Says that nobody’s visa limits public funds."],
  ["yes", "refer", true, "Says that a visa limits public funds. Give a route to advice: never paid and never refused here."],
  ["notSure", "refer", undefined, "Does not know, or would rather not say. Ask in private before any public money."],
  [undefined, "refer", undefined, "Nobody asked. Ask in private before any public money."],
])("no recourse to public funds answered with %s", (noRecourse, verdict, holds, because) => {
  const result = resultOf("publicFundsRouted", { noRecourse });
  expect(result).toMatchObject({ verdict, because });
  expect(result.holds).toBe(holds);
});
