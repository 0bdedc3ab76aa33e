import type { ZodMiniType } from "zod/mini";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { fieldErrorsOf } from "../../shared/http/field-errors.ts";
import { onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The forms of the case page. Each input's id starts with its form's name. */
export type CaseForm = "award" | "refuse" | "ask" | "answer" | "refer" | "withdraw" | "approve" | "decline" | "stopWaiting" | "lift";

/** A form that was sent, with everything typed. */
export type TypedForm = { readonly form: CaseForm; readonly fields: Form };

type Path = readonly (string | number)[];

/** Reads a form with the API's own schema, and says of each fault which input to mend. */
export const readCaseForm = <T>(schema: ZodMiniType<T>, typed: unknown, fieldOf: (path: Path) => string): FormRead<T> => {
  const read = schema.safeParse(typed);
  if (read.success) return { kind: "read", request: read.data };
  return {
    kind: "invalid",
    errors: onePerField(fieldErrorsOf(read.error).map(({ path, message }) => ({ field: fieldOf(path), text: message }))),
  };
};

/** The state of the case that the form was filled in against. */
export const seenFrom = (fields: Form) => ({ version: Number(fields.one("version")), householdId: fields.one("householdId") });

/** The page gives each form it shows an id of its own, so that sending it twice decides once. */
export const decisionIdFrom = ({ id }: Pick<Principal, "id">, fields: Form): string =>
  `${id}:${fields.one("decisionId").slice(0, 100).toWellFormed() || `version-${fields.one("version").slice(0, 20)}`}`;
