import { formatInstant } from "../../shared/domain/dates.ts";
import { type BudgetChange, budgetChangeStates, changeLimitOf } from "../../shared/domain/ledger/budget-change.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";

/** A change as one sentence: "Move £500 from Energy and water to Food". */
export const changeWords = (
  { kind, amount, budget, to }: Pick<BudgetChange, "kind" | "amount" | "budget" | "to">,
  scheme: Scheme,
): string => {
  const sum = formatPounds(amount);
  const of = budget ? budgetName(scheme, budget) : "the grant";
  switch (kind) {
    case "allocation":
      return `Put ${sum} from the grant into ${of}`;
    case "deallocation":
      return `Take ${sum} out of ${of}, back to the grant`;
    case "transfer":
      return `Move ${sum} from ${of} to ${to ? budgetName(scheme, to) : "another budget"}`;
    case "freeze":
      return `Freeze ${sum} in ${of}`;
    case "unfreeze":
      return `Free ${sum} in ${of}`;
    case "spend":
      return `Enter ${sum} as spent from ${of}`;
    case "spendBack":
      return `Take back ${sum} that was spent from ${of}`;
    case "grantIncrease":
      return `Increase the grant by ${sum}`;
    case "grantDecrease":
      return `Reduce the grant by ${sum}`;
  }
};

export const settledWords = ({ state, settled }: Pick<BudgetChange, "state" | "settled">): string =>
  settled
    ? `${settled.by.name} has settled this change on ${formatInstant(settled.at)}: ${budgetChangeStates[state].toLowerCase()}. Nothing more was done.`
    : "This change has been settled already. Nothing more was done.";

export const ownChangeWords = separationWords({ did: "proposeBudgetChange", does: "signBudgetChange" });
export const othersChangeWords = "Only the person who proposed this change can take it back.";
export const sentOtherwiseWords = "This form was sent before with other details. Open it afresh and send it again.";

export const limitWords = (scheme: Scheme): string => {
  const limit = changeLimitOf(scheme);
  return limit > 0
    ? `Up to ${formatPounds(limit)} in a day is done at once. More waits until another person in finance, or the Section 151 officer, has signed it.`
    : "The scheme lets nobody move money alone, so every change waits until another person in finance, or the Section 151 officer, has signed it.";
};
