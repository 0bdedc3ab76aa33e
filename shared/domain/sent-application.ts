import { addressSchema, applicationWith, contactBy } from "./application.ts";
import { checkedPayeeSchema } from "./bank/checked-payee.ts";
import { phoneNumber } from "./phone.ts";

export const sentContactSchema = contactBy(phoneNumber);
export const sentApplicationSchema = applicationWith(checkedPayeeSchema, sentContactSchema, addressSchema);
