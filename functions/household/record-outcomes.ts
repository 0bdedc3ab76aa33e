import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import type { RecordProblem } from "../../shared/domain/identity/change-household.ts";
import { errorsAt, type FormError, type Part } from "../../shared/forms/form.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { householdPath } from "./household-paths.ts";
import { peopleReply } from "./household-reply.ts";
import type { ChangeOutcome } from "./record-change.ts";

const nothingDiffersWords = "Nothing is different from what is known. Change something, or go back to the household.";
const joinedWords = (to: string) => `This household was joined to ${to}. Record it there. Nothing was changed.`;

const staleWords = ({ latest }: Extract<ChangeOutcome, { kind: "stale" }>): string => {
  const what = latest
    ? `${latest.by.name} recorded on ${formatInstant(latest.at)}: ${latest.says}.`
    : "A new application of it came in, or somebody recorded something.";
  return `The household changed after you opened it. ${what} Nothing of yours was recorded. Send it again if it still stands.`;
};

/** Problems of a record at the boxes of its form. The member of an address that is meant has no box of its own. */
const atBoxes = (form: Part<unknown>, problems: readonly RecordProblem[], typed: Form, otherwise: string): readonly FormError[] =>
  errorsAt(form, problems, typed, otherwise);

/** The reply for each outcome of recording a change. */
export const recordOutcomes = (form: Part<unknown>, otherwise: string): Outcomes<ChangeOutcome> => ({
  recorded: {
    page: ({ identity }) => ({ to: householdPath(identity.householdId) }),
    api: ({ identity }, { now }) => json(peopleReply(identity, now), 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  joined: {
    page: ({ to }) => ({ status: 409, notice: joinedWords(to) }),
    api: ({ to }) => problem("household-joined", { detail: joinedWords(to), householdId: to }),
  },
  barred: { page: () => ({ status: 403, notice: barredWords }), api: () => problem("interest-declared") },
  stale: {
    page: (outcome) => ({ status: 409, notice: staleWords(outcome) }),
    api: (outcome) => problem("stale-household", { detail: staleWords(outcome), version: outcome.version }),
  },
  noSuchPerson: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  nothingDiffers: {
    page: () => ({ status: 400, errors: [{ field: otherwise, text: nothingDiffersWords }] }),
    api: () => invalidRequest([{ path: [], message: nothingDiffersWords }]),
  },
  problems: {
    page: ({ problems }, sent) => ({ status: 400, errors: atBoxes(form, problems, sent.form, otherwise) }),
    api: ({ problems }) => invalidRequest(problems),
  },
});
