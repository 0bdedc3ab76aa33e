import { text } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import {
  answerRequestSchema,
  liftedInterestSchema,
  questionRequestSchema,
  refusalRequestSchema,
  stopWaitingRequestSchema,
} from "../../shared/http/contracts/assess-contracts.ts";
import { seenPart } from "../case/case-form.ts";
import { onwardHelpParts } from "../case/onward-help-form.ts";

const seen = seenPart("decide");

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

/** A button alone: somebody who declares an interest need not say why. */
export const readDeclareForm = (): FormRead<Record<string, never>> => ({ kind: "read", request: {} });
