import {
  benefits,
  contactWays,
  essentialsWithout,
  kindsOfHome,
  otherSchemes,
  relationships,
  sharing,
  triggers,
} from "../../shared/domain/answers.ts";
import { personHelped } from "../../shared/domain/application.ts";
import { maskedContact, maskedPayee } from "../../shared/domain/bank/payee.ts";
import {
  awardIdOf,
  type CaseStatus,
  caseStatusWords,
  decisionOf,
  isOpenStatus,
  otherRefusalReasons,
  waitOf,
} from "../../shared/domain/case/case.ts";
import {
  isLost,
  isStuck,
  type Message,
  type MessageChannel,
  type MessageTemplate,
  mayBeTold,
  reasonToTell,
  safeChannel,
  toTellReasons,
  waysOfTelling,
} from "../../shared/domain/case/message.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { type DirectoryBook, directoryAt, serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import { concernWords } from "../../shared/domain/household/concern.ts";
import { isAllItsWord } from "../../shared/domain/household/standing-contact.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { rateRule } from "../../shared/domain/ledger/pace.ts";
import { needs } from "../../shared/domain/needs.ts";
import {
  type ConversationOutcome,
  conversationOutcomes,
  publicFundsForResident,
  publicFundsStory,
} from "../../shared/domain/public-funds.ts";
import {
  agreementOf,
  isOverdue,
  mayMove,
  type Referral,
  referralStateWords,
  referralWords,
} from "../../shared/domain/referral/referral.ts";
import { nextDates, nextDateWords } from "../../shared/domain/rules/next-dates.ts";
import { deliveries } from "../../shared/domain/scheme/scheme.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { payeeHistory } from "../line/payee-words.ts";
import { heldWords, triedWords } from "../message/held-words.ts";
import { messageNames, previewOf, sentWithoutCode } from "../message/message-words.ts";
import { budgetsView } from "./budgets-view.ts";
import type { CaseFacts } from "./case-facts.ts";
import { toFollowUpIn } from "./case-page-forms.ts";
import { eventWords, stepWords } from "./case-words.ts";
import { decideBy, waitedWords } from "./decide-by.ts";
import { decisionView } from "./decision-view.ts";
import { matchPath, scoreView, settledWords } from "./match-view.ts";
import { registersView } from "./registers-view.ts";
import { rulesView } from "./rules-view.ts";
import { signpostsOf, signpostView } from "./signposts.ts";
import { changesSinceSent, straddleOf } from "./straddle.ts";
import { waitingView } from "./waiting-view.ts";

const words = {
  relationships,
  shares: sharing,
  kindsOfHome,
  benefits,
  triggers,
  essentialsWithout,
  otherSchemes,
  contactWays,
  needs,
  deliveries,
  referralStates: referralStateWords,
  messages: messageNames,
  routedToAdvice: otherRefusalReasons.routedToAdvice.says,
  withdrawn: otherRefusalReasons.withdrawn.says,
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
    payees: facts.recorded ? payeeHistory(facts.recorded) : [],
    status: { text: caseStatusWords[head.status], colour: statusColours[head.status] },
    waited: waitedWords(head.submittedAt, now),
    isUndecided,
    decideBy: isUndecided ? decideBy(head, facts.book, now) : undefined,
    decision: decisionView(facts),
    sentBack: isOpenStatus(head.status) ? sentBackView(facts) : undefined,
    waiting: waitingView(facts),
    publicFunds: decisionOf(head) || waitOf(head) ? undefined : publicFundsView(facts),
    hasSafeChannel: safeChannel(facts.contact) !== undefined,
    // Staff read why, and which other applications say more.
    isStricterElsewhere: !isAllItsWord(application.contact, facts.standing) && !application.contact.safety,
    otherApplications: facts.household.applications.map((other) => other.caseId),
    scheme,
    straddle: straddleOf(facts),
    registers: registersView(facts.known),
    rules: facts.assessment && rulesView(facts.assessment, facts.book),
    changesSinceSent: changesSinceSent(facts),
    household: householdView(facts.household, facts, today),
    concerns: (head.concerns ?? []).map((reason) => concernWords[reason]),
    openMatches: facts.possibleHouseholds.map((household) => openMatchView(household, facts, today)),
    settledMatches: facts.matches.flatMap(settledMatchView),
    budgets: budgetsView(facts.budgets, scheme),
    rateRule,
    referrals: facts.referrals.map((referral) => ({
      ...referralView(referral, now, facts.directories),
      toFollowUp: toFollowUpIn(facts, today).includes(referral),
    })),
    agreement: { ...agreementOf(head, application), by: head.agreement?.by.name },
    messages: facts.messages.map((message) => messageView(message, now)),
    previews: isOpenStatus(head.status) ? previewsOf(head.caseId, safeChannel(facts.contact)?.channel) : [],
    signposts: signpostView(signpostsOf(facts.events), directoryAt(facts.directories, now), facts.directories),
    history: facts.events.map((event) => ({
      ...eventWords(event),
      at: event.at,
      by: event.by,
      toldOf: signpostsOf([event]).map((code) => serviceNamesIn(facts.directories)[code] ?? code),
    })),
  };
};

const saidOfPublicFunds = {
  yes: "They say that someone’s visa limits public funds.",
  notSure: "They do not know whether someone’s visa limits public funds, or would rather not say.",
  no: "They say that nobody’s visa limits public funds.",
  notAsked: "Nobody has asked them whether a visa limits public funds.",
} as const;

const stillHeld = (reason: "routedToAdvice" | "withdrawn") =>
  `The help stays held. Close the case with the reason “${otherRefusalReasons[reason].says}”, or record a new conversation if they chose otherwise.`;

const nextAfter = {
  mayBeAwarded: "The case can be awarded like every other case.",
  routedToAdvice: stillHeld("routedToAdvice"),
  withdrawn: stillHeld("withdrawn"),
} as const satisfies Record<ConversationOutcome, string>;

/** Nobody needs it where the household said that no visa limits public funds, unless somebody has spoken with them since. */
const publicFundsView = ({ case: { conversation }, application }: CaseFacts) => {
  const answer = application.publicFunds?.noRecourse ?? "notAsked";
  if (answer === "no" && !conversation) return undefined;
  return {
    said: saidOfPublicFunds[answer],
    rule: publicFundsStory.rule,
    toldResident: publicFundsForResident,
    ...(conversation && {
      conversation: { ...conversation, says: conversationOutcomes[conversation.outcome], next: nextAfter[conversation.outcome] },
    }),
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
  { claims, spent, applications }: CaseFacts["household"],
  { application, book, scheme, case: { needs: asked } }: CaseFacts,
  today: Day,
) => {
  const met = [...new Set(claims.map(({ need }) => need))];
  return {
    applications,
    needs: met.map((need) => ({ need: needs[need], awards: claims.filter((claim) => claim.need === need) })),
    again: scheme
      ? nextDates([...new Set([...asked, ...met])], { application, claims: { claims, spent }, book, today }).map(nextDateWords)
      : [],
  };
};

type OpenMatchView = {
  readonly href?: string;
  readonly score?: ReturnType<typeof scoreView>;
  readonly household: ReturnType<typeof householdView>;
};

/** Nothing of a household in which the reader has declared an interest, and no way to it. */
const openMatchView = (household: CaseFacts["possibleHouseholds"][number], facts: CaseFacts, today: Day): OpenMatchView => {
  const { caseId } = facts.case;
  const { householdId: candidateId, isWithheld } = household;
  const match = facts.matches.find((one) => one.candidateId === candidateId);
  return {
    ...(!isWithheld && { href: matchPath({ caseId, candidateId }) }),
    ...(!isWithheld && match && { score: scoreView(match.score) }),
    household: householdView(household, facts, today),
  };
};

const settledMatchView = (match: Match) => {
  const text = settledWords(match);
  return text === undefined ? [] : [{ text, ...(match.state !== "gone" && { href: matchPath(match) }) }];
};

const previewed = {
  question: "If you ask a question",
  awarded: "If you award",
  waits: "If you award and the money has to come first",
  refused: "If you refuse by a rule",
  noMoneyLeft: "If you refuse since no money is left",
  closed: "If you refuse for another reason",
} as const satisfies Partial<Record<MessageTemplate, string>>;

/** Each act's message to the resident. If no channel is safe, a person tells them the same. */
const previewsOf = (caseId: string, channel: MessageChannel = "email") =>
  (Object.keys(previewed) as (keyof typeof previewed)[]).map((template) => ({
    when: previewed[template],
    says: previewOf(template, channel, caseId),
  }));

const messageView = (message: Message, now: Date) => ({
  template: message.template,
  channel: message.channel,
  state: message.state,
  askedAt: message.askedAt,
  sentAt: message.sentAt,
  held: message.state === "held" && message.held ? heldWords[message.held.cause].because : undefined,
  tried: message.tried && { channel: message.tried.channel, at: message.tried.at, says: triedWords[message.tried.because] },
  isLost: isLost(message, now),
  messageId: message.messageId,
  says: sentWithoutCode(message),
  to: message.channel && message.to ? maskedContact({ channel: message.channel, to: message.to }) : undefined,
  isToTell: mayBeTold(message, now),
  because: toTellReasons[reasonToTell(message)],
  told: message.told && { by: message.told.by.name, at: message.told.at, how: lowerFirst(waysOfTelling[message.told.how]) },
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
