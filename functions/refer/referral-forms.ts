import { randomUUID } from "node:crypto";
import { acceptanceRequestSchema, outcomeRequestSchema, rejectionRequestSchema } from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { readCaseForm } from "../case/case-form.ts";

const versionFrom = (fields: Form) => Number(fields.one("version"));

export const readAcceptForm = (fields: Form) => readCaseForm(acceptanceRequestSchema, { version: versionFrom(fields) }, () => "answer");

export const readRejectForm = (fields: Form) =>
  readCaseForm(rejectionRequestSchema, { version: versionFrom(fields), reason: fields.one("reason") }, ([part]) =>
    part === "reason" ? "reason" : "answer",
  );

export const readOutcomeForm = (fields: Form) =>
  readCaseForm(outcomeRequestSchema, { version: versionFrom(fields), outcome: fields.one("outcome") }, ([part]) =>
    part === "outcome" ? "outcome" : "answer",
  );

/** The page gives its forms an id, so that sending one twice takes one step. */
export const stepIdFrom = (fields: Form): string => fields.one("stepId").slice(0, 100).toWellFormed() || randomUUID();
