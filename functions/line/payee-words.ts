import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { type PayeeRecord, type PayeeVersion, versionsOf } from "../../shared/domain/payments/payee-record.ts";
import { actorOf } from "../../shared/domain/principal.ts";

type Said = Pick<PayeeVersion, "at" | "by" | "why">;

const said = ({ at, by, why }: Said) => ({ at, by: actorOf(by), ...(why !== undefined && { why }) });

/** Every way to pay the household that staff recorded, masked, the oldest first: for pages and API alike. */
export const payeeHistory = (record: PayeeRecord) =>
  versionsOf(record).map((version) => ({
    payTo: maskedPayee(version.payee),
    ...said(version),
    ...(version.confirmed && { confirmed: said(version.confirmed) }),
  }));

export type PayeeInWords = ReturnType<typeof payeeHistory>[number];
