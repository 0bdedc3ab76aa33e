import { waysOfTelling } from "../../shared/domain/case/message.ts";
import { choice } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { toldRequestSchema } from "../../shared/http/contracts/tell-contracts.ts";

export const readToldForm = heldTo(
  toldRequestSchema,
  group({ how: choice({ name: "how", id: "how", options: waysOfTelling }, toldRequestSchema.shape.how) }),
  "how",
).read;
