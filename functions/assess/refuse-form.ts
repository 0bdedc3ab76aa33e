import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { OnwardHelpProblem } from "../../shared/domain/directory/onward-help.ts";
import { type RefusalRequest, refusalRequestSchema } from "../../shared/http/contracts/assess-contracts.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { type FormRead, readCaseForm, seenFrom } from "../case/case-form.ts";
import { onwardHelpFieldOf, onwardHelpFrom, unselectedServices } from "../case/onward-help-form.ts";

export const readRefuseForm = (fields: Form, directory: Directory): FormRead<RefusalRequest> => {
  const typed = {
    seen: seenFrom(fields),
    because: fields.one("because"),
    ...onwardHelpFrom(fields),
    reason: fields.one("reason"),
  };
  const read = readCaseForm(refusalRequestSchema, typed, (path) => refusalFieldOf(path, fields));
  const unselected = unselectedServices("refuse", fields, directory);
  if (unselected.length === 0) return read;
  return { kind: "invalid", errors: [...(read.kind === "invalid" ? read.errors : []), ...unselected] };
};

const refusalFieldOf = (path: readonly (string | number)[], fields: Form): string =>
  path[0] === "because" || path[0] === "reason" ? `refuse-${path[0]}` : (onwardHelpFieldOf("refuse", fields, path) ?? "decide");

/** What the directory does not allow of a refusal's onward help, told where it was chosen. */
export const onwardHelpErrors = (problems: readonly OnwardHelpProblem[], fields: Form): readonly FormError[] =>
  onePerField(problems.map(({ path, message }) => ({ field: refusalFieldOf(path, fields), text: message })));
