import { council } from "../../shared/council.ts";
import { personHelped } from "../../shared/domain/application.ts";
import type { Payee } from "../../shared/domain/bank/payee.ts";
import { type Message, messageTo, type SafeWay, safeWaysOf } from "../../shared/domain/case/message.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { agreedBy, boundBy, isAllItsWord, isGone, type StandingContact } from "../../shared/domain/household/standing-contact.ts";
import { codeMessageIdFor } from "../../shared/domain/ids.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { canBeTexted } from "../../shared/domain/phone-digits.ts";
import type { Reached } from "../../shared/store/lines.ts";

const cashCodeWay = (payTo: Payee | undefined): SafeWay | undefined => {
  if (payTo?.way !== "cashCode") return undefined;
  if (payTo.phone) return canBeTexted(payTo.phone) ? { channel: "text", to: payTo.phone } : undefined;
  return payTo.email ? { channel: "email", to: payTo.email } : undefined;
};

const stillTheirs = (way: SafeWay | undefined, standing: StandingContact): SafeWay | undefined =>
  isGone(way?.to, standing) ? undefined : way;

/**
 * The channels for a code, in the order in which they are tried: the resident's choice for a cash code, then channels that
 * they called safe. All of the household's applications limit them. If a list or an application disagrees with them, a
 * person gives the code out.
 */
export const codeWaysFor = ({ delivery }: Pick<Line, "delivery">, { application, recipient, standing }: Reached): readonly SafeWay[] => {
  if (application) {
    const isAsked = delivery === "CASH" && isAllItsWord(application.contact, standing);
    const asked = isAsked ? stillTheirs(cashCodeWay(application.payTo), standing) : undefined;
    return [...(asked ? [asked] : []), ...safeWaysOf(boundBy(application.contact, standing))];
  }
  if (!recipient) return [];
  const asked = cashCodeWay(recipient.payTo);
  const agreed = agreedBy(
    asked ? { [asked.channel === "text" ? "phone" : "email"]: asked.to } : { phone: recipient.phone, email: recipient.email },
    standing,
  );
  return [
    ...(agreed.mayText && agreed.phone ? [{ channel: "text", to: agreed.phone } as const] : []),
    ...(agreed.email ? [{ channel: "email", to: agreed.email } as const] : []),
  ];
};

export const codeWayFor = (line: Pick<Line, "delivery">, reached: Reached): SafeWay | undefined => codeWaysFor(line, reached)[0];

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
