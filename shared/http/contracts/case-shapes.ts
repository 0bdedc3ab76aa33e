import * as z from "zod/mini";
import { applicationSchema } from "../../domain/application.ts";
import { heldCauses } from "../../domain/case/held-message.ts";
import { type ToTellReason, toTellReasons, type WayOfTelling, waysOfTelling } from "../../domain/case/message.ts";
import { evidenceGivenSchema } from "../../domain/rules/facts.ts";
import { actor, moneyAmount } from "./contract.ts";

const decision = () =>
  z.strictObject({
    kind: z.enum(["awarded", "notEligible", "noMoneyLeft", "closed"]),
    at: z.string(),
    by: actor,
    scheme: z.string(),
    awardId: z.optional(z.string()),
    total: z.optional(moneyAmount),
    reason: z.optional(z.string()),
    /** The second person, where one was needed, once they have approved. */
    approved: z.optional(z.strictObject({ by: actor, at: z.string() })),
  });

export const caseSummary = () =>
  z.strictObject({
    caseId: z.string(),
    status: z.enum(["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"]),
    version: z.int(),
    urgent: z.boolean(),
    submittedAt: z.string(),
    householdId: z.string(),
    applicantName: z.string(),
    needs: z.array(z.string()),
    decision: z.optional(decision()),
    /** The decision that waits for money, and its waiting list. */
    waits: z.optional(
      z.strictObject({ scheme: z.string(), category: z.string(), priority: z.int(), since: z.string(), by: actor, total: moneyAmount }),
    ),
  });

/** Whoever declares an interest need not say why. */
export const interestRequestSchema = z.strictObject({});
export const interestDeclaredReply = () => z.strictObject({ caseId: z.string(), takesPart: z.literal(false) });

/** In a list, a case of a household in which the reader has declared an interest only says that it is there. */
export const caseInList = () =>
  z.union([
    caseSummary(),
    z.strictObject({ caseId: z.string(), status: z.string(), submittedAt: z.string(), interestDeclared: z.literal(true) }),
  ]);

/** What each rule went by has names of the rule's own. */
export const ruleResult = () =>
  z.strictObject({
    rule: z.string(),
    version: z.int(),
    verdict: z.enum(["pass", "fail", "refer"]),
    because: z.string(),
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    holds: z.optional(z.literal(true)),
  });

export const lookFirst = () =>
  z.strictObject({ rule: z.string(), because: z.string(), settledBy: z.enum(["record", "conversation", "facts"]) });

/** From when each need that the household asked for can be met; without a day, now. */
export const nextDates = () => z.array(z.strictObject({ need: z.string(), from: z.optional(z.string()) }));

/** How the household is paid comes masked. */
export const applicationReply = () => z.strictObject({ ...applicationSchema.shape, payTo: z.optional(z.string()) });

export const said = () => z.strictObject({ at: z.string(), by: actor, why: z.optional(z.string()) });

/** A way to pay a household, masked, as staff recorded it. */
export const payeeInWords = () => z.strictObject({ payTo: z.string(), ...said().shape, confirmed: z.optional(said()) });

/** Each time that the bank was to pay a line and rejected it. */
export const sentBeforeReply = () =>
  z.strictObject({
    paymentId: z.string(),
    payTo: z.string(),
    releasedAt: z.optional(z.string()),
    rejectedAt: z.string(),
    reason: z.string(),
    loadedBy: actor,
  });

const claim = () =>
  z.strictObject({
    need: z.string(),
    scheme: z.string(),
    awardId: z.string(),
    on: z.optional(z.string()),
    window: z.optional(z.enum(["scheme", "rolling", "fixed"])),
    from: z.string(),
    until: z.string(),
  });
const byScheme = <T extends z.ZodMiniType>(value: T) => z.record(z.string(), value);

/** What a household has had, and its other applications. */
export const householdReply = () =>
  z.strictObject({
    householdId: z.string(),
    version: z.int(),
    claims: z.array(claim()),
    reached: byScheme(z.strictObject({ awards: z.int(), categories: z.record(z.string(), z.int()) })),
    spent: byScheme(moneyAmount),
    applications: z.array(z.strictObject({ caseId: z.string(), submittedAt: z.string() })),
  });

const evidenceGiven = () => z.array(evidenceGivenSchema);

/** What may name a person, `reason` and `because`, goes only to those who may read the case; so do inputs, evidence and checks. */
const awardRuleResult = () =>
  z.strictObject({
    ...ruleResult().shape,
    because: z.optional(z.string()),
    inputs: z.optional(ruleResult().shape.inputs),
  });
export const awardReply = () =>
  z.strictObject({
    awardId: z.string(),
    caseId: z.string(),
    householdId: z.string(),
    scheme: z.string(),
    schemeVersion: z.int(),
    lines: z.array(
      z.strictObject({
        item: z.string(),
        label: z.string(),
        category: z.string(),
        delivery: z.string(),
        amount: moneyAmount,
        reason: z.optional(z.string()),
      }),
    ),
    /** Where the money or code of each line really went, masked. */
    paid: z.optional(z.array(z.strictObject({ lineId: z.string(), state: z.string(), paidTo: z.optional(z.string()) }))),
    total: moneyAmount,
    committedAt: z.string(),
    by: actor,
    reason: z.optional(z.string()),
    results: z.array(awardRuleResult()),
    evidence: z.optional(evidenceGiven()),
    checks: z.optional(z.array(z.string())),
    /** The services that the resident is told of. */
    signposts: z.optional(z.array(z.string())),
    looked: z.optional(z.array(z.string())),
    /** The row of a run that it was made from, and whom its list named. */
    run: z.optional(z.strictObject({ runId: z.string(), row: z.string(), preparedBy: actor })),
    recipient: z.optional(
      z.strictObject({
        name: z.string(),
        address: z.strictObject({ line1: z.string(), town: z.optional(z.string()), postcode: z.string() }),
        phone: z.optional(z.string()),
        email: z.optional(z.string()),
      }),
    ),
    /** Where it is more than whoever decided may award alone: nothing is sent out before a second person has approved it. */
    secondApproval: z.optional(
      z.strictObject({ kind: z.enum(["awaited", "approved", "declined"]), by: z.optional(actor), at: z.optional(z.string()) }),
    ),
  });

export const referralReply = () =>
  z.strictObject({
    referralId: z.string(),
    caseId: z.string(),
    service: z.string(),
    serviceName: z.optional(z.string()),
    reasons: z.array(z.string()),
    reasonLabels: z.optional(z.array(z.string())),
    asks: z.string(),
    urgent: z.boolean(),
    person: z.strictObject({ name: z.string() }),
    contact: z.strictObject({
      ways: z.array(z.string()),
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
      safety: z.optional(z.string()),
    }),
    consent: z.strictObject({ agreed: z.literal(true), at: z.string(), shares: z.optional(z.string()) }),
    requestedAt: z.string(),
    requestedBy: actor,
    answerDue: z.string(),
    state: z.string(),
    steps: z.array(z.strictObject({ state: z.string(), at: z.string(), by: actor, note: z.optional(z.string()) })),
    version: z.int(),
  });

/** A referral as its service gets it, without items that the person did not agree to share or that are no longer shared. */
export const serviceReferralReply = () => {
  const { urgent, person, contact, reasons, asks, ...ofTheRequest } = referralReply().shape;
  return z.strictObject({
    ...ofTheRequest,
    reasons: z.optional(reasons),
    asks: z.optional(asks),
    person: z.optional(person),
    contact: z.optional(contact),
  });
};

const assessment = () =>
  z.strictObject({
    scheme: z.string(),
    schemeVersion: z.int(),
    facts: z.strictObject({
      today: z.string(),
      needs: z.array(z.string()),
      claims: z.strictObject({ claims: z.array(claim()), spent: byScheme(moneyAmount) }),
      amount: z.optional(moneyAmount),
      evidence: evidenceGiven(),
      checks: z.array(z.string()),
      appliedUnder: z.optional(z.string()),
      conversation: z.optional(z.string()),
    }),
    results: z.array(ruleResult()),
  });

const happened = <K extends string, T extends z.core.$ZodShape>(kind: K, shape: T) => z.strictObject({ kind: z.literal(kind), ...shape });
const text = z.string();
const eventDetail = () =>
  z.discriminatedUnion("kind", [
    happened("submitted", { by: actor, assessment: z.optional(assessment()) }),
    happened("awarded", {
      awardId: text,
      reason: text,
      signposts: z.array(text),
      assessment: assessment(),
      awaitsApproval: z.optional(z.literal(true)),
    }),
    happened("approved", { awardId: text, reason: z.optional(text) }),
    happened("declined", { awardId: text, reason: text }),
    happened("waitsForMoney", { category: text, reason: text, signposts: z.optional(z.array(text)), assessment: assessment() }),
    happened("waitsElsewhere", { category: text }),
    happened("stoppedWaiting", { because: text }),
    happened("declaredInterest", {}),
    happened("liftedInterest", { of: actor, reason: text }),
    happened("refused", {
      because: text,
      says: text,
      notAccepted: z.optional(text),
      reason: text,
      signposts: z.array(text),
      assessment: assessment(),
    }),
    happened("asked", { question: text }),
    happened("answered", { answer: text }),
    happened("spokeInPrivate", { outcome: text }),
    happened("referred", { referralId: text, insteadOf: z.optional(text) }),
    happened("referralWithdrawn", { referralId: text, reason: text }),
    happened("referralSettled", { referralId: text, reason: text }),
  ]);

export const caseHistory = () => z.array(z.strictObject({ sequence: z.int(), at: z.string(), by: actor, detail: eventDetail() }));

/** Nothing of whom a message was for. A code in what it says is left out. */
export const messageReply = () =>
  z.strictObject({
    messageId: z.string(),
    template: z.string(),
    /** Without one, a person tells them. */
    channel: z.optional(z.enum(["text", "email"])),
    /** The end of the number, or the beginning of the address. */
    to: z.optional(z.string()),
    askedAt: z.string(),
    state: z.enum(["pending", "sending", "held", "sent", "failed", "toTell", "told"]),
    sentAt: z.optional(z.string()),
    /** Why it waits to be sent. It is tried again from `until` on. */
    held: z.optional(z.strictObject({ cause: z.enum(heldCauses), since: z.string(), until: z.string() })),
    /** The safe way that was tried before this one. */
    tried: z.optional(
      z.strictObject({ channel: z.enum(["text", "email"]), at: z.string(), because: z.enum(["notTaken", "notDelivered"]) }),
    ),
    says: z.optional(z.string()),
    because: z.optional(z.enum(Object.keys(toTellReasons) as ToTellReason[])),
    told: z.optional(z.strictObject({ by: actor, at: z.string(), how: z.enum(Object.keys(waysOfTelling) as WayOfTelling[]) })),
  });

/** A service that the resident was told of, and how it is reached today. */
export const signpostReply = () =>
  z.strictObject({
    service: z.string(),
    name: z.string(),
    does: z.optional(z.string()),
    tells: z.optional(z.string()),
    phone: z.optional(z.string()),
    hours: z.optional(z.string()),
    email: z.optional(z.string()),
    url: z.optional(z.string()),
    isActive: z.optional(z.boolean()),
  });

export const runOut = () =>
  z.strictObject({
    kind: z.enum(["runsOut", "lasts", "begins", "empty", "nothingAwarded", "over", "unknown"]),
    on: z.optional(z.string()),
    to: z.optional(z.string()),
  });

const balance = () => ({
  allocated: moneyAmount,
  left: moneyAmount,
  frozen: moneyAmount,
  reserved: moneyAmount,
  committed: moneyAmount,
  paid: moneyAmount,
  returned: moneyAmount,
  runOut: runOut(),
});

/** What an award made today would draw on. */
export const budgetReply = () =>
  z.strictObject({
    category: z.string(),
    label: z.string(),
    note: z.optional(z.string()),
    period: z.string(),
    ...balance(),
    /** For an urgent case alone. */
    urgentReserve: z.optional(z.strictObject(balance())),
  });
