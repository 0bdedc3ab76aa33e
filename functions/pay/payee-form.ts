import { cashCodeMissing, type Payee } from "../../shared/domain/bank/payee.ts";
import { whichever } from "../../shared/forms/group.ts";
import { accountFields, accountPart, cashCodePart } from "../../shared/forms/payee-fields.ts";

const account = accountPart(accountFields());
const cashCode = cashCodePart({ name: "to", whenEmpty: cashCodeMissing });

/** Reads either form of the page. */
export const readPayeeForm = whichever<Payee>((form) => (form.one("way") === "cashCode" ? cashCode : account)).read;
