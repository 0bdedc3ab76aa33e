import { seenSchema } from "../../shared/domain/award/award.ts";
import { hiddenCount, text } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { group } from "../../shared/forms/group.ts";
import type { Asked } from "../../shared/http/act.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** Each input's id starts with the name of its form. */
export type CaseForm =
  | "award"
  | "refuse"
  | "ask"
  | "answer"
  | "refer"
  | "withdraw"
  | "settle"
  | "agree"
  | "approve"
  | "decline"
  | "speak"
  | "stopWaiting"
  | "lift";

export type TypedForm = { readonly form: CaseForm; readonly fields: Form };

/** A button alone: somebody who declares an interest need not say why. */
export const readDeclareForm = (): FormRead<Record<string, never>> => ({ kind: "read", request: {} });

/** The state of the case that the sender saw. The page says at `box` what is wrong with it. */
export const seenPart = (box: string) =>
  group({
    version: hiddenCount("version", seenSchema.shape.version, box),
    householdId: text({ name: "householdId", id: box }, seenSchema.shape.householdId),
  });

/** Each form on the page has an id of its own, so that sending it twice decides once. */
export const sendingIdFrom = (fields: Form): string =>
  fields.one("decisionId").slice(0, 100).toWellFormed() || `version-${fields.one("version").slice(0, 20)}`;

/** Two people may send the same id, so the person is part of the decision's id. */
export const decisionIdOf = ({ by, sendingId }: Pick<Asked, "by" | "sendingId">): string => `${by.id}:${sendingId}`;
