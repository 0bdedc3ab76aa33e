import type { FormRead } from "../../shared/forms/form.ts";
import { type RefusalRequest, refusalRequestSchema } from "../../shared/http/contracts/assess-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { readCaseForm, seenFrom } from "../case/case-form.ts";
import { onwardHelpFieldOf, onwardHelpFrom, unselectedServices } from "../case/onward-help-form.ts";

export const readRefuseForm = (fields: Form): FormRead<RefusalRequest> => {
  const typed = {
    seen: seenFrom(fields),
    because: fields.one("because"),
    ...onwardHelpFrom(fields),
    reason: fields.one("reason"),
  };
  const read = readCaseForm(refusalRequestSchema, typed, (path) => {
    if (path[0] === "because" || path[0] === "reason") return `refuse-${path[0]}`;
    return onwardHelpFieldOf("refuse", fields, path) ?? "decide";
  });
  const unselected = unselectedServices("refuse", fields);
  if (unselected.length === 0) return read;
  return { kind: "invalid", errors: [...(read.kind === "invalid" ? read.errors : []), ...unselected] };
};
