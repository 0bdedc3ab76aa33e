import { benefits, contactWays, essentialsWithout, personHelped, relationships, triggers } from "../../shared/domain/application.ts";
import { type Assessment, type CaseStatus, caseStatusWords } from "../../shared/domain/case.ts";
import { type Day, formatDay, londonDay } from "../../shared/domain/dates.ts";
import { ruleSays, unverifiedSource, type Verdict } from "../../shared/domain/eligibility.ts";
import { claimAgainst } from "../../shared/domain/household.ts";
import { isLost, isStuck, type MessageTemplate, safeChannel } from "../../shared/domain/message.ts";
import { type Need, needs } from "../../shared/domain/needs.ts";
import { referralReasons, services, signposts } from "../../shared/domain/onward-help.ts";
import { isOverdue, mayMove, type Referral, referralStateWords } from "../../shared/domain/referral.ts";
import { deliveries, type Scheme } from "../../shared/domain/scheme.ts";
import { schemeOf } from "../../shared/domain/schemes.ts";
import type { CaseFacts } from "./case-facts.ts";
import { decisionWords, eventWords } from "./case-words.ts";
import { isOverAim, waitedWords } from "./waited-words.ts";

const messageWords = {
  received: "We have your application",
  awarded: "A decision: awarded",
  refused: "A decision: refused",
  question: "We need to know more",
} as const satisfies Record<MessageTemplate, string>;

/** What the templates look codes up in. */
const words = {
  relationships,
  benefits,
  triggers,
  essentialsWithout,
  contactWays,
  needs,
  deliveries,
  services,
  signposts,
  referralReasons,
  referralStates: referralStateWords,
  messages: messageWords,
} as const;

export const statusColours = { waiting: "blue", asked: "yellow", awarded: "green", refused: "grey" } as const satisfies Record<
  CaseStatus,
  string
>;

const verdictTags = {
  pass: { text: "Pass", colour: "green" },
  fail: { text: "Fail", colour: "red" },
  refer: { text: "Look", colour: "yellow" },
} as const satisfies Record<Verdict, { text: string; colour: string }>;

/** The case in words: what the page shows, before who is looking and what they typed. */
export const caseView = (facts: CaseFacts, now: Date) => {
  const { case: head, application, scheme, schemeApplied } = facts;
  const today = londonDay(now);
  return {
    words,
    today,
    case: head,
    application,
    helped: personHelped(application),
    status: { text: caseStatusWords[head.status], colour: statusColours[head.status] },
    waited: waitedWords(head.submittedAt, now),
    isUndecided: head.decision === undefined,
    isLate: head.decision === undefined && isOverAim(head, now),
    decision: decisionWords(head),
    hasSafeChannel: safeChannel(application.contact) !== undefined,
    scheme,
    schemeApplied,
    isOtherScheme: scheme?.code !== schemeApplied?.code,
    rules: facts.assessment && rulesView(facts.assessment),
    household: householdView(facts.household, scheme, today),
    possibleHouseholds: facts.possibleHouseholds.map((household) => householdView(household, scheme, today)),
    budgets: facts.budgets,
    referrals: facts.referrals.map((referral) => referralView(referral, now)),
    messages: facts.messages.map((message) => ({ ...message, isLost: isLost(message, now) })),
    history: facts.events.map((event) => ({ ...eventWords(event), at: event.at, by: event.by })),
  };
};

const rulesView = ({ scheme, on, results }: Assessment) => ({
  schemeName: schemeOf(scheme).name,
  on,
  results: results.map((result) => ({
    ...result,
    says: ruleSays(result.rule),
    unverified: unverifiedSource(result.rule, schemeOf(scheme)),
    tag: verdictTags[result.verdict],
  })),
});

/** Need by need: the awards that the household has had, and from when the need can be met again. */
const householdView = ({ claims, applications }: CaseFacts["household"], scheme: Scheme | undefined, today: Day) => ({
  applications,
  needs: [...new Set(claims.map(({ need }) => need))].map((need: Need) => ({
    need: needs[need],
    awards: claims.filter((claim) => claim.need === need),
    again: scheme ? againWords(claimAgainst(scheme, need, { claims }, today)?.nextDay) : "when a scheme opens",
  })),
});

const againWords = (nextDay: Day | undefined): string => (nextDay ? `from ${formatDay(nextDay)}` : "now");

const referralView = (referral: Referral, now: Date) => ({
  ...referral,
  isOverdue: isOverdue(referral, londonDay(now)),
  isLost: referral.state === "requested" && !referral.deliveredAt && isStuck(referral.requestedAt, now),
  mayWithdraw: mayMove(referral.state, "cancelled"),
});
