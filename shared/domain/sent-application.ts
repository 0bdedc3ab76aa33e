import { applicationPaidTo } from "./application.ts";
import { checkedPayeeSchema } from "./bank/checked-payee.ts";

/** An application as a person sends it, with an account number that the bank could have. */
export const sentApplicationSchema = applicationPaidTo(checkedPayeeSchema);
