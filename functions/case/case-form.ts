import { seenSchema } from "../../shared/domain/award/award.ts";
import { hiddenCount, text } from "../../shared/forms/fields.ts";
import { group } from "../../shared/forms/group.ts";
import type { Asked } from "../../shared/http/act.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The forms of the case page. Each input's id starts with its form's name. */
export type CaseForm = "award" | "refuse" | "ask" | "answer" | "refer" | "withdraw" | "approve" | "decline" | "stopWaiting" | "lift";

/** A form that was sent, with everything typed. */
export type TypedForm = { readonly form: CaseForm; readonly fields: Form };

/** The state of the case that the form was filled in against; `box` is where the page says what is wrong with it. */
export const seenPart = (box: string) =>
  group({
    version: hiddenCount("version", seenSchema.shape.version, box),
    householdId: text({ name: "householdId", id: box }, seenSchema.shape.householdId),
  });

/** The page gives each form it shows an id of its own, so that sending it twice decides once. */
export const sendingIdFrom = (fields: Form): string =>
  fields.one("decisionId").slice(0, 100).toWellFormed() || `version-${fields.one("version").slice(0, 20)}`;

/** An id that somebody sends is unique among their own alone. */
export const decisionIdOf = ({ by, sendingId }: Pick<Asked, "by" | "sendingId">): string => `${by.id}:${sendingId}`;
