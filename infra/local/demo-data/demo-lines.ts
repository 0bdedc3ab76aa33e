import type { Application } from "../../../shared/domain/application.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import { ageOn, type Day } from "../../../shared/domain/dates.ts";
import { pence } from "../../../shared/domain/money.ts";
import { compositionOf } from "../../../shared/domain/rules/facts.ts";
import { itemOf, type Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { usualAmount } from "../../../shared/domain/scheme/usual-amount.ts";
import type { DemoItem } from "./kinds-of-support.ts";

/** What a household is awarded: the usual amount where its scheme sets one, else what such a thing costs here. */
export const demoLines = (items: readonly DemoItem[], { people }: Application, scheme: Scheme, day: Day): AwardRequest["lines"] => {
  const household = compositionOf({ ages: people.map(({ dateOfBirth }) => ageOn(dateOfBirth, day)) }, scheme.about.childUnder);
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
