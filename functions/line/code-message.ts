import { council } from "../../shared/council.ts";
import { personHelped } from "../../shared/domain/application.ts";
import type { Payee } from "../../shared/domain/bank/payee.ts";
import { type Message, type MessageChannel, messageTo, safeChannel } from "../../shared/domain/case/message.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { agreedBy, boundBy, isAllItsWord } from "../../shared/domain/household/standing-contact.ts";
import { codeMessageIdFor } from "../../shared/domain/ids.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { canBeTexted } from "../../shared/domain/phone-digits.ts";
import type { Reached } from "../../shared/store/lines.ts";

export type CodeWay = { readonly channel: MessageChannel; readonly to: string };

const cashCodeWay = (payTo: Payee | undefined): CodeWay | undefined => {
  if (payTo?.way !== "cashCode") return undefined;
  if (payTo.phone) return canBeTexted(payTo.phone) ? { channel: "text", to: payTo.phone } : undefined;
  return payTo.email ? { channel: "email", to: payTo.email } : undefined;
};

/**
 * The channel for a code: the resident's choice for a cash code, else a channel that they called safe. All of the
 * household's applications limit it. If a list or an application disagrees with them, a person gives the code out.
 */
export const codeWayFor = ({ delivery }: Pick<Line, "delivery">, { application, recipient, standing }: Reached): CodeWay | undefined => {
  if (application) {
    const isAsked = delivery === "CASH" && isAllItsWord(application.contact, standing);
    return (isAsked && cashCodeWay(application.payTo)) || safeChannel(boundBy(application.contact, standing));
  }
  if (!recipient) return undefined;
  const asked = cashCodeWay(recipient.payTo);
  const agreed = agreedBy(
    asked ? { [asked.channel === "text" ? "phone" : "email"]: asked.to } : { phone: recipient.phone, email: recipient.email },
    standing,
  );
  if (agreed.mayText && agreed.phone) return { channel: "text", to: agreed.phone };
  return agreed.email ? { channel: "email", to: agreed.email } : undefined;
};

export const codeMessageFor = (
  line: Line,
  reached: Reached,
  { code, expiresOn }: { readonly code: string; readonly expiresOn: string },
  now: Date,
): Message | undefined => {
  const way = codeWayFor(line, reached);
  if (!way) return undefined;
  const { application, recipient } = reached;
  const name = application ? personHelped(application).name : (recipient?.name ?? "");
  const messageId = codeMessageIdFor(line.lineId, line.orders ?? 1);
  const where = line.delivery === "CASH" ? council.codesAreTaken.cash : council.codesAreTaken.voucher;
  const blanks = { item: line.label, amount: formatPounds(line.amount), code, where, useBy: formatDay(expiresOn) };
  return messageTo("code", { messageId, caseId: line.caseId, name, ...way }, now, blanks);
};
