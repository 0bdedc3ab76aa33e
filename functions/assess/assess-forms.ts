import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { OnwardHelpProblem } from "../../shared/domain/directory/onward-help.ts";
import { text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError } from "../../shared/forms/form.ts";
import { also, group, heldTo } from "../../shared/forms/group.ts";
import {
  answerRequestSchema,
  liftedInterestSchema,
  questionRequestSchema,
  queueExitSchema,
  refusalRequestSchema,
} from "../../shared/http/contracts/assess-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { seenPart } from "../case/case-form.ts";
import { onwardHelpParts, unselectedServices } from "../case/onward-help-form.ts";

const seen = seenPart("decide");

/** The forms of the steps that move no money. */
const refuseForm = heldTo(
  refusalRequestSchema,
  group({
    seen,
    because: text({ name: "because", id: "refuse-because" }, refusalRequestSchema.shape.because),
    ...onwardHelpParts("refuse"),
    reason: text({ name: "reason", id: "refuse-reason" }, refusalRequestSchema.shape.reason),
  }),
  "decide",
);
export const readRefuseForm = (fields: Form, directory: Directory) =>
  also(refuseForm, (typed) => unselectedServices("refuse", typed, directory)).read(fields);

/** What the directory does not allow of a refusal's onward help, told where it was chosen. */
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
