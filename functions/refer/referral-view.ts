import { contactWays } from "../../shared/domain/answers.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import {
  isClosed,
  isOverdue,
  mayMove,
  type Referral,
  type ReferralState,
  referralStateWords,
  referralWords,
} from "../../shared/domain/referral/referral.ts";
import type { SharedReferral } from "../../shared/domain/referral/shared-with-service.ts";

export const stateColours = {
  requested: "blue",
  accepted: "green",
  rejected: "grey",
  completed: "grey",
  cancelled: "grey",
} as const satisfies Record<ReferralState, string>;

type Contact = Referral["contact"];

/** Each way that the person called safe, with its number or address. */
const safeWays = ({ ways, phone, email }: Contact): readonly { readonly way: string; readonly to: string }[] =>
  ways.map((way) => {
    const to = way === "phone" || way === "text" ? phone : way === "email" ? email : "Ask the council for the address";
    return { way: contactWays[way], to: to ?? "Ask the council" };
  });

/** The page names unsafe ways too, so that no partner has to guess from a missing one. */
const unsafeWays = ({ ways }: Contact): readonly string[] =>
  Object.entries(contactWays)
    .filter(([way]) => !(ways as readonly string[]).includes(way))
    .map(([, words]) => words.toLowerCase());

const stepWords = { ...referralStateWords, requested: "Asked for" } as const satisfies Record<ReferralState, string>;

/** Made from what is shared with the service, so that the page cannot show any more of a person. */
export const referralView = (referral: SharedReferral, now: Date, directories: DirectoryBook) => ({
  referralId: referral.referralId,
  version: referral.version,
  agreedToShare: referral.consent.shares,
  reasonWords: referral.reasons && referralWords({ ...referral, reasons: referral.reasons }, directories).reasonWords,
  name: referral.person?.name,
  isClosed: isClosed(referral),
  contact: referral.contact && {
    safety: referral.contact.safety,
    safeWays: safeWays(referral.contact),
    unsafeWays: unsafeWays(referral.contact),
  },
  asks: referral.asks,
  answerDue: referral.answerDue,
  requestedBy: referral.requestedBy.name,
  requestedAt: referral.requestedAt,
  agreedAt: referral.consent.at,
  stateTag: { text: referralStateWords[referral.state], colour: stateColours[referral.state] },
  isOverdue: isOverdue(referral, londonDay(now)),
  history: referral.steps.map(({ state, at, by, note }) => ({ words: stepWords[state], at, by: by.name, note })),
  mayAccept: mayMove(referral.state, "accepted"),
  mayReject: mayMove(referral.state, "rejected"),
  mayComplete: mayMove(referral.state, "completed"),
});
