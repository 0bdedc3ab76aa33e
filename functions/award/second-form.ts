import { text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { approvalRequestSchema, declineRequestSchema } from "../../shared/http/contracts/award-contracts.ts";
import { seenPart } from "../case/case-form.ts";

export const readApproveForm = heldTo(
  approvalRequestSchema,
  group({ seen: seenPart("decide"), reason: text({ name: "reason", id: "approve-reason" }, approvalRequestSchema.shape.reason) }),
  "decide",
).read;

export const readDeclineForm = heldTo(
  declineRequestSchema,
  group({ seen: seenPart("decide"), reason: text({ name: "reason", id: "decline-reason" }, declineRequestSchema.shape.reason) }),
  "decide",
).read;
