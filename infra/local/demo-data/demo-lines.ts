import { type Application, ageOf, householdOf } from "../../../shared/domain/application.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import { pence } from "../../../shared/domain/money.ts";
import { compositionOf } from "../../../shared/domain/rules/facts.ts";
import { itemOf, type Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { usualAmount } from "../../../shared/domain/scheme/usual-amount.ts";
import type { DemoItem } from "./kinds-of-support.ts";

/** A household's lines: the scheme's usual amount for each item, or else a local price. */
export const demoLines = (items: readonly DemoItem[], application: Application, scheme: Scheme, day: Day): AwardRequest["lines"] => {
  const household = compositionOf({ ages: householdOf(application).map((person) => ageOf(person, day)) }, scheme.about.childUnder);
  return items.flatMap(({ code, amount }) => {
    const item = itemOf(scheme, code);
    if (!item) return [];
    const usual = usualAmount(scheme, item, household);
    return [
      {
        item: code,
        amount: usual.kind === "usual" ? usual.amount : pence(amount),
        delivery: item.deliveries[0] ?? "CASH",
        ...(item.ambiguous && { reason: "School clothing for the children." }),
      },
    ];
  });
};
