import { londonDay } from "../../../shared/domain/dates.ts";
import { servicesEverReferredTo } from "../../../shared/domain/directory/directory-book.ts";
import { isOverdue } from "../../../shared/domain/referral/referral.ts";
import type { Directories } from "../../../shared/store/directories.ts";
import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Gauge } from "../watch.ts";

type ReferralsUnansweredPorts = {
  readonly stored: Pick<Gauges, "openReferrals">;
  readonly directories: Pick<Directories, "book">;
};

/** Counts a service that takes no more referrals too: its open ones still need an answer. */
export const referralsUnanswered = ({ stored, directories }: ReferralsUnansweredPorts): Gauge => ({
  name: "referralsUnanswered",
  read: async (now) =>
    Promise.all(
      servicesEverReferredTo(await directories.book(now)).map(async (service) => {
        const unanswered = (await stored.openReferrals(service)).filter(({ state }) => state === "requested");
        const late = unanswered.filter((referral) => isOverdue(referral, londonDay(now)));
        return { partner: service, unanswered: unanswered.length, late: late.length };
      }),
    ),
});
