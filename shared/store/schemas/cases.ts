import * as z from "zod/mini";
import {
  applicantRoles,
  benefits,
  contactWays,
  essentialsWithout,
  kindsOfHome,
  otherSchemes,
  recourseAnswers,
  relationships,
  sharing,
  triggers,
} from "../../domain/answers.ts";
import type { Application } from "../../domain/application.ts";
import type {
  Agreement,
  AwardDecided,
  Case,
  CaseEvent,
  CaseEventDetail,
  CaseStatus,
  Conversation,
  Pause,
  RefusalDecided,
} from "../../domain/case/case.ts";
import { type Held, heldCauses } from "../../domain/case/held-message.ts";
import { type Message, type MessageChannel, type Told, type TriedWay, toTellReasons, waysOfTelling } from "../../domain/case/message.ts";
import type { Waiting } from "../../domain/case/waiting-list.ts";
import { concernWords } from "../../domain/household/concern.ts";
import type { Score } from "../../domain/identity/identity.ts";
import { type Match, matchStates } from "../../domain/identity/match.ts";
import { matchAnswers, matchGoneWords } from "../../domain/identity/match-answer.ts";
import type { Nearest } from "../../domain/identity/nearest.ts";
import { conversationOutcomes } from "../../domain/public-funds.ts";
import type { FollowUp } from "../../domain/referral/follow-up.ts";
import type { Referral, ReferralState, ReferralStep } from "../../domain/referral/referral.ts";
import type { Assessment, RuleResult } from "../../domain/rules/eligibility.ts";
import type { Check, DecisionFacts } from "../../domain/rules/facts.ts";
import { actor, byName, claim, evidenceGiven, money, need, once, oneOf, payee, type Shape } from "./pieces.ts";

/** A case, from its application to its last event. */

const contact = once(
  (): z.ZodMiniType<Application["contact"]> =>
    z.object({
      ways: z.array(oneOf(contactWays)),
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
      safety: z.optional(z.string()),
    } satisfies Shape<Application["contact"]>),
);

export const storedAddress = once((): z.ZodMiniType<Application["address"]> => {
  type Address = Application["address"];
  return z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("settled"),
      line1: z.string(),
      line2: z.optional(z.string()),
      town: z.optional(z.string()),
      postcode: z.string(),
      uprn: z.optional(z.string()),
      unit: z.optional(z.string()),
      home: z.optional(oneOf(kindsOfHome)),
      custodian: z.optional(z.string()),
    } satisfies Shape<Extract<Address, { kind: "settled" }>>),
    z.object({ kind: z.literal("none"), staying: z.string() } satisfies Shape<Extract<Address, { kind: "none" }>>),
    z.object({
      kind: z.literal("refuge"),
      post: z.optional(
        z.object({
          line1: z.string(),
          line2: z.optional(z.string()),
          town: z.optional(z.string()),
          postcode: z.string(),
        } satisfies Shape<NonNullable<Extract<Address, { kind: "refuge" }>["post"]>>),
      ),
    } satisfies Shape<Extract<Address, { kind: "refuge" }>>),
  ]);
});

const application = once(
  (): z.ZodMiniType<Application> =>
    z.object({
      applicant: z.object({
        role: oneOf(applicantRoles),
        helperName: z.optional(z.string()),
        organisation: z.optional(z.string()),
        permission: z.optional(z.boolean()),
      } satisfies Shape<Application["applicant"]>),
      people: z.array(
        z.object({
          name: z.string(),
          otherNames: z.optional(z.array(z.string())),
          nino: z.optional(z.string()),
          dateOfBirth: z.optional(z.string()),
          estimatedAge: z.optional(z.int()),
          relationship: oneOf(relationships),
          shares: z.optional(oneOf(sharing)),
        } satisfies Shape<Application["people"][number]>),
      ),
      address: storedAddress(),
      money: z.object({
        monthlyIncome: money(),
        benefits: z.array(oneOf(benefits)),
        savings: money(),
        monthlyHousingCosts: z.optional(money()),
      } satisfies Shape<Application["money"]>),
      circumstances: z.object({
        trigger: oneOf(triggers),
        story: z.optional(z.string()),
        storyByPhone: z.optional(z.literal(true)),
        without: z.array(oneOf(essentialsWithout)),
        helpFrom: z.optional(z.array(oneOf(otherSchemes))),
      } satisfies Shape<Application["circumstances"]>),
      wants: z.object({ needs: z.array(need()), details: z.optional(z.string()) } satisfies Shape<Application["wants"]>),
      publicFunds: z.optional(z.object({ noRecourse: oneOf(recourseAnswers) })),
      contact: contact(),
      sharing: z.object({ agreed: z.boolean() }),
      payTo: z.optional(payee()),
      declared: z.literal(true),
    } satisfies Shape<Application>),
);

export const storedApplication = once(() => z.object({ application: application(), contentHash: z.string() }));

const score = once(
  (): z.ZodMiniType<Score> =>
    z.object({
      points: z.number(),
      parts: z.array(
        z.object({
          part: z.string(),
          points: z.number(),
          says: z.string(),
          isGuard: z.optional(z.literal(true)),
        } satisfies Shape<Score["parts"][number]>),
      ),
    } satisfies Shape<Score>),
);

export const match = once(
  (): z.ZodMiniType<Match> =>
    z.object({
      caseId: z.string(),
      householdId: z.string(),
      candidateId: z.string(),
      version: z.int(),
      applicantName: z.string(),
      urgent: z.boolean(),
      score: score(),
      state: oneOf(matchStates),
      since: z.string(),
      settled: z.optional(
        z.object({
          by: actor(),
          at: z.string(),
          reason: z.string(),
          leftOn: z.optional(z.string()),
          who: z.optional(z.array(z.string())),
          part: z.optional(z.string()),
        } satisfies Shape<NonNullable<Match["settled"]>>),
      ),
      reopened: z.optional(z.object({ by: actor(), at: z.string(), reason: z.string() } satisfies Shape<NonNullable<Match["reopened"]>>)),
    } satisfies Shape<Match>),
);

const inputs = once((): z.ZodMiniType<RuleResult["inputs"]> => byName(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])));

export const ruleResult = once(
  (): z.ZodMiniType<RuleResult> =>
    z.object({
      rule: z.string(),
      version: z.int(),
      verdict: oneOf<RuleResult["verdict"]>({ pass: true, fail: true, refer: true }),
      because: z.string(),
      holds: z.optional(z.literal(true)),
      inputs: inputs(),
    } satisfies Shape<RuleResult>),
);

export const check = once(() =>
  oneOf<Check>({ dhpConsidered: true, homelessnessDutyChecked: true, housingElementSeen: true, rolloverConfirmed: true }),
);

const assessment = once(
  (): z.ZodMiniType<Assessment> =>
    z.object({
      scheme: z.string(),
      schemeVersion: z.int(),
      facts: z.object({
        today: z.string(),
        needs: z.array(need()),
        claims: z.object({ claims: z.array(claim()), spent: byName(money()) }),
        countsEarlierSchemes: z.optional(z.literal(true)),
        amount: z.optional(money()),
        evidence: z.array(evidenceGiven()),
        checks: z.array(check()),
        appliedUnder: z.optional(z.string()),
        conversation: z.optional(oneOf(conversationOutcomes)),
      } satisfies Shape<DecisionFacts>),
      results: z.array(ruleResult()),
    } satisfies Shape<Assessment>),
);

export const waitingShape = once(
  () =>
    ({
      scheme: z.string(),
      category: z.string(),
      purpose: z.optional(z.string()),
      priority: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
      since: z.string(),
      by: actor(),
      total: money(),
      decisionId: z.string(),
      contentHash: z.string(),
    }) satisfies Shape<Waiting>,
);

const decidedShape = once(() => ({
  decisionId: z.string(),
  contentHash: z.string(),
  at: z.string(),
  by: actor(),
  scheme: z.string(),
}));

const awardDecided = once(
  (): z.ZodMiniType<AwardDecided> =>
    z.object({
      ...decidedShape(),
      kind: z.literal("awarded"),
      awardId: z.string(),
      total: money(),
      approved: z.optional(z.object({ by: actor(), at: z.string() })),
    } satisfies Shape<AwardDecided>),
);

const refusalDecided = once(
  (): z.ZodMiniType<RefusalDecided> =>
    z.object({
      ...decidedShape(),
      kind: oneOf<RefusalDecided["kind"]>({ notEligible: true, noMoneyLeft: true, closed: true }),
      reason: z.string(),
      says: z.optional(z.string()),
    } satisfies Shape<RefusalDecided>),
);

export const pauses = once(() => z.optional(z.array(z.object({ from: z.string(), to: z.optional(z.string()) } satisfies Shape<Pause>))));

const everyCase = once(() => ({
  caseId: z.string(),
  version: z.int(),
  urgent: z.boolean(),
  submittedAt: z.string(),
  householdId: z.string(),
  applicantName: z.string(),
  needs: z.array(need()),
  lastEventHash: z.string(),
  possibleHouseholds: z.array(z.string()),
  concerns: z.optional(z.array(oneOf(concernWords))),
  enteredBy: z.optional(z.string()),
  barred: z.optional(z.array(z.string())),
  conversation: z.optional(z.object({ outcome: oneOf(conversationOutcomes), at: z.string(), by: actor() } satisfies Shape<Conversation>)),
  agreement: z.optional(z.object({ agreed: z.boolean(), at: z.string(), by: actor() } satisfies Shape<Agreement>)),
  pauses: pauses(),
}));

type OfStatus<S extends CaseStatus> = Shape<Extract<Case, { status: S }>>;

/** A schema for each status: one that is missing does not compile. */
const statuses = once(
  () =>
    ({
      waiting: { ...everyCase(), status: z.literal("waiting") },
      asked: { ...everyCase(), status: z.literal("asked") },
      toApprove: { ...everyCase(), status: z.literal("toApprove"), decision: awardDecided() },
      forMoney: { ...everyCase(), status: z.literal("forMoney"), waits: z.object(waitingShape()) },
      awarded: { ...everyCase(), status: z.literal("awarded"), decision: awardDecided() },
      refused: { ...everyCase(), status: z.literal("refused"), decision: refusalDecided() },
    }) satisfies { readonly [S in CaseStatus]: OfStatus<S> },
);

export const caseHead = once((): z.ZodMiniType<Case> => {
  const { waiting, asked, toApprove, forMoney, awarded, refused } = statuses();
  return z.discriminatedUnion("status", [
    z.object(waiting),
    z.object(asked),
    z.object(toApprove),
    z.object(forMoney),
    z.object(awarded),
    z.object(refused),
  ]);
});

type Detail<K extends CaseEventDetail["kind"]> = Shape<Extract<CaseEventDetail, { kind: K }>>;

/** A schema for each kind of event: one that is missing does not compile. */
const nearest = once(
  (): z.ZodMiniType<Nearest> =>
    z.object({ points: z.number(), joinable: z.optional(z.number()), rival: z.optional(z.number()) } satisfies Shape<Nearest>),
);

const details = once(
  () =>
    ({
      submitted: { kind: z.literal("submitted"), by: actor(), assessment: z.optional(assessment()), nearest: z.optional(nearest()) },
      awarded: {
        kind: z.literal("awarded"),
        awardId: z.string(),
        reason: z.string(),
        signposts: z.array(z.string()),
        assessment: assessment(),
        awaitsApproval: z.optional(z.literal(true)),
      },
      approved: { kind: z.literal("approved"), awardId: z.string(), reason: z.optional(z.string()) },
      declined: { kind: z.literal("declined"), awardId: z.string(), reason: z.string() },
      waitsForMoney: {
        kind: z.literal("waitsForMoney"),
        category: z.string(),
        reason: z.string(),
        signposts: z.optional(z.array(z.string())),
        assessment: assessment(),
      },
      waitsElsewhere: { kind: z.literal("waitsElsewhere"), category: z.string() },
      stoppedWaiting: { kind: z.literal("stoppedWaiting"), because: z.string() },
      declaredInterest: { kind: z.literal("declaredInterest") },
      liftedInterest: { kind: z.literal("liftedInterest"), of: actor(), reason: z.string() },
      refused: {
        kind: z.literal("refused"),
        because: z.string(),
        says: z.string(),
        notAccepted: z.optional(z.string()),
        reason: z.string(),
        signposts: z.array(z.string()),
        assessment: assessment(),
      },
      asked: { kind: z.literal("asked"), question: z.string() },
      answered: { kind: z.literal("answered"), answer: z.string() },
      spokeInPrivate: { kind: z.literal("spokeInPrivate"), outcome: oneOf(conversationOutcomes) },
      referred: { kind: z.literal("referred"), referralId: z.string(), insteadOf: z.optional(z.string()) },
      referralWithdrawn: { kind: z.literal("referralWithdrawn"), referralId: z.string(), reason: z.string() },
      matchSettled: {
        kind: z.literal("matchSettled"),
        candidateId: z.string(),
        as: oneOf(matchAnswers),
        leftOn: z.optional(z.string()),
        reason: z.string(),
      },
      matchReopened: { kind: z.literal("matchReopened"), candidateId: z.string(), was: oneOf(matchAnswers), reason: z.string() },
      matchOpened: { kind: z.literal("matchOpened"), candidateId: z.string() },
      matchGone: { kind: z.literal("matchGone"), candidateId: z.string(), because: oneOf(matchGoneWords) },
      referralSettled: { kind: z.literal("referralSettled"), referralId: z.string(), reason: z.string() },
      agreementRecorded: { kind: z.literal("agreementRecorded"), agreed: z.boolean(), reason: z.string() },
    }) satisfies { readonly [K in CaseEventDetail["kind"]]: Detail<K> },
);

const detail = once((): z.ZodMiniType<CaseEventDetail> => {
  const of = details();
  return z.discriminatedUnion("kind", [
    z.object(of.submitted),
    z.object(of.awarded),
    z.object(of.approved),
    z.object(of.declined),
    z.object(of.waitsForMoney),
    z.object(of.waitsElsewhere),
    z.object(of.stoppedWaiting),
    z.object(of.declaredInterest),
    z.object(of.liftedInterest),
    z.object(of.refused),
    z.object(of.asked),
    z.object(of.answered),
    z.object(of.spokeInPrivate),
    z.object(of.referred),
    z.object(of.referralWithdrawn),
    z.object(of.referralSettled),
    z.object(of.matchSettled),
    z.object(of.matchReopened),
    z.object(of.matchOpened),
    z.object(of.matchGone),
    z.object(of.agreementRecorded),
  ]);
});

export const caseEvent = once(
  (): z.ZodMiniType<CaseEvent> =>
    z.object({
      caseId: z.string(),
      sequence: z.int(),
      at: z.string(),
      by: actor(),
      detail: detail(),
      previousHash: z.string(),
      hash: z.string(),
    } satisfies Shape<CaseEvent>),
);

export const referralState = once(() =>
  oneOf<ReferralState>({ requested: true, accepted: true, rejected: true, completed: true, cancelled: true }),
);

export const referral = once(
  (): z.ZodMiniType<Referral> =>
    z.object({
      referralId: z.string(),
      caseId: z.string(),
      service: z.string(),
      serviceName: z.optional(z.string()),
      reasons: z.array(z.string()),
      reasonLabels: z.optional(z.array(z.string())),
      asks: z.string(),
      urgent: z.boolean(),
      // Older referrals also have the size of the household, which no service sees any more.
      person: z.object({ name: z.string() } satisfies Shape<Referral["person"]>),
      contact: contact(),
      consent: z.object({ agreed: z.literal(true), at: z.string(), shares: z.optional(z.string()) }),
      requestedAt: z.string(),
      requestedBy: actor(),
      answerDue: z.string(),
      state: referralState(),
      steps: z.array(
        z.object({
          state: referralState(),
          at: z.string(),
          by: actor(),
          note: z.optional(z.string()),
          stepId: z.optional(z.string()),
        } satisfies Shape<ReferralStep>),
      ),
      deliveredAt: z.optional(z.string()),
      version: z.int(),
    } satisfies Shape<Referral>),
);

export const followUp = once(
  (): z.ZodMiniType<FollowUp> =>
    z.object({
      referralId: z.string(),
      caseId: z.string(),
      service: z.string(),
      serviceName: z.optional(z.string()),
      name: z.string(),
      state: oneOf<FollowUp["state"]>({ requested: true, rejected: true, done: true }),
      said: z.optional(z.string()),
      since: z.string(),
      answerDue: z.string(),
    } satisfies Shape<FollowUp>),
);

export const held = once(
  (): z.ZodMiniType<Held> => z.object({ cause: z.enum(heldCauses), since: z.string(), until: z.string() } satisfies Shape<Held>),
);

export const message = once(
  (): z.ZodMiniType<Message> =>
    z.object({
      messageId: z.string(),
      caseId: z.string(),
      template: oneOf<Message["template"]>({
        received: true,
        question: true,
        awarded: true,
        waits: true,
        refused: true,
        noMoneyLeft: true,
        closed: true,
        code: true,
      }),
      channel: z.optional(oneOf<MessageChannel>({ text: true, email: true })),
      to: z.optional(z.string()),
      blanks: byName(z.string()),
      askedAt: z.string(),
      state: oneOf<Message["state"]>({ pending: true, sending: true, held: true, sent: true, failed: true, toTell: true, told: true }),
      sentAt: z.optional(z.string()),
      held: z.optional(held()),
      tried: z.optional(
        z.object({
          channel: oneOf<MessageChannel>({ text: true, email: true }),
          at: z.string(),
          because: oneOf<TriedWay["because"]>({ notTaken: true, notDelivered: true }),
        } satisfies Shape<TriedWay>),
      ),
      because: z.optional(oneOf(toTellReasons)),
      told: z.optional(z.object({ by: actor(), at: z.string(), how: oneOf(waysOfTelling) } satisfies Shape<Told>)),
    } satisfies Shape<Message>),
);
