import { checkedPayeeSchema } from "../../shared/domain/bank/checked-payee.ts";
import type { Payee } from "../../shared/domain/bank/payee.ts";
import { fieldErrorsOf } from "../../shared/http/field-errors.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";

export type PayeeFormRead =
  | { readonly kind: "read"; readonly payee: Payee }
  | { readonly kind: "invalid"; readonly errors: readonly FormError[] };

const typedFrom = (form: Form) => {
  const given = (field: string) => form.one(field).trim() || undefined;
  if (form.one("way") === "cashCode") {
    const to = given("to");
    return { way: "cashCode", ...(to?.includes("@") ? { email: to } : { phone: to }) };
  }
  return {
    way: "bank",
    name: form.one("name"),
    sortCode: given("sortCode"),
    accountNumber: given("accountNumber"),
    ...(given("rollNumber") && { rollNumber: given("rollNumber") }),
  };
};

const fieldOf = (path: readonly (string | number)[]): string => {
  const [member] = path;
  return member === "phone" || member === "email" ? "to" : String(member ?? "name");
};

/** Reads either form of the page with the schema that the API uses too. */
export const readPayeeForm = (form: Form): PayeeFormRead => {
  const read = checkedPayeeSchema.safeParse(typedFrom(form));
  if (read.success) return { kind: "read", payee: read.data };
  return {
    kind: "invalid",
    errors: onePerField(fieldErrorsOf(read.error).map(({ path, message }) => ({ field: fieldOf(path), text: message }))),
  };
};
