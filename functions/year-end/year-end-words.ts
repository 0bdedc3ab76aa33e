import { formatDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { planKinds, planStates, type YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";

export const ownPlanWords = separationWords({ did: "prepareYearEnd", does: "signYearEnd" });
export const sentOtherwiseWords = "This form was sent before with other details. Open it afresh and send it again.";
export const seenOtherwiseWords = "This is not the plan that you saw. Nothing was signed. Look at the plan below, and sign it again.";
export const stillListingWords = "The plan is still being listed. Look again in a minute, and sign it then.";
export const nothingToReturnWords = "Nothing is there to return, so there is nothing to sign. Throw this plan away.";

export const notOverWords = ({ about }: Scheme): string =>
  `${about.name} runs to ${formatDay(about.end)}. Sign the plan after that day: until then awards still change what is open.`;

export const otherOpenWords = ({ kind, state, preparedBy }: YearEndPlan): string =>
  `A plan “${planKinds[kind].label}” is open already, prepared by ${preparedBy.name}: ${planStates[state].toLowerCase()}. Finish it or throw it away first.`;

export const settledWords = ({ state, signedBy, thrownAwayBy }: YearEndPlan): string =>
  `${(thrownAwayBy ?? signedBy)?.name ?? "Somebody"} was first: this plan is ${stateWords[state]}. Nothing more was done.`;

const stateWords: { readonly [S in YearEndPlan["state"]]: string } = {
  listing: "still being listed",
  ready: "waiting for a second person",
  doing: "signed, and being done",
  done: "done",
  thrownAway: "thrown away",
};
