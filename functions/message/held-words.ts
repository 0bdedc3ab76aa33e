import type { HeldCause } from "../../shared/domain/case/held-message.ts";

type HeldWords = {
  /** For caseworkers, after "waits to be sent: ". */
  readonly because: string;
  /** For operators. */
  readonly what: string;
  readonly mend: string;
};

const byItself = "Nothing has to be done: they are sent by themselves when it is over.";
const troubleOfOurs = "there is a trouble of ours with GOV.UK Notify, and an operator has been told";
const ours = (what: string, mend: string): HeldWords => ({ because: troubleOfOurs, what, mend });

/** Why a message is held, in words for everyone who sees it. */
export const heldWords = {
  keyRefused: ours(
    "GOV.UK Notify does not accept our key",
    "Make a live key in GOV.UK Notify under API integration, and store it as the secret NOTIFY_KEY.",
  ),
  clockWrong: ours(
    "GOV.UK Notify says that our clock is wrong",
    "The clock of the machine is more than 30 seconds out. Set it by a time server.",
  ),
  teamOnlyKey: ours(
    "Our key sends to the council’s own team alone",
    "It is a key of the kind “team and guest list”. Make a live key in GOV.UK Notify under API integration, and store it as the secret NOTIFY_KEY.",
  ),
  trialMode: ours(
    "The council’s service in GOV.UK Notify is still in trial mode",
    "It sends to the council’s own team alone. In GOV.UK Notify, under Settings, ask for it to go live.",
  ),
  templateMissing: ours(
    "GOV.UK Notify has no such template",
    "A template was deleted there, or its id here is wrong. Compare the templates with the table in functions/notify/README.md.",
  ),
  blankMissing: ours(
    "A template in GOV.UK Notify has a blank that we do not fill",
    "Somebody changed the template there. Compare its words with the table in functions/notify/README.md, and put them right there.",
  ),
  tooLong: ours(
    "GOV.UK Notify says that a message is too long",
    "Somebody made the template there longer. Compare its words with the table in functions/notify/README.md, and put them right there.",
  ),
  notTurnedOn: ours(
    "Something is turned off in GOV.UK Notify",
    "In GOV.UK Notify, under Settings, see that text messages and emails are turned on, and who they come from.",
  ),
  notSaid: ours(
    "GOV.UK Notify refused them for another reason",
    "It is none of the reasons that its documentation names. Ask GOV.UK Notify’s support, with the time below.",
  ),
  rateLimit: { because: "many messages are sent at this moment", what: "GOV.UK Notify takes no more in this minute", mend: byItself },
  dayLimit: {
    because: "GOV.UK Notify takes no more from the council today. It goes after midnight",
    what: "GOV.UK Notify takes no more from us today",
    mend: "They are sent after midnight, Greenwich time. If it happens again, ask GOV.UK Notify for a higher limit.",
  },
  numberLimit: {
    because: "this number has had as many texts today as one number gets. It goes tomorrow",
    what: "A number has had as many texts as one number gets in a day",
    mend: "They are sent tomorrow. A number with so many is mostly that of somebody who helps many people.",
  },
  notDelivered: {
    because: "the first did not arrive, and the next safe way is being tried",
    what: "A message did not arrive",
    mend: byItself,
  },
} as const satisfies Record<HeldCause, HeldWords>;

/** The outcome of an earlier attempt by one channel: "not taken", "sent and did not arrive". */
export const triedWords = {
  notTaken: "could not be sent to them",
  notDelivered: "was sent and did not arrive",
} as const;
