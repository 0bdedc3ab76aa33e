import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { matchPath, settledWords } from "../case/match-view.ts";
import type { ReopenOutcome } from "./reopen-match.ts";
import { settleErrors } from "./settle-form.ts";
import type { SettleOutcome } from "./settle-match.ts";

const notKept = "What you found was not kept.";
const oneHouseholdWords =
  "Somebody has joined the two households meanwhile, so they are one. Choose “The same household”, or split them on the household’s page first. Nothing was changed.";
const notSettledWords = ({ state }: Match): string =>
  state === "gone"
    ? "Nobody has to compare these two any more, so there is nothing to undo. Nothing was changed."
    : "Nobody has settled this match, or somebody has opened it again already. Nothing was changed.";

type Both = Extract<SettleOutcome | ReopenOutcome, { readonly kind: "notFound" | "barred" | "enteredByYou" }>;

const matchOutcomes = (does: "settleMatch" | "reopenMatch"): Outcomes<Both> => ({
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403, notice: barredWords }), api: () => problem("interest-declared") },
  enteredByYou: {
    page: () => ({ status: 403, notice: `${separationWords({ did: "apply", does })} Nothing was changed.` }),
    api: () => problem("second-person-needed", { detail: separationWords({ did: "apply", does }) }),
  },
});

export const settleOutcomes: Outcomes<SettleOutcome> = {
  ...matchOutcomes("settleMatch"),
  settled: {
    // A person who settles the match of a decided case first reads its consequences.
    page: ({ match, case: { caseId }, isPaidTwice }) => ({ to: isPaidTwice ? matchPath(match) : `/cases/${caseId}#household` }),
    api: ({ match: { caseId, candidateId, state }, case: head, isPaidTwice }) =>
      json({ caseId, candidateId, state, case: caseSummaryOf(head), ...(isPaidTwice && { follows: paidTwiceWords }) }, 201),
  },
  settledBefore: {
    page: ({ match }) => ({ status: 409, notice: `${settledWords(match)} ${notKept}` }),
    api: ({ match, now }) => problem("stale-case", { detail: `${settledWords(match)} ${notKept}`, case: caseSummaryOf(now) }),
  },
  oneHousehold: {
    page: () => ({ status: 409, notice: oneHouseholdWords }),
    api: ({ now }) => problem("step-not-possible", { detail: oneHouseholdWords, case: caseSummaryOf(now) }),
  },
  notAllowed: {
    page: ({ problems }, { form }) => ({ status: 400, errors: settleErrors(problems, form) }),
    api: ({ problems }) => invalidRequest(problems),
  },
};

const paidTwiceWords =
  "The household has been awarded the same help twice for one time. Nothing is taken back by itself: see both awards, and cancel a line that is not paid or delivered yet.";

export const reopenOutcomes: Outcomes<ReopenOutcome> = {
  ...matchOutcomes("reopenMatch"),
  reopened: {
    page: ({ match }) => ({ to: matchPath(match) }),
    api: ({ match: { caseId, candidateId, state }, case: head }) => json({ caseId, candidateId, state, case: caseSummaryOf(head) }, 201),
  },
  notSettled: {
    page: ({ match }) => ({ status: 409, notice: notSettledWords(match) }),
    api: ({ match, now }) => problem("step-not-possible", { detail: notSettledWords(match), case: caseSummaryOf(now) }),
  },
};
