/**
 * The whole system as plain data: who may call what, what each function touches, what it listens to.
 * The types, the CDK app, the local host, the OpenAPI document and the authorisation tests read it.
 * A fact belongs here only if two of them need it. This file imports nothing.
 */

/** What a signed-in person may be. A partner also belongs to one service. */
export const roles = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor", "partner"] as const;
export type Role = (typeof roles)[number];

/** Who may call a route: anyone at all, or whoever holds one of the roles. */
export type Who = "anyone" | readonly Role[];

/** The one table. Families are the prefixes of its partition keys; permissions are given family by family. */
export const table = {
  partitionKey: "pk",
  sortKey: "sk",
  expiry: "expiresAtSeconds",
  index: { name: "worklist", partitionKey: "listPk", sortKey: "listSk" },
  families: {
    draft: "DRAFT#",
    session: "SESSION#",
    staff: "STAFF#",
    case: "CASE#",
    household: "HOUSEHOLD#",
    person: "PERSON#",
    envelope: "ENVELOPE#",
    ledger: "LEDGER#",
    queue: "QUEUE#",
    partner: "PARTNER#",
    scheme: "SCHEME#",
    count: "COUNT#",
  },
} as const;
export type Family = keyof typeof table.families;

/** What a function may read and write in the table, by family. */
type TableUse = { readonly reads: readonly Family[]; readonly writes: readonly Family[] };

/** Records of the stream that a consumer wants: newly put items whose sort key starts so. */
type StreamUse = { readonly insertedSortKeyPrefix: string; readonly batchSize: number; readonly attempts: number };

export type FunctionSpec = {
  readonly entry: string;
  readonly does: string;
  readonly routes?: { readonly [route: string]: Who };
  readonly table?: TableUse;
  readonly consumes?: StreamUse;
  /** Turns names and dates of birth into keyed hashes, so it is given the matching key. */
  readonly matchesPeople?: true;
  /** Takes people through sign-in, so it is given the identity client's secret. */
  readonly signsIn?: true;
  /** Sends messages, so it is given the GOV.UK Notify key. */
  readonly sendsMessages?: true;
};

const anyone = "anyone";
const caseworkers = ["assessor", "approver"] as const;
const caseReaders = ["assessor", "approver", "auditor"] as const;
const partners = ["partner"] as const;
const moneyReaders = ["finance", "s151", "schemeManager", "auditor"] as const;
const schemeReaders = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"] as const;
const schemeManagers = ["schemeManager"] as const;

export const functions = {
  site: {
    entry: "functions/site/handler.ts",
    does: "Shows the start page and the pages the law asks for, serves assets and the OpenAPI document, and answers for every address that is not there.",
    routes: {
      "GET /": anyone,
      "GET /accessibility": anyone,
      "GET /privacy": anyone,
      "GET /cookies": anyone,
      "GET /assets/{version}/{file+}": anyone,
      "GET /api/openapi.json": anyone,
      $default: anyone,
    },
  },
  signIn: {
    entry: "functions/sign-in/handler.ts",
    does: "Takes staff and partners through OpenID Connect and gives them a session.",
    routes: {
      "GET /sign-in": anyone,
      "GET /sign-in/callback": anyone,
      "POST /sign-out": anyone,
      "GET /signed-out": anyone,
      "GET /home": roles,
    },
    table: { reads: ["session", "staff"], writes: ["session", "staff"] },
    signsIn: true,
  },
  apply: {
    entry: "functions/apply/handler.ts",
    does: "Says beforehand whether help is likely, and takes an application: question by question from a resident or whole from a program.",
    routes: {
      "GET /check": anyone,
      "POST /check": anyone,
      "GET /apply/{page}": anyone,
      "POST /apply/{page}": anyone,
      "GET /apply/people/{person}": anyone,
      "POST /apply/people/{person}": anyone,
      "POST /apply/people/{person}/remove": anyone,
      "GET /apply/check": anyone,
      "POST /apply/check": anyone,
      "GET /apply/received": anyone,
      "POST /api/applications": ["assessor", "partner"],
    },
    table: {
      reads: ["draft", "case", "person", "household", "scheme"],
      writes: ["draft", "case", "person", "household", "count"],
    },
    matchesPeople: true,
  },
  assess: {
    entry: "functions/assess/handler.ts",
    does: "Shows the queue and the whole case; refuses, asks for more, takes what was answered.",
    routes: {
      "GET /cases": caseReaders,
      "GET /cases/{caseId}": caseReaders,
      "POST /cases/{caseId}/refuse": caseworkers,
      "POST /cases/{caseId}/ask": caseworkers,
      "POST /cases/{caseId}/answer": caseworkers,
      "GET /api/cases": caseReaders,
      "GET /api/cases/{caseId}": caseReaders,
      "POST /api/cases/{caseId}/refusals": caseworkers,
      "POST /api/cases/{caseId}/questions": caseworkers,
      "POST /api/cases/{caseId}/answers": caseworkers,
    },
    table: {
      reads: ["session", "case", "household", "envelope", "queue", "scheme"],
      writes: ["case", "count"],
    },
  },
  award: {
    entry: "functions/award/handler.ts",
    does: "Decides an application with an award: claim, charge, ledger and onward help, all or nothing.",
    routes: {
      "POST /cases/{caseId}/award": caseworkers,
      "POST /api/cases/{caseId}/awards": caseworkers,
      "GET /awards/{awardId}": [...caseReaders, "finance", "s151"],
      "GET /api/awards/{awardId}": [...caseReaders, "finance", "s151"],
    },
    table: {
      reads: ["session", "case", "household", "envelope", "scheme"],
      writes: ["case", "household", "envelope", "ledger"],
    },
  },
  refer: {
    entry: "functions/refer/handler.ts",
    does: "Shows a partner its referrals; accepts, rejects and records what came of them. Lets an assessor refer and withdraw.",
    routes: {
      "POST /cases/{caseId}/refer": caseworkers,
      "POST /cases/{caseId}/withdraw": caseworkers,
      "POST /api/cases/{caseId}/referrals": caseworkers,
      "POST /api/cases/{caseId}/withdrawals": caseworkers,
      "GET /referrals": partners,
      "GET /referrals/{referralId}": partners,
      "POST /referrals/{referralId}/accept": partners,
      "POST /referrals/{referralId}/reject": partners,
      "POST /referrals/{referralId}/outcome": partners,
      "GET /api/referrals": partners,
      "GET /api/referrals/{referralId}": partners,
      "POST /api/referrals/{referralId}/acceptances": partners,
      "POST /api/referrals/{referralId}/rejections": partners,
      "POST /api/referrals/{referralId}/outcomes": partners,
    },
    // A form that could not be taken is shown again on the whole case, household and budgets included.
    table: { reads: ["session", "case", "partner", "household", "envelope", "scheme"], writes: ["case"] },
  },
  deliverReferrals: {
    entry: "functions/refer/deliver-handler.ts",
    does: "Puts each referral that was asked for into its partner's list, once.",
    table: { reads: ["case"], writes: ["case"] },
    consumes: { insertedSortKeyPrefix: "REFERRAL#", batchSize: 10, attempts: 5 },
  },
  sendMessages: {
    entry: "functions/notify/handler.ts",
    does: "Sends each message that was asked for, once, by the channel the resident called safe.",
    table: { reads: ["case"], writes: ["case"] },
    consumes: { insertedSortKeyPrefix: "MESSAGE#", batchSize: 10, attempts: 5 },
    sendsMessages: true,
  },
  report: {
    entry: "functions/report/handler.ts",
    does: "Shows finance each scheme's money and opens every figure into its entries.",
    routes: {
      "GET /finance": moneyReaders,
      "GET /finance/{scheme}": moneyReaders,
      "GET /finance/{scheme}/entries": moneyReaders,
      "GET /api/schemes": moneyReaders,
      "GET /api/schemes/{scheme}/spend": moneyReaders,
      "GET /api/schemes/{scheme}/entries": moneyReaders,
    },
    table: { reads: ["session", "envelope", "ledger", "scheme", "count"], writes: [] },
  },
  schemes: {
    entry: "functions/schemes/handler.ts",
    does: "Shows every scheme in words; lets its managers change a draft, compare it, try it on last year's cases and publish it.",
    routes: {
      "GET /schemes": schemeReaders,
      "GET /schemes/{scheme}/{version}": schemeReaders,
      "POST /schemes/{scheme}/drafts": schemeManagers,
      "GET /scheme-drafts/{draftId}": schemeReaders,
      "GET /scheme-drafts/{draftId}/{section}": schemeManagers,
      "POST /scheme-drafts/{draftId}/{section}": schemeManagers,
      "GET /scheme-drafts/{draftId}/trial": schemeReaders,
      "POST /scheme-drafts/{draftId}/trial": schemeManagers,
      "POST /scheme-drafts/{draftId}/publish": schemeManagers,
      "POST /scheme-drafts/{draftId}/discard": schemeManagers,
      "GET /api/schemes/{scheme}/versions/{version}": schemeReaders,
      "POST /api/scheme-drafts": schemeManagers,
      "GET /api/scheme-drafts/{draftId}": schemeReaders,
      "POST /api/scheme-drafts/{draftId}/documents": schemeManagers,
      "GET /api/scheme-drafts/{draftId}/trial": schemeReaders,
      "POST /api/scheme-drafts/{draftId}/trials": schemeManagers,
      "POST /api/scheme-drafts/{draftId}/publications": schemeManagers,
    },
    table: { reads: ["session", "scheme"], writes: ["scheme"] },
  },
  tryScheme: {
    entry: "functions/schemes/try-handler.ts",
    does: "Tries a draft of a scheme on last year's cases, part by part, and adds up what would change.",
    table: { reads: ["scheme", "case", "queue"], writes: ["scheme"] },
    consumes: { insertedSortKeyPrefix: "TRIAL#", batchSize: 1, attempts: 5 },
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;

/** The routes a function declares; of several functions, the routes of each. */
export type RouteOf<F extends FunctionName> = F extends unknown
  ? (typeof functions)[F] extends { routes: infer R }
    ? keyof R & string
    : never
  : never;

/** Limits that the local host and API Gateway both hold. A body over the limit is refused unread. */
export const limits = {
  bodyBytes: 256 * 1024,
  requestsPerSecond: { public: 50, staff: 200 },
  burst: { public: 100, staff: 400 },
} as const;
