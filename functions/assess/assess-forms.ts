import { text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import {
  answerRequestSchema,
  liftedInterestSchema,
  questionRequestSchema,
  queueExitSchema,
  refusalRequestSchema,
} from "../../shared/http/contracts/assess-contracts.ts";
import { seenPart } from "../case/case-form.ts";
import { onwardHelpParts } from "../case/onward-help-form.ts";

const seen = seenPart("decide");

/** The forms of the steps that move no money. */
export const readRefuseForm = heldTo(
  refusalRequestSchema,
  group({
    seen,
    because: text({ name: "because", id: "refuse-because" }, refusalRequestSchema.shape.because),
    ...onwardHelpParts("refuse"),
    reason: text({ name: "reason", id: "refuse-reason" }, refusalRequestSchema.shape.reason),
  }),
  "decide",
).read;

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

export const readStopWaitingForm = heldTo(
  queueExitSchema,
  group({ seen, reason: text({ name: "reason", id: "stop-waiting-reason" }, queueExitSchema.shape.reason) }),
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
