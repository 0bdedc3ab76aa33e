import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { OnwardHelpProblem } from "../../shared/domain/directory/onward-help.ts";
import { conversationOutcomes } from "../../shared/domain/public-funds.ts";
import { choice, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError } from "../../shared/forms/form.ts";
import { also, group, heldTo } from "../../shared/forms/group.ts";
import {
  answerRequestSchema,
  conversationRequestSchema,
  liftedInterestSchema,
  questionRequestSchema,
  refusalRequestSchema,
  stopWaitingRequestSchema,
} from "../../shared/http/contracts/assess-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { seenPart } from "../case/case-form.ts";
import { onwardHelpParts, unselectedServices } from "../case/onward-help-form.ts";

const seen = seenPart("decide");

const refuseForm = heldTo(
  refusalRequestSchema,
  group({
    seen,
    because: text({ name: "because", id: "refuse-because" }, refusalRequestSchema.shape.because),
    notAccepted: text({ name: "notAccepted", id: "refuse-notAccepted" }, refusalRequestSchema.shape.notAccepted),
    ...onwardHelpParts("refuse"),
    reason: text({ name: "reason", id: "refuse-reason" }, refusalRequestSchema.shape.reason),
  }),
  "decide",
);
export const readRefuseForm = (fields: Form, directory: Directory) =>
  also(refuseForm, (typed) => unselectedServices("refuse", typed, directory)).read(fields);

/** The directory's problems with the onward help, each at the box where it was chosen. */
export const onwardHelpErrors = (problems: readonly OnwardHelpProblem[], fields: Form): readonly FormError[] =>
  errorsAt(refuseForm, problems, fields, "decide");

export const readAskForm = heldTo(
  questionRequestSchema,
  group({ seen, question: text({ name: "question", id: "ask-question" }, questionRequestSchema.shape.question) }),
  "decide",
).read;

export const readAnswerForm = heldTo(
  answerRequestSchema,
  group({ seen, answer: text({ name: "answer", id: "answer-answer" }, answerRequestSchema.shape.answer) }),
  "decide",
).read;

export const readConversationForm = heldTo(
  conversationRequestSchema,
  group({
    seen,
    outcome: choice({ name: "outcome", id: "speak-outcome", options: conversationOutcomes }, conversationRequestSchema.shape.outcome),
  }),
  "decide",
).read;

export const readStopWaitingForm = heldTo(
  stopWaitingRequestSchema,
  group({ seen, reason: text({ name: "reason", id: "stop-waiting-reason" }, stopWaitingRequestSchema.shape.reason) }),
  "decide",
).read;

const lift = liftedInterestSchema.shape;
export const readLiftForm = heldTo(
  liftedInterestSchema,
  group({
    principalId: text({ name: "principalId", id: "lift-reason" }, lift.principalId),
    reason: text({ name: "reason", id: "lift-reason" }, lift.reason),
  }),
  "lift-reason",
).read;
