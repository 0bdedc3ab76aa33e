import * as z from "zod/mini";
import { type PlanKind, planKinds } from "../../shared/domain/year-end/year-end-plan.ts";
import { choice, text } from "../../shared/forms/fields.ts";
import { group, heldTo, whichever } from "../../shared/forms/group.ts";
import { planRequestSchema, signatureSchema } from "../../shared/http/contracts/year-end-contracts.ts";

const { shape } = planRequestSchema;
const kindLabels = Object.fromEntries((Object.keys(planKinds) as PlanKind[]).map((kind) => [kind, planKinds[kind].label]));
const kind = choice({ name: "kind", options: kindLabels }, shape.kind);
const reference = text({ name: "reference", whenEmpty: "Enter the department’s reference" }, shape.reference);

/** Only a return has a reference. */
export const readPlanForm = heldTo(
  planRequestSchema,
  whichever((form) => group({ kind, ...(form.one("kind") === "return" && { reference }) })),
  "reference",
).read;

/** The page's form holds the hash of what it showed. */
export const readSignForm = heldTo(
  signatureSchema,
  group({ hash: text({ name: "hash", whenEmpty: "Open the plan afresh, and sign it there" }, z.string()) }),
  "hash",
).read;
