import type * as z from "zod/mini";
import { text } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { fixed, group, heldTo } from "../../shared/forms/group.ts";
import { splitRequestSchema } from "../../shared/http/contracts/household-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

export const awardField = (awardId: string): string => `award-${awardId}`;

export const splitReason = text(
  { name: "reason", id: "split-reason", label: "Why are they two households, and how do you know it?", rows: 3 },
  splitRequestSchema.shape.reason,
);

/** The page names each award made since the join, with the household that was chosen for it. */
export const readSplitForm = (form: Form): FormRead<z.output<typeof splitRequestSchema>> => {
  const awards = Object.fromEntries(
    form
      .all("awards")
      .slice(0, 200)
      .map((awardId) => [awardId, form.one(awardField(awardId))] as const)
      .filter(([, to]) => to !== ""),
  );
  return heldTo(splitRequestSchema, group({ awards: fixed(awards), reason: splitReason }), "split-reason").read(form);
};
