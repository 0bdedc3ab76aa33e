import * as z from "zod/mini";
import { applicationSchema } from "../domain/application.ts";
import { awardRequestSchema, onwardHelpShape, referralRequestSchema, seenSchema } from "../domain/award.ts";
import { otherRefusalReasons, type RefusalReason } from "../domain/case.ts";
import { ruleNames } from "../domain/eligibility.ts";
import type { FunctionName, RouteOf } from "../system.ts";

const text = (name: string, maximum: number) =>
  z
    .string({ error: `Enter ${name}` })
    .check(z.trim(), z.minLength(1, `Enter ${name}`), z.maxLength(maximum, `Keep ${name} to ${maximum} characters`));

export const refusalReasons = [
  ...ruleNames,
  ...(Object.keys(otherRefusalReasons) as (keyof typeof otherRefusalReasons)[]),
] as const satisfies readonly RefusalReason[];

export const refusalRequestSchema = z.strictObject({
  seen: seenSchema,
  because: z.enum(refusalReasons as [RefusalReason, ...RefusalReason[]], { error: "Select why the application is refused" }),
  ...onwardHelpShape,
  reason: text("the reason for your decision", 2000),
});
export type RefusalRequest = z.infer<typeof refusalRequestSchema>;

export const questionRequestSchema = z.strictObject({ seen: seenSchema, question: text("what you need to know", 1000) });
export const answerRequestSchema = z.strictObject({ seen: seenSchema, answer: text("what the resident answered", 4000) });
export const caseReferralRequestSchema = z.strictObject({ seen: seenSchema, ...referralRequestSchema.shape });
export const withdrawalRequestSchema = z.strictObject({
  seen: seenSchema,
  referralId: text("the referral", 40),
  reason: text("why it is withdrawn", 500),
});

const version = z.int({ error: "Say which version of the referral you saw" }).check(z.positive());
export const acceptanceRequestSchema = z.strictObject({ version });
export const rejectionRequestSchema = z.strictObject({ version, reason: text("why you cannot take this referral", 1000) });
export const outcomeRequestSchema = z.strictObject({ version, outcome: text("what came of it", 2000) });

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
const ruleResult = z.object({ rule: z.string(), verdict: z.enum(["pass", "fail", "refer"]), because: z.string() });
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
  reason: z.string(),
  results: z.array(ruleResult),
});
const referralReply = z.looseObject({
  referralId: z.string(),
  caseId,
  service: z.string(),
  reasons: z.array(z.string()),
  asks: z.string(),
  urgent: z.boolean(),
  answerDue: z.string(),
  state: z.string(),
  version: z.int(),
});
const spendRow = z.object({
  allocated: moneyAmount,
  committed: moneyAmount,
  left: moneyAmount,
  payments: z.int(),
  awards: z.int(),
  households: z.int(),
});

type Contract = {
  readonly does: string;
  /** The body; the very schema that validates it. */
  readonly request?: z.ZodMiniType;
  readonly query?: readonly string[];
  readonly reply: z.ZodMiniType;
  readonly status: 200 | 201;
};

const paging = ["cursor", "limit"] as const;

/** Every API route's contract. The OpenAPI document is generated from it, and requests are validated by it. */
export const contracts = {
  "POST /api/applications": {
    does: "Submits an application for a household.",
    request: applicationSchema,
    reply: z.object({ caseId, status: z.string() }),
    status: 201,
  },
  "GET /api/cases": {
    does: "Lists cases of one status: urgent first, then oldest first.",
    query: ["status", ...paging],
    reply: list(caseSummary),
    status: 200,
  },
  "GET /api/cases/{caseId}": {
    does: "The whole case: application, rules with results, household, budgets, awards, referrals, messages and history.",
    reply: z.looseObject({ case: caseSummary, results: z.array(ruleResult) }),
    status: 200,
  },
  "POST /api/cases/{caseId}/awards": {
    does: "Awards: all of it commits, or none.",
    request: awardRequestSchema,
    reply: awardReply,
    status: 201,
  },
  "POST /api/cases/{caseId}/refusals": {
    does: "Refuses, with a coded reason.",
    request: refusalRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
  },
  "POST /api/cases/{caseId}/questions": {
    does: "Asks the resident for more information.",
    request: questionRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
  },
  "POST /api/cases/{caseId}/answers": {
    does: "Records what the resident answered.",
    request: answerRequestSchema,
    reply: z.object({ case: caseSummary }),
    status: 201,
  },
  "POST /api/cases/{caseId}/referrals": {
    does: "Refers a case to a service.",
    request: caseReferralRequestSchema,
    reply: referralReply,
    status: 201,
  },
  "POST /api/cases/{caseId}/withdrawals": {
    does: "Withdraws a referral.",
    request: withdrawalRequestSchema,
    reply: referralReply,
    status: 201,
  },
  "GET /api/awards/{awardId}": { does: "One award.", reply: awardReply, status: 200 },
  "GET /api/referrals": {
    does: "The service's referrals: open ones first, the soonest due first.",
    query: paging,
    reply: list(referralReply),
    status: 200,
  },
  "GET /api/referrals/{referralId}": { does: "One referral, with how to contact the person safely.", reply: referralReply, status: 200 },
  "POST /api/referrals/{referralId}/acceptances": {
    does: "Accepts a referral.",
    request: acceptanceRequestSchema,
    reply: referralReply,
    status: 201,
  },
  "POST /api/referrals/{referralId}/rejections": {
    does: "Says why a referral cannot be taken.",
    request: rejectionRequestSchema,
    reply: referralReply,
    status: 201,
  },
  "POST /api/referrals/{referralId}/outcomes": {
    does: "Closes a referral with what came of it.",
    request: outcomeRequestSchema,
    reply: referralReply,
    status: 201,
  },
  "GET /api/schemes": {
    does: "The schemes, with their periods and grants.",
    reply: z.object({ items: z.array(z.looseObject({ code: z.string(), name: z.string() })) }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/spend": {
    does: "What a scheme's grant came to: money by category, households once, awards counted apart. Pence.",
    reply: z.looseObject({
      scheme: z.string(),
      grant: moneyAmount,
      total: spendRow,
      categories: z.array(z.looseObject({ category: z.string(), ...spendRow.shape })),
    }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/entries": {
    does: "The ledger entries behind a figure.",
    query: ["category", "show", ...paging],
    reply: list(z.looseObject({ entryId: z.string(), kind: z.string(), category: z.string(), amount: moneyAmount, at: z.string() })),
    status: 200,
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

export const fieldErrorsOf = (error: z.core.$ZodError): FieldError[] =>
  error.issues.map(({ path, code, message, ...issue }) => ({
    path: path as (string | number)[],
    message:
      code === "unrecognized_keys" && "keys" in issue ? `Remove what is not asked for: ${(issue.keys as string[]).join(", ")}` : message,
  }));

/** A place in a JSON body, as RFC 6901 writes it. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
