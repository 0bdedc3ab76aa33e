import type { DecisionKind } from "../../shared/domain/case/case.ts";
import { addDays, type Day, formatDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** Tells staff how the resident can have a decision reviewed. "No money left" is not ineligibility and has its own words. */
export const reviewWords = (kind: DecisionKind, { review }: Pick<Scheme, "review">, decidedOn: Day): string => {
  const by = formatDay(addDays(decidedOn, review.askWithinDays));
  const who = review.differentOfficer ? " Another officer looks at it, not whoever decided." : "";
  switch (kind) {
    case "awarded":
      return `The resident can ask for a review until ${by}.${who}${review.cannotReduce ? " A review cannot lower the award." : ""}`;
    case "notEligible":
      return `Found not eligible. The resident can ask for a review until ${by}.${who}`;
    case "noMoneyLeft":
      return `Not found ineligible. ${noMoneyWords[review.whenNoMoneyLeft](by)}`;
    case "closed":
      return "Not found ineligible, so there is no review. The resident can apply again at any time.";
  }
};

const noMoneyWords: Readonly<Record<Scheme["review"]["whenNoMoneyLeft"], (by: string) => string>> = {
  review: (by) => `The resident can ask for a review until ${by}.`,
  // Only earlier decisions: such a scheme no longer refuses for want of money. Those cases were closed and wait for nothing.
  waits: () => "The case is closed and waits for nothing. The resident can apply again at any time.",
  none: () => "There is no review of an empty budget. The resident can apply again at any time.",
};
