import { referralStateWords } from "../../../shared/domain/referral/referral.ts";
import { Fault } from "../../../shared/fault.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { isWithin, type ReadRows } from "../list-rows.ts";

const referralsAtOnce = 500;

type Place = { readonly service: string; readonly after?: string };

/** Service by service, those of earlier versions of the directory too. */
export const readReferrals: ReadRows<"referrals"> = async (asked, place, ports) => {
  const book = await ports.directories.book(new Date(asked.askedAt));
  const services = [...new Set(book.flatMap((directory) => directory.services.map(({ code }) => code)))].toSorted();
  const { service = services[0], after }: Partial<Place> = place === undefined ? {} : JSON.parse(place);
  if (service === undefined) return { rows: [] };
  const found = await ports.referrals.ofService(service, { limit: referralsAtOnce, ...(after !== undefined && { after }) });
  if (isBadCursor(found)) throw new Fault("itemUnreadable");
  const isWanted = isWithin(asked);
  const inTime = found.items.filter(({ requestedAt }) => isWanted(requestedAt));
  const barred = await ports.rows.barredFrom(asked.askedBy.id, inTime);
  const readable = inTime.filter(({ caseId }) => !barred.has(caseId));
  const nextService = found.next === undefined ? services.find((code) => code > service) : service;
  const next: Place | undefined =
    nextService === undefined ? undefined : { service: nextService, ...(found.next && { after: found.next }) };
  return {
    leftOut: inTime.length - readable.length,
    rows: readable.map((referral) => ({
      ...{ requestedAt: referral.requestedAt, referralId: referral.referralId, caseId: referral.caseId },
      service: referral.serviceName ?? referral.service,
      reasons: (referral.reasonLabels ?? referral.reasons).join("; "),
      urgent: referral.urgent ? "Yes" : "No",
      answerDue: referral.answerDue.slice(0, 10),
      state: referralStateWords[referral.state],
      stateAt: referral.steps.at(-1)?.at ?? referral.requestedAt,
      requestedBy: referral.requestedBy.name,
    })),
    ...(next && { next: JSON.stringify(next) }),
  };
};
