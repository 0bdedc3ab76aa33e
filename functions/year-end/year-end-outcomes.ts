import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { PrepareOutcome } from "./prepare-plan.ts";
import type { SignOutcome, ThrowAwayOutcome } from "./sign-plan.ts";
import { planPath } from "./year-end-paths.ts";
import { planReply } from "./year-end-reply.ts";
import {
  nothingToReturnWords,
  notOverWords,
  otherOpenWords,
  ownPlanWords,
  seenOtherwiseWords,
  sentOtherwiseWords,
  settledWords,
  stillListingWords,
} from "./year-end-words.ts";

/** A list takes a while, and so does what it lists, so the API says 202. */
export const prepareOutcomes: Outcomes<PrepareOutcome> = {
  prepared: { page: ({ plan }) => ({ to: planPath(plan) }), api: ({ plan }) => json(planReply(plan), 202) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  otherPlanUnderThisId: {
    page: () => ({ status: 409, notice: sentOtherwiseWords }),
    api: () => problem("idempotency-key-reused"),
  },
  otherOpen: {
    page: ({ plan }) => ({ status: 409, notice: otherOpenWords(plan) }),
    api: ({ plan }) => problem("year-end-plan-open", { detail: otherOpenWords(plan), plan: planReply(plan) }),
  },
};

const notPossible = (detail: string) => problem("year-end-not-possible", { detail });

export const signOutcomes: Outcomes<SignOutcome> = {
  signed: { page: ({ plan }) => ({ to: planPath(plan) }), api: ({ plan }) => json(planReply(plan), 202) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  preparedByYou: {
    page: () => ({ status: 403, notice: ownPlanWords }),
    api: () => problem("second-person-needed", { detail: ownPlanWords }),
  },
  settledByAnother: {
    page: ({ plan }) => ({ status: 409, notice: settledWords(plan) }),
    api: ({ plan }) => problem("year-end-plan-settled", { detail: settledWords(plan), plan: planReply(plan) }),
  },
  stillListing: { page: () => ({ status: 409, notice: stillListingWords }), api: () => notPossible(stillListingWords) },
  seenOtherwise: { page: () => ({ status: 409, notice: seenOtherwiseWords }), api: () => notPossible(seenOtherwiseWords) },
  notOver: {
    page: ({ scheme }) => ({ status: 409, notice: notOverWords(scheme) }),
    api: ({ scheme }) => notPossible(notOverWords(scheme)),
  },
  nothingToReturn: { page: () => ({ status: 409, notice: nothingToReturnWords }), api: () => notPossible(nothingToReturnWords) },
};

export const throwAwayOutcomes: Outcomes<ThrowAwayOutcome> = {
  thrownAway: { page: ({ plan }) => ({ to: planPath(plan) }), api: ({ plan }) => json(planReply(plan), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  settledByAnother: {
    page: ({ plan }) => ({ status: 409, notice: settledWords(plan) }),
    api: ({ plan }) => problem("year-end-plan-settled", { detail: settledWords(plan), plan: planReply(plan) }),
  },
};
