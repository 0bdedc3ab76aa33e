import { londonDay } from "../../../shared/domain/dates.ts";
import { serviceCodes } from "../../../shared/domain/directory/onward-help.ts";
import { isOverdue } from "../../../shared/domain/referral/referral.ts";
import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Gauge } from "../watch.ts";

export const referralsUnanswered = (stored: Pick<Gauges, "openReferrals">): Gauge => ({
  name: "referralsUnanswered",
  read: (now) =>
    Promise.all(
      serviceCodes.map(async (service) => {
        const unanswered = (await stored.openReferrals(service)).filter(({ state }) => state === "requested");
        const late = unanswered.filter((referral) => isOverdue(referral, londonDay(now)));
        return { partner: service, unanswered: unanswered.length, late: late.length };
      }),
    ),
});
