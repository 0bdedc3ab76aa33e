import * as z from "zod/mini";
import type { Award, AwardLine, AwardRequest, Recipient } from "../../domain/award/award.ts";
import type { Waiter } from "../../domain/case/waiting-list.ts";
import { fulfillers } from "../../domain/line/fulfiller.ts";
import {
  type HeldDestination,
  type Line,
  type LineNote,
  type LineStep,
  lineNotes,
  lineStates,
  lineSteps,
  type SentBefore,
  saidBackStates,
  type TakingBack,
} from "../../domain/line/line.ts";
import type { Order } from "../../domain/line/order.ts";
import type { PayeeRecord, PayeeVersion } from "../../domain/payments/payee-record.ts";
import { roles } from "../../system.ts";
import { check, ruleResult, waitingShape } from "./cases.ts";
import { actor, byName, claim, cuts, delivery, drawnOn, evidenceGiven, money, once, oneOf, payee, pot, type Shape } from "./pieces.ts";

/** Awards, their lines, and the payments and orders of the lines. */

const role = once(() => z.enum(roles));

const awardLineShape = once(
  () =>
    ({
      item: z.string(),
      label: z.string(),
      category: z.string(),
      delivery: delivery(),
      amount: money(),
      quantity: z.optional(z.int()),
      reason: z.optional(z.string()),
      pot: z.optional(pot()),
    }) satisfies Shape<AwardLine>,
);

const ofRun = once(
  (): z.ZodMiniType<NonNullable<Award["run"]>> =>
    z.object({ runId: z.string(), row: z.string(), preparedBy: actor() } satisfies Shape<NonNullable<Award["run"]>>),
);

const recipient = once(
  (): z.ZodMiniType<Recipient> =>
    z.object({
      name: z.string(),
      address: z.object({
        line1: z.string(),
        line2: z.optional(z.string()),
        town: z.optional(z.string()),
        postcode: z.string(),
      } satisfies Shape<Recipient["address"]>),
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
      payTo: z.optional(payee()),
    } satisfies Shape<Recipient>),
);

export const award = once(
  (): z.ZodMiniType<Award> =>
    z.object({
      awardId: z.string(),
      caseId: z.string(),
      householdId: z.string(),
      scheme: z.string(),
      schemeVersion: z.int(),
      lines: z.array(z.object(awardLineShape())),
      total: money(),
      committedAt: z.string(),
      by: actor(),
      reason: z.string(),
      decisionId: z.string(),
      results: z.array(ruleResult()),
      drawnOn: z.array(drawnOn()),
      awaitsApproval: z.optional(z.literal(true)),
      run: z.optional(ofRun()),
      enteredBy: z.optional(z.string()),
      recipient: z.optional(recipient()),
      claimsBefore: z.optional(
        z.object({ claims: z.array(claim()), spent: byName(money()) } satisfies Shape<NonNullable<Award["claimsBefore"]>>),
      ),
      evidence: z.array(evidenceGiven()),
      checks: z.array(check()),
      signposts: z.optional(z.array(z.string())),
      looked: z.optional(z.array(z.string())),
      cuts: z.optional(cuts()),
    } satisfies Shape<Award>),
);

const request = once(
  (): z.ZodMiniType<AwardRequest> =>
    z.object({
      seen: z.object({ version: z.int(), householdId: z.string() } satisfies Shape<AwardRequest["seen"]>),
      lines: z.array(
        z.object({
          item: z.string(),
          amount: money(),
          quantity: z.optional(z.int()),
          delivery: delivery(),
          reason: z.optional(z.string()),
        } satisfies Shape<AwardRequest["lines"][number]>),
      ),
      referrals: z.array(
        z.object({ service: z.string(), reasons: z.array(z.string()), asks: z.string() } satisfies Shape<
          AwardRequest["referrals"][number]
        >),
      ),
      signposts: z.array(z.string()),
      evidence: z.array(evidenceGiven()),
      checks: z.array(check()),
      looked: z.optional(z.array(z.string())),
      reason: z.string(),
    } satisfies Shape<AwardRequest>),
);

export const waiter = once(
  (): z.ZodMiniType<Waiter> =>
    z.object({
      ...waitingShape(),
      caseId: z.string(),
      householdId: z.string(),
      submittedAt: z.string(),
      by: z.object({ id: z.string(), name: z.string(), roles: z.array(role()) } satisfies Shape<Waiter["by"]>),
      request: request(),
      run: z.optional(ofRun()),
    } satisfies Shape<Waiter>),
);

export const sentBefore = once(
  (): z.ZodMiniType<SentBefore> =>
    z.object({
      batchId: z.string(),
      paymentId: z.string(),
      payTo: z.string(),
      releasedAt: z.optional(z.string()),
      rejectedAt: z.string(),
      reason: z.string(),
      loadedBy: actor(),
    } satisfies Shape<SentBefore>),
);

export const line = once(
  (): z.ZodMiniType<Line> =>
    z.object({
      ...awardLineShape(),
      lineId: z.string(),
      awardId: z.string(),
      caseId: z.string(),
      householdId: z.string(),
      line: z.int(),
      drawnOn: drawnOn(),
      state: oneOf(lineStates),
      version: z.int(),
      steps: z.array(
        z.object({
          step: oneOf(lineSteps),
          at: z.string(),
          by: actor(),
          key: z.string(),
          why: z.optional(z.string()),
        } satisfies Shape<LineStep>),
      ),
      awardedAt: z.string(),
      decidedBy: z.array(z.string()),
      runPreparedBy: z.optional(z.string()),
      enteredBy: z.optional(z.string()),
      fulfiller: z.optional(oneOf(fulfillers)),
      isOfRun: z.optional(z.literal(true)),
      orders: z.optional(z.int()),
      provided: z.optional(
        z.object({ reference: z.string(), code: z.optional(z.string()), expiresOn: z.optional(z.string()) } satisfies Shape<
          NonNullable<Line["provided"]>
        >),
      ),
      payment: z.optional(z.object({ batchId: z.string(), paymentId: z.string() } satisfies Shape<NonNullable<Line["payment"]>>)),
      newPayee: z.optional(
        z.object({
          payee: payee(),
          by: z.string(),
          name: z.optional(z.string()),
          at: z.optional(z.string()),
          why: z.optional(z.string()),
        } satisfies Shape<NonNullable<Line["newPayee"]>>),
      ),
      destination: z.optional(
        z.object({
          hash: z.string(),
          households: z.array(z.string()),
          lineIds: z.array(z.string()),
          confirmed: z.optional(
            z.object({ at: z.string(), by: actor(), why: z.string() } satisfies Shape<NonNullable<HeldDestination["confirmed"]>>),
          ),
        } satisfies Shape<HeldDestination>),
      ),
      paidTo: z.optional(z.string()),
      sentBefore: z.optional(z.array(sentBefore())),
      trouble: z.optional(z.object({ because: z.string(), at: z.string() } satisfies Shape<NonNullable<Line["trouble"]>>)),
      takingBack: z.optional(
        z.object({
          how: oneOf<TakingBack["how"]>({ expire: true, return: true }),
          at: z.string(),
          by: actor(),
          key: z.string(),
          why: z.optional(z.string()),
        } satisfies Shape<TakingBack>),
      ),
      saidBack: z.optional(
        z.object({ state: z.enum(saidBackStates), by: actor(), at: z.string() } satisfies Shape<NonNullable<Line["saidBack"]>>),
      ),
      watchedUntil: z.optional(z.string()),
      usedLate: z.optional(oneOf<NonNullable<Line["usedLate"]>>({ open: true, settled: true })),
      notes: z.optional(
        z.array(
          z.object({
            what: oneOf(lineNotes),
            at: z.string(),
            by: actor(),
            key: z.string(),
            why: z.optional(z.string()),
          } satisfies Shape<LineNote>),
        ),
      ),
    } satisfies Shape<Line>),
);

export const approved = once(() => z.object({ caseId: z.string(), awardId: z.string() }));

export const order = once(
  (): z.ZodMiniType<Order> => z.object({ lineId: z.string(), caseId: z.string(), number: z.int() } satisfies Shape<Order>),
);

export const said = once(() => ({ at: z.string(), by: actor(), why: z.optional(z.string()) }));

const payeeVersionShape = once(
  () => ({ payee: payee(), ...said(), confirmed: z.optional(z.object(said())) }) satisfies Shape<PayeeVersion>,
);

export const payeeRecord = once(
  (): z.ZodMiniType<PayeeRecord> =>
    z.object({
      ...payeeVersionShape(),
      caseId: z.string(),
      version: z.optional(z.int()),
      earlier: z.optional(z.array(z.object(payeeVersionShape()))),
    } satisfies Shape<PayeeRecord>),
);
