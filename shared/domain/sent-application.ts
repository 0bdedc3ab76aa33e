import { applicationPaidTo } from "./application.ts";
import { checkedPayeeSchema } from "./bank/checked-payee.ts";

export const sentApplicationSchema = applicationPaidTo(checkedPayeeSchema);
