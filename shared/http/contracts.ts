import * as z from "zod/mini";
import { applicationSchema } from "../domain/application.ts";
import { awardRequestSchema, onwardHelpShape, referralRequestSchema, seenSchema } from "../domain/award.ts";
import { schemeSchema } from "../domain/scheme/scheme.ts";
import { sectionNames } from "../domain/scheme/sections.ts";
import { longText } from "../domain/text.ts";
import type { FunctionName, RouteOf } from "../system.ts";
import type { ProblemType } from "./reply.ts";

export const refusalRequestSchema = z.strictObject({
  seen: seenSchema,
  /** A rule of the scheme, or a reason beside the rules. */
  because: z
    .string({ error: "Select why the application is refused" })
    .check(z.regex(/^[A-Za-z][\w.]{0,60}$/, "Select why the application is refused")),
  ...onwardHelpShape,
  reason: longText("the reason for your decision", 2000),
});
export type RefusalRequest = z.infer<typeof refusalRequestSchema>;

export const questionRequestSchema = z.strictObject({ seen: seenSchema, question: longText("what you need to know", 1000) });
export const answerRequestSchema = z.strictObject({ seen: seenSchema, answer: longText("what the resident answered", 4000) });
export const caseReferralRequestSchema = z.strictObject({ seen: seenSchema, ...referralRequestSchema.shape });
export const withdrawalRequestSchema = z.strictObject({
  seen: seenSchema,
  referralId: longText("the referral", 40),
  reason: longText("why it is withdrawn", 500),
});

const version = z.int({ error: "Say which version of the referral you saw" }).check(z.positive());
export const acceptanceRequestSchema = z.strictObject({ version });
export const rejectionRequestSchema = z.strictObject({ version, reason: longText("why you cannot take this referral", 1000) });
export const outcomeRequestSchema = z.strictObject({ version, outcome: longText("what came of it", 2000) });

/** A whole scheme in any format that there has been. It is read beside what is published, so only its being an object is said here. */
const sentDocument = z.record(z.string(), z.unknown(), { error: "Send the whole scheme as an object" });
const draftVersion = z.int({ error: "Say which version of the draft you saw" }).check(z.positive());
export const draftStartSchema = z.strictObject({ document: sentDocument });
export const draftChangeSchema = z.strictObject({ version: draftVersion, document: sentDocument });
export const publicationRequestSchema = z.strictObject({ version: draftVersion });

const moneyAmount = z.int();
const caseId = z.string();
const list = <T extends z.core.$ZodType>(item: T) => z.object({ items: z.array(item), next: z.optional(z.string()) });
const actor = z.object({ id: z.string(), name: z.string() });
const caseSummary = z.object({
  caseId,
  status: z.enum(["waiting", "asked", "awarded", "refused"]),
  version: z.int(),
  urgent: z.boolean(),
  submittedAt: z.string(),
  householdId: z.string(),
  applicantName: z.string(),
  needs: z.array(z.string()),
  decision: z.optional(z.looseObject({ kind: z.string(), at: z.string(), by: actor })),
});
const ruleResult = z.object({
  rule: z.string(),
  version: z.int(),
  verdict: z.enum(["pass", "fail", "refer"]),
  because: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  holds: z.optional(z.literal(true)),
});
const usualAmount = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("usual"), item: z.string(), label: z.string(), amount: moneyAmount, working: z.array(z.string()) }),
  z.object({ kind: z.literal("none"), item: z.string(), label: z.string(), because: z.string() }),
]);
/** What may name a person, `reason` and `because`, goes only to those who may read the case; so do inputs, evidence and checks. */
const awardRuleResult = z.object({ ...ruleResult.shape, because: z.optional(z.string()), inputs: z.optional(ruleResult.shape.inputs) });
const awardReply = z.object({
  awardId: z.string(),
  caseId,
  householdId: z.string(),
  scheme: z.string(),
  schemeVersion: z.int(),
  lines: z.array(
    z.object({
      item: z.string(),
      label: z.string(),
      category: z.string(),
      delivery: z.string(),
      amount: moneyAmount,
      reason: z.optional(z.string()),
    }),
  ),
  total: moneyAmount,
  committedAt: z.string(),
  by: actor,
  reason: z.optional(z.string()),
  results: z.array(awardRuleResult),
  evidence: z.optional(z.array(z.object({ evidence: z.string(), shown: z.optional(z.string()), waived: z.optional(z.string()) }))),
  checks: z.optional(z.array(z.string())),
});
const referralReply = z.object({
  referralId: z.string(),
  caseId,
  service: z.string(),
  reasons: z.array(z.string()),
  asks: z.string(),
  urgent: z.boolean(),
  person: z.object({ name: z.string(), householdSize: z.int(), children: z.int() }),
  contact: z.object({
    ways: z.array(z.string()),
    phone: z.optional(z.string()),
    email: z.optional(z.string()),
    safety: z.optional(z.string()),
  }),
  consent: z.object({ agreed: z.literal(true), at: z.string() }),
  requestedAt: z.string(),
  requestedBy: actor,
  answerDue: z.string(),
  state: z.string(),
  steps: z.array(z.object({ state: z.string(), at: z.string(), by: actor, note: z.optional(z.string()) })),
  version: z.int(),
});
/** All that a service is told of a referral which was withdrawn from it. */
const withdrawnReferralReply = z.object({
  referralId: z.string(),
  service: z.string(),
  state: z.literal("cancelled"),
  withdrawnAt: z.string(),
  version: z.int(),
});
/** From when each need that the household asked for can be met; without a day, now. */
const nextDates = z.array(z.object({ need: z.string(), from: z.optional(z.string()) }));
const serviceReferralReply = z.union([referralReply, withdrawnReferralReply]);
const figures = z.object({
  allocated: moneyAmount,
  committed: moneyAmount,
  left: moneyAmount,
  payments: z.int(),
  awards: z.int(),
  households: z.int(),
});
const countByRule = z.object({ rule: z.string(), count: z.int() });
const schemeReply = z.object({
  code: z.string(),
  name: z.string(),
  period: z.object({ start: z.string(), end: z.string() }),
  grant: moneyAmount,
  grantVerified: z.boolean(),
  grantSource: z.string(),
});
const ledgerEntry = z.object({
  entryId: z.string(),
  kind: z.enum(["allocation", "award"]),
  category: z.string(),
  amount: moneyAmount,
  at: z.string(),
  by: actor,
  what: z.string(),
  awardId: z.optional(z.string()),
  caseId: z.optional(z.string()),
  householdId: z.optional(z.string()),
  item: z.optional(z.string()),
});

const schemeDraft = z.object({
  draftId: z.string(),
  version: z.int(),
  document: schemeSchema,
  base: z.optional(z.object({ scheme: z.string(), version: z.int() })),
  startedBy: actor,
  editors: z.array(actor),
  changedAt: z.string(),
  changedBy: actor,
});
const documentProblem = z.object({ pointer: z.string(), detail: z.string() });
const publicationReply = z.object({
  scheme: z.string(),
  version: z.int(),
  draftId: z.string(),
  editors: z.array(actor),
  publishedAt: z.string(),
  publishedBy: actor,
});
const tally = z.record(z.string(), z.int());
const trialReply = z.object({
  trialId: z.string(),
  draftId: z.string(),
  draftVersion: z.int(),
  isOfThisDraft: z.boolean(),
  inForce: z.object({ scheme: z.string(), version: z.int() }),
  startedAt: z.string(),
  from: z.string(),
  upTo: z.optional(z.string()),
  parts: z.int(),
  isDone: z.boolean(),
  isStuck: z.boolean(),
  cases: z.int(),
  changes: tally,
  helpedBy: tally,
  refusedBy: tally,
  costs: z.array(z.object({ category: z.string(), inForce: moneyAmount, draft: moneyAmount })),
  unknown: tally,
});

type Contract = {
  readonly does: string;
  /** The body; the very schema that validates it. */
  readonly request?: z.ZodMiniType;
  /** The body as the API's document shows it, where the use case reads more of it than the schema does. */
  readonly requestShown?: z.ZodMiniType;
  readonly query?: readonly string[];
  readonly reply: z.ZodMiniType;
  readonly status: 200 | 201 | 202;
  /** The problems that only this route answers with, beside those that follow from its method, path and roles. */
  readonly refuses?: readonly ProblemType[];
};

const paging = ["cursor", "limit"] as const;

/** Every API route's contract. The OpenAPI document is generated from it, and requests are validated by it. */
export const contracts = {
  "POST /api/applications": {
    does: "Submits an application for a household.",
    request: applicationSchema,
    reply: z.object({ caseId, status: z.string() }),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/cases": {
    does: "Lists cases of one status: urgent first, then oldest first.",
    query: ["status", ...paging],
    reply: list(caseSummary),
    status: 200,
  },
  "GET /api/cases/{caseId}": {
    does: "The whole case: application, rules with results, household, budgets, awards, referrals, messages and history.",
    reply: z.looseObject({
      case: caseSummary,
      decideBy: z.optional(z.string()),
      results: z.array(ruleResult),
      resultsWhenSent: z.optional(z.array(ruleResult)),
      evidenceAsked: z.optional(z.array(z.object({ evidence: z.string(), label: z.string(), accepts: z.array(z.string()) }))),
      checksAsked: z.optional(z.array(z.string())),
      usualAmounts: z.optional(z.array(usualAmount)),
      nextDates: z.optional(z.array(z.object({ need: z.string(), from: z.optional(z.string()) }))),
    }),
    status: 200,
  },
  "POST /api/cases/{caseId}/awards": {
    does: "Awards: all of it commits, or none.",
    request: awardRequestSchema,
    reply: awardReply,
    status: 201,
    refuses: [
      "stale-case",
      "idempotency-key-reused",
      "no-scheme",
      "not-eligible",
      "held",
      "above-limit",
      "household-already-awarded",
      "no-money-left",
    ],
  },
  "POST /api/cases/{caseId}/refusals": {
    does: "Refuses, with a coded reason.",
    request: refusalRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused", "no-scheme"],
  },
  "POST /api/cases/{caseId}/questions": {
    does: "Asks the resident for more information.",
    request: questionRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
    refuses: ["stale-case"],
  },
  "POST /api/cases/{caseId}/answers": {
    does: "Records what the resident answered.",
    request: answerRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
    refuses: ["stale-case"],
  },
  "POST /api/cases/{caseId}/referrals": {
    does: "Refers a case to a service.",
    request: caseReferralRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case"],
  },
  "POST /api/cases/{caseId}/withdrawals": {
    does: "Withdraws a referral.",
    request: withdrawalRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case"],
  },
  "GET /api/awards/{awardId}": { does: "One award.", reply: awardReply, status: 200 },
  "GET /api/referrals": {
    does: "The service's referrals: open ones first, the soonest due first.",
    query: paging,
    reply: list(serviceReferralReply),
    status: 200,
  },
  "GET /api/referrals/{referralId}": {
    does: "One referral, with how to contact the person safely and from when what was asked for can be met. Of a withdrawn one, only that it was withdrawn.",
    reply: z.union([z.object({ ...referralReply.shape, nextDates }), withdrawnReferralReply]),
    status: 200,
  },
  "POST /api/referrals/{referralId}/acceptances": {
    does: "Accepts a referral.",
    request: acceptanceRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/rejections": {
    does: "Says why a referral cannot be taken.",
    request: rejectionRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
  "POST /api/referrals/{referralId}/outcomes": {
    does: "Closes a referral with what came of it.",
    request: outcomeRequestSchema,
    reply: referralReply,
    status: 201,
    refuses: ["stale-case", "idempotency-key-reused"],
  },
  "GET /api/schemes": {
    does: "The schemes, with their periods and grants. Pence.",
    reply: z.object({ items: z.array(schemeReply) }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/spend": {
    does: "What a scheme's grant came to: money by category, households once, awards counted apart, decisions without money. Pence.",
    reply: z.object({
      scheme: z.string(),
      grant: moneyAmount,
      grantVerified: z.boolean(),
      notAllocated: moneyAmount,
      total: figures,
      categories: z.array(z.object({ category: z.string(), label: z.string(), ...figures.shape })),
      decisions: z.object({
        notEligible: z.array(countByRule),
        noMoneyLeft: z.int(),
        closed: z.array(z.object({ reason: z.string(), count: z.int() })),
      }),
      checks: z.object({ likely: z.int(), look: z.int(), unlikely: z.array(countByRule) }),
    }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/entries": {
    does: "The ledger entries behind a figure, and the figure that all pages of them come to. Pence.",
    query: ["category", "show", ...paging],
    reply: z.object({
      figure: z.object({ name: z.string(), unit: z.enum(["pence", "count"]), value: z.int() }),
      ...list(ledgerEntry).shape,
    }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/versions/{version}": {
    does: "One published version, whole. Amounts in pence.",
    reply: z.object({ document: schemeSchema, publication: z.optional(publicationReply) }),
    status: 200,
  },
  "POST /api/scheme-drafts": {
    does: "Starts a draft with a whole document: the next version of a scheme, or the first of a new one.",
    request: draftStartSchema,
    requestShown: z.strictObject({ document: schemeSchema }),
    reply: schemeDraft,
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/scheme-drafts/{draftId}": {
    does: "A draft: its document, what stands against publishing it now, and what it changes, in words.",
    reply: z.object({
      ...schemeDraft.shape,
      problems: z.array(documentProblem),
      differences: z.array(
        z.object({
          scheme: z.string(),
          version: z.int(),
          changes: z.array(z.object({ section: z.enum(sectionNames as [string, ...string[]]), sentence: z.string() })),
        }),
      ),
    }),
    status: 200,
  },
  "POST /api/scheme-drafts/{draftId}/documents": {
    does: "Puts another whole document in the place of a draft's, as it was seen.",
    request: draftChangeSchema,
    requestShown: z.strictObject({ version: draftVersion, document: schemeSchema }),
    reply: schemeDraft,
    status: 201,
    refuses: ["stale-draft"],
  },
  "GET /api/scheme-drafts/{draftId}/trial": {
    does: "The newest trial of a draft on last year's cases. Ask again while it is not done. Pence.",
    reply: trialReply,
    status: 200,
  },
  "POST /api/scheme-drafts/{draftId}/trials": {
    does: "Begins a trial of a draft on last year's cases.",
    request: z.strictObject({}),
    reply: trialReply,
    status: 202,
  },
  "POST /api/scheme-drafts/{draftId}/publications": {
    does: "Publishes a draft as it was seen. Only somebody who has not edited it may.",
    request: publicationRequestSchema,
    reply: publicationReply,
    status: 201,
    refuses: ["second-person-needed", "stale-draft", "draft-not-publishable"],
  },
} as const satisfies {
  readonly [R in Extract<RouteOf<FunctionName>, `${string} /api/${string}`> as R extends "GET /api/openapi.json" ? never : R]: Contract;
};

export type ContractRoute = keyof typeof contracts;

/** What a route's handler is given as its body. */
export type BodyOf<R extends string> = R extends ContractRoute
  ? (typeof contracts)[R] extends { request: infer S extends z.ZodMiniType }
    ? z.infer<S>
    : undefined
  : undefined;

export type FieldError = { readonly path: readonly (string | number)[]; readonly message: string };

/** What a schema has no words of its own for: faults that a program can make and a form cannot. */
const wordsFor = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "unrecognized_keys") return `Remove what is not asked for: ${issue.keys.join(", ")}`;
  if (issue.message !== "Invalid input") return issue.message;
  return issue.code === "invalid_type" ? `This must be of the type ${issue.expected}` : "This is not what the API's document allows here";
};

export const fieldErrorsOf = (error: z.core.$ZodError): FieldError[] =>
  error.issues.map((issue) => ({ path: issue.path as (string | number)[], message: wordsFor(issue) }));

/** A place in a JSON body, as RFC 6901 writes it. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
