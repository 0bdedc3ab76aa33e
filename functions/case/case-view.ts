import { benefits, contactWays, essentialsWithout, otherSchemes, relationships, triggers } from "../../shared/domain/answers.ts";
import { personHelped } from "../../shared/domain/application.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import {
  awardIdOf,
  type CaseStatus,
  caseStatusWords,
  decisionOf,
  isOpenStatus,
  otherRefusalReasons,
  waitOf,
} from "../../shared/domain/case/case.ts";
import { isLost, isStuck, type Message, type MessageTemplate, safeChannel } from "../../shared/domain/case/message.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import { earliestNextDates, nextDateWords } from "../../shared/domain/household/household.ts";
import { rateRule } from "../../shared/domain/ledger/pace.ts";
import { type Need, needs } from "../../shared/domain/needs.ts";
import { isOverdue, mayMove, type Referral, referralStateWords, referralWords } from "../../shared/domain/referral/referral.ts";
import { deliveries, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { budgetsView } from "./budgets-view.ts";
import type { CaseFacts } from "./case-facts.ts";
import { toFollowUpIn } from "./case-page-forms.ts";
import { eventWords, stepWords } from "./case-words.ts";
import { decideBy, waitedWords } from "./decide-by.ts";
import { decisionView } from "./decision-view.ts";
import { rulesView } from "./rules-view.ts";
import { changesSinceSent, straddleOf } from "./straddle.ts";
import { waitingView } from "./waiting-view.ts";

const messageWords = {
  received: "We have your application",
  awarded: "A decision: awarded",
  waits: "A decision: there is a wait first",
  refused: "A decision: not eligible",
  noMoneyLeft: "A decision: no money at the moment",
  closed: "A decision: closed",
  question: "We need to know more",
  code: "A voucher or cash code",
} as const satisfies Record<MessageTemplate, string>;

const words = {
  relationships,
  benefits,
  triggers,
  essentialsWithout,
  otherSchemes,
  contactWays,
  needs,
  deliveries,
  referralStates: referralStateWords,
  messages: messageWords,
  routedToAdvice: otherRefusalReasons.routedToAdvice.says,
} as const;

export const statusColours = {
  waiting: "blue",
  asked: "yellow",
  toApprove: "purple",
  forMoney: "orange",
  awarded: "green",
  refused: "grey",
} as const satisfies Record<CaseStatus, string>;

/** The part of the page that is the same for every reader. */
export const caseView = (facts: CaseFacts, now: Date) => {
  const { case: head, application, scheme } = facts;
  const today = londonDay(now);
  const isUndecided = isOpenStatus(head.status) || head.status === "toApprove";
  return {
    words,
    today,
    case: caseInView(head),
    application,
    helped: personHelped(application),
    payTo: application.payTo && maskedPayee(application.payTo),
    status: { text: caseStatusWords[head.status], colour: statusColours[head.status] },
    waited: waitedWords(head.submittedAt, now),
    isUndecided,
    decideBy: isUndecided ? decideBy(head, facts.book, now) : undefined,
    decision: decisionView(facts),
    sentBack: isOpenStatus(head.status) ? sentBackView(facts) : undefined,
    waiting: waitingView(facts),
    // The rule about visas holds every award up, so that a person settles it and no program pays or refuses.
    noRecourse: decisionOf(head) || waitOf(head) ? undefined : application.publicFunds?.noRecourse,
    hasSafeChannel: safeChannel(application.contact) !== undefined,
    scheme,
    straddle: straddleOf(facts),
    rules: facts.assessment && rulesView(facts.assessment, facts.book),
    changesSinceSent: changesSinceSent(facts),
    household: householdView(facts.household, head.needs, scheme, today),
    possibleHouseholds: facts.possibleHouseholds.map((household) => householdView(household, head.needs, scheme, today)),
    budgets: budgetsView(facts.budgets, scheme),
    rateRule,
    referrals: facts.referrals.map((referral) => ({
      ...referralView(referral, now, facts.directories),
      toFollowUp: toFollowUpIn(facts, today).includes(referral),
    })),
    messages: facts.messages.map((message) => messageView(message, now)),
    history: facts.events.map((event) => ({ ...eventWords(event), at: event.at, by: event.by })),
  };
};

const caseInView = (head: CaseFacts["case"]) => ({
  caseId: head.caseId,
  version: head.version,
  householdId: head.householdId,
  status: head.status,
  urgent: head.urgent,
  submittedAt: head.submittedAt,
  applicantName: head.applicantName,
  needs: head.needs,
  isDecided: decisionOf(head) !== undefined,
  awardId: awardIdOf(head),
});

/** The next decider has to know why a second person did not approve the last award. */
const sentBackView = ({ events }: CaseFacts) => {
  const last = events.findLast(({ detail }) => detail.kind === "declined");
  return last && { text: stepWords(last), reason: eventWords(last).text };
};

const householdView = (
  { claims, applications }: CaseFacts["household"],
  asked: readonly Need[],
  scheme: Scheme | undefined,
  today: Day,
) => {
  const met = [...new Set(claims.map(({ need }) => need))];
  return {
    applications,
    needs: met.map((need) => ({ need: needs[need], awards: claims.filter((claim) => claim.need === need) })),
    again: scheme ? earliestNextDates(scheme, { claims }, [...new Set([...asked, ...met])], today).map(nextDateWords) : [],
  };
};

const messageView = (message: Message, now: Date) => ({
  template: message.template,
  channel: message.channel,
  state: message.state,
  askedAt: message.askedAt,
  sentAt: message.sentAt,
  isLost: isLost(message, now),
});

const referralView = (referral: Referral, now: Date, directories: DirectoryBook) => ({
  referralId: referral.referralId,
  ...referralWords(referral, directories),
  state: referral.state,
  asks: referral.asks,
  answerDue: referral.answerDue,
  steps: referral.steps,
  isOverdue: isOverdue(referral, londonDay(now)),
  isLost: referral.state === "requested" && !referral.deliveredAt && isStuck(referral.requestedAt, now),
  mayWithdraw: mayMove(referral.state, "cancelled"),
});
