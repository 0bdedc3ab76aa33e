import { randomUUID } from "node:crypto";
import { hiddenCount, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { acceptanceRequestSchema, outcomeRequestSchema, rejectionRequestSchema } from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const version = hiddenCount("version", acceptanceRequestSchema.shape.version, "answer");

export const readAcceptForm = heldTo(acceptanceRequestSchema, group({ version }), "answer").read;

export const readRejectForm = heldTo(
  rejectionRequestSchema,
  group({ version, reason: text({ name: "reason" }, rejectionRequestSchema.shape.reason) }),
  "answer",
).read;

export const readOutcomeForm = heldTo(
  outcomeRequestSchema,
  group({ version, outcome: text({ name: "outcome" }, outcomeRequestSchema.shape.outcome) }),
  "answer",
).read;

/** The page gives its forms an id, so that a double click takes one step. */
export const stepIdFrom = (fields: Form): string => fields.one("stepId").slice(0, 100).toWellFormed() || randomUUID();
