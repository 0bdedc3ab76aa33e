import { personHelped } from "../../shared/domain/application.ts";
import type { Payee } from "../../shared/domain/bank/payee.ts";
import { type Message, type MessageChannel, messageTo, safeChannel } from "../../shared/domain/case/message.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { codeMessageIdFor } from "../../shared/domain/ids.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Behind } from "../../shared/store/lines.ts";

export type CodeWay = { readonly channel: MessageChannel; readonly to: string };

const cashCodeWay = (payTo: Payee | undefined): CodeWay | undefined => {
  if (payTo?.way !== "cashCode") return undefined;
  if (payTo.phone) return { channel: "text", to: payTo.phone };
  return payTo.email ? { channel: "email", to: payTo.email } : undefined;
};

/**
 * The channel for a code: a cash code goes where the resident asked for it, anything else by a channel that they called
 * safe. The service sends nothing to a resident who wrote how to be contacted safely.
 */
export const codeWayFor = ({ delivery }: Pick<Line, "delivery">, { application, recipient }: Behind): CodeWay | undefined => {
  if (application) {
    if (application.contact.safety) return undefined;
    return (delivery === "CASH" && cashCodeWay(application.payTo)) || safeChannel(application.contact);
  }
  if (!recipient) return undefined;
  const { phone, email, payTo } = recipient;
  return cashCodeWay(payTo) ?? (phone ? { channel: "text", to: phone } : email ? { channel: "email", to: email } : undefined);
};

export const codeMessageFor = (
  line: Line,
  behind: Behind,
  { code, expiresOn }: { readonly code: string; readonly expiresOn: string },
  now: Date,
): Message | undefined => {
  const way = codeWayFor(line, behind);
  if (!way) return undefined;
  const { application, recipient } = behind;
  const name = application ? personHelped(application).name : (recipient?.name ?? "");
  const messageId = codeMessageIdFor(line.lineId, line.orders ?? 1);
  return messageTo("code", { messageId, caseId: line.caseId, name, ...way }, now, { code, useBy: formatDay(expiresOn) });
};
