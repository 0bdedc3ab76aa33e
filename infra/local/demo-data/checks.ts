import { answerPreCheck, type PreCheckPorts } from "../../../functions/apply/pre-check-page.ts";
import { chanceFrom } from "./random.ts";

const howMany = 60;
const dayInMs = 86_400_000;

/** Checks before an application, one a day until today. Most are hopeful; some have too much money or live elsewhere. */
export const loadChecks = async (now: Date, ports: PreCheckPorts): Promise<void> => {
  const chance = chanceFrom(howMany);
  const checks = Array.from({ length: howMany }, (_, daysAgo) => {
    const typed: { readonly [field: string]: string } = {
      postcode: chance.happens(0.1) ? "B1 1AA" : "CV6 6AA",
      age: String(chance.between(19, 75)),
      adults: "2",
      children: String(chance.between(0, 3)),
      income: String(chance.between(4, chance.happens(0.2) ? 60 : 20) * 100),
      housingCosts: "520",
      savings: chance.happens(0.1) ? "9000" : "40",
      trigger: chance.oneOf(["suddenExpense", "dropInIncome", "atRisk", "ongoing"]),
      needs: chance.oneOf(["food", "energy", "fridgeFreezer", "clothing"]),
    };
    const form = { one: (field: string) => typed[field] ?? "", all: (field: string) => (typed[field] ? [typed[field]] : []) };
    return { form, now: new Date(now.getTime() - daysAgo * dayInMs) };
  });
  await Promise.all(checks.map((check) => answerPreCheck(check, ports)));
};
