/**
 * The whole system as plain data: who may call what, what each function touches, what it listens to.
 * The types, the CDK app, the local host, the OpenAPI document and the authorisation tests read it.
 * A fact belongs here only if two of them need it. This file imports nothing.
 */

/** What a signed-in person may be. A partner also belongs to one service. */
export const roles = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor", "operator", "partner"] as const;
export type Role = (typeof roles)[number];

/** Who may call a route: anyone at all, or whoever holds one of the roles. */
export type Who = "anyone" | readonly Role[];

/**
 * The one table. Families are the prefixes of its partition keys, and some of its index's alone; permissions are given
 * family by family.
 */
export const table = {
  partitionKey: "pk",
  sortKey: "sk",
  expiry: "expiresAtSeconds",
  index: {
    name: "worklist",
    partitionKey: "listPk",
    sortKey: "listSk",
    families: ["queue", "fulfil", "partner", "runList", "batchList"],
  },
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
    fulfil: "FULFIL#",
    partner: "PARTNER#",
    scheme: "SCHEME#",
    directory: "DIRECTORY#",
    count: "COUNT#",
    run: "RUN#",
    runList: "RUNS#",
    batch: "BATCH#",
    batchList: "BATCHES#",
    account: "ACCOUNT#",
    night: "NIGHT#",
  },
} as const;
export type Family = keyof typeof table.families;

/** What a function may read and write in the table, by family. */
type TableUse = { readonly reads: readonly Family[]; readonly writes: readonly Family[] };

/** A function's own queue: of which newly put items it is told, by how their sort keys start, and how. */
type QueueUse = {
  readonly insertedSortKeyPrefixes: readonly string[];
  readonly batchSize: number;
  /** How many batches may be in hand at once. */
  readonly atOnce: number;
  /** How often an item is tried before it is set aside with the dead letters. */
  readonly attempts: number;
};

/** How the table's stream is read by the one function that fills the queues from it. */
type StreamUse = { readonly batchSize: number; readonly attempts: number };

/** When a function is run by the clock: once a day, at a time in London, or again and again. */
export type Schedule = { readonly dailyAt: `${number}:${number}` } | { readonly everyMinutes: number };

export type FunctionSpec = {
  readonly entry: string;
  readonly does: string;
  readonly routes?: { readonly [route: string]: Who };
  readonly table?: TableUse;
  readonly consumes?: QueueUse;
  readonly relays?: StreamUse;
  /** Shows what was set aside with the dead letters of every queue, and puts it back onto its queue. */
  readonly operatesQueues?: true;
  readonly schedule?: Schedule;
  /** Turns names, dates of birth and account numbers into keyed hashes, so it is given the matching key. */
  readonly matchesPeople?: true;
  /** Takes people through sign-in, so it is given the identity client's secret. */
  readonly signsIn?: true;
  /** Sends messages, so it is given the GOV.UK Notify key. */
  readonly sendsMessages?: true;
  /** Orders vouchers and cash codes, so it is given the provider's key. */
  readonly ordersCodes?: true;
};

const anyone = "anyone";
const caseworkers = ["assessor", "approver"] as const;
const caseReaders = ["assessor", "approver", "auditor"] as const;
const approvers = ["approver"] as const;
const approvalReaders = ["approver", "auditor"] as const;
const councilStaff = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"] as const;
const partners = ["partner"] as const;
const fulfilmentStaff = ["assessor", "approver", "finance"] as const;
const fulfilmentReaders = [...fulfilmentStaff, "s151", "auditor"] as const;
const moneyReaders = ["finance", "s151", "schemeManager", "auditor"] as const;
const schemeReaders = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"] as const;
const schemeManagers = ["schemeManager"] as const;
const budgetHolders = ["finance"] as const;
const budgetSigners = ["finance", "s151"] as const;
const paymentPreparers = ["finance"] as const;
const paymentReleasers = ["finance", "s151"] as const;
const paymentReaders = [...paymentReleasers, "auditor"] as const;
const payeeRecorders = ["assessor", "finance"] as const;
const runPreparers = ["assessor", "approver", "finance"] as const;
const runReaders = [...runPreparers, "s151", "auditor"] as const;
const operators = ["operator"] as const;

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
    table: { reads: ["session", "directory"], writes: ["session", "staff"] },
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
      reads: ["draft", "person", "household", "scheme", "directory"],
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
      "POST /cases/{caseId}/stop-waiting": caseworkers,
      "POST /cases/{caseId}/declare-interest": councilStaff,
      "POST /cases/{caseId}/lift-interest": approvers,
      "GET /api/cases": caseReaders,
      "GET /api/cases/{caseId}": caseReaders,
      "POST /api/cases/{caseId}/refusals": caseworkers,
      "POST /api/cases/{caseId}/questions": caseworkers,
      "POST /api/cases/{caseId}/answers": caseworkers,
      "POST /api/cases/{caseId}/queue-exits": caseworkers,
      "POST /api/cases/{caseId}/interests": councilStaff,
      "POST /api/cases/{caseId}/lifted-interests": approvers,
    },
    table: {
      reads: ["session", "case", "household", "envelope", "queue", "scheme", "directory"],
      writes: ["case", "count", "envelope"],
    },
  },
  award: {
    entry: "functions/award/handler.ts",
    does: "Decides an application with an award: claim, charge, ledger and onward help, all or nothing.",
    routes: {
      "POST /cases/{caseId}/award": caseworkers,
      "POST /api/cases/{caseId}/awards": caseworkers,
      "GET /approvals": approvalReaders,
      "POST /cases/{caseId}/approve": approvers,
      "POST /cases/{caseId}/decline": approvers,
      "GET /api/approvals": approvalReaders,
      "POST /api/cases/{caseId}/approvals": approvers,
      "POST /api/cases/{caseId}/declines": approvers,
      "GET /awards/{awardId}": [...caseReaders, "finance", "s151"],
      "GET /api/awards/{awardId}": [...caseReaders, "finance", "s151"],
    },
    table: {
      reads: ["session", "case", "household", "envelope", "queue", "scheme", "directory"],
      writes: ["case", "household", "envelope", "ledger"],
    },
  },
  serveQueue: {
    entry: "functions/award/serve-handler.ts",
    does: "Awards what waits for money, in order, whenever money comes in or back or a period begins.",
    table: {
      reads: ["case", "household", "envelope", "ledger", "scheme"],
      writes: ["case", "household", "envelope", "ledger"],
    },
    consumes: { insertedSortKeyPrefixes: ["MONEYIN#", "MONEYBACK#", "WAITS#", "SERVE#"], batchSize: 5, atOnce: 2, attempts: 5 },
  },
  fulfil: {
    entry: "functions/fulfil/handler.ts",
    does: "Shows what becomes of each line of an award, and takes the steps that people take: order, deliver, cancel, return, expire.",
    routes: {
      "GET /fulfilment": fulfilmentReaders,
      "GET /fulfilment/{fulfiller}": fulfilmentReaders,
      "GET /fulfilment/{fulfiller}/order-file": fulfilmentStaff,
      "POST /fulfilment/{fulfiller}/steps": fulfilmentStaff,
      "POST /fulfilment/{fulfiller}/results": ["finance"],
      "GET /lines/{lineId}": fulfilmentReaders,
      "POST /lines/{lineId}/steps": [...fulfilmentStaff, "s151"],
      "GET /api/fulfilment/{fulfiller}": fulfilmentReaders,
      "GET /api/lines/{lineId}": fulfilmentReaders,
      "POST /api/lines/{lineId}/steps": [...fulfilmentStaff, "s151"],
      "POST /api/fulfilment/{fulfiller}/results": ["finance"],
    },
    table: {
      reads: ["session", "case", "household", "fulfil", "scheme"],
      writes: ["case", "household", "envelope", "ledger"],
    },
    ordersCodes: true,
  },
  startLines: {
    entry: "functions/fulfil/start-handler.ts",
    does: "Gives each line of a new or newly approved award to whoever brings it to the household.",
    table: { reads: ["case", "scheme"], writes: ["case"] },
    consumes: { insertedSortKeyPrefixes: ["AWARD#", "APPROVED#"], batchSize: 10, atOnce: 10, attempts: 5 },
  },
  sendOrders: {
    entry: "functions/fulfil/order-handler.ts",
    does: "Orders vouchers and cash codes from their provider, each once, and sends each code to its resident.",
    table: { reads: ["case"], writes: ["case", "envelope", "ledger"] },
    consumes: { insertedSortKeyPrefixes: ["ORDER#"], batchSize: 5, atOnce: 5, attempts: 5 },
    ordersCodes: true,
  },
  pay: {
    entry: "functions/pay/handler.ts",
    does: "Pays lines through the bank: prepares a batch, has another person release it, gives its file and takes the bank's results.",
    routes: {
      "GET /payments": paymentReaders,
      "POST /payments": paymentPreparers,
      "GET /payments/{batchId}": paymentReaders,
      "POST /payments/{batchId}/finish": paymentPreparers,
      "POST /payments/{batchId}/release": paymentReleasers,
      "GET /payments/{batchId}/file": paymentReleasers,
      "POST /payments/{batchId}/results": paymentReleasers,
      "GET /lines/{lineId}/payee": payeeRecorders,
      "POST /lines/{lineId}/payee": payeeRecorders,
      "GET /api/lines-to-pay": paymentReaders,
      "POST /api/lines/{lineId}/payees": payeeRecorders,
      "GET /api/payment-batches": paymentReaders,
      "POST /api/payment-batches": paymentPreparers,
      "GET /api/payment-batches/{batchId}": paymentReaders,
      "POST /api/payment-batches/{batchId}/completions": paymentPreparers,
      "POST /api/payment-batches/{batchId}/releases": paymentReleasers,
      "GET /api/payment-batches/{batchId}/file": paymentReleasers,
      "POST /api/payment-batches/{batchId}/results": paymentReleasers,
    },
    table: {
      reads: ["session", "case", "fulfil", "batch", "batchList", "account"],
      writes: ["case", "envelope", "ledger", "batch", "account"],
    },
    matchesPeople: true,
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
    table: { reads: ["session", "case", "partner", "household", "envelope", "scheme", "directory"], writes: ["case"] },
  },
  deliverReferrals: {
    entry: "functions/refer/deliver-handler.ts",
    does: "Puts each referral that was asked for into its partner's list, once.",
    table: { reads: ["case"], writes: ["case"] },
    consumes: { insertedSortKeyPrefixes: ["REFERRAL#"], batchSize: 10, atOnce: 5, attempts: 5 },
  },
  sendMessages: {
    entry: "functions/notify/handler.ts",
    does: "Sends each message that was asked for, once, by the channel the resident called safe.",
    table: { reads: ["case"], writes: ["case"] },
    consumes: { insertedSortKeyPrefixes: ["MESSAGE#"], batchSize: 10, atOnce: 5, attempts: 5 },
    sendsMessages: true,
  },
  budget: {
    entry: "functions/budget/handler.ts",
    does: "Lets finance move money between the grant and its budgets, above a limit with a second person's signature.",
    routes: {
      "GET /finance/{scheme}/changes": moneyReaders,
      "GET /finance/{scheme}/changes/new": budgetHolders,
      "GET /finance/{scheme}/changes/{changeId}": moneyReaders,
      "POST /finance/{scheme}/changes": budgetHolders,
      "POST /finance/{scheme}/changes/{changeId}/sign": budgetSigners,
      "POST /finance/{scheme}/changes/{changeId}/refuse": budgetSigners,
      "POST /finance/{scheme}/changes/{changeId}/take-back": budgetHolders,
      "GET /api/schemes/{scheme}/budget-changes": moneyReaders,
      "GET /api/schemes/{scheme}/budget-changes/{changeId}": moneyReaders,
      "POST /api/schemes/{scheme}/budget-changes": budgetHolders,
      "POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures": budgetSigners,
      "POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals": budgetSigners,
      "POST /api/schemes/{scheme}/budget-changes/{changeId}/withdrawals": budgetHolders,
    },
    table: { reads: ["session", "envelope", "scheme"], writes: ["envelope", "ledger"] },
  },
  nightly: {
    entry: "functions/nightly/handler.ts",
    does: "Carries money on into the next period, keeps what was awarded for the present rate, and holds every balance to its ledger.",
    table: {
      reads: ["scheme", "envelope", "ledger", "case", "household", "fulfil"],
      writes: ["envelope", "ledger", "night", "case", "household"],
    },
    schedule: { dailyAt: "00:15" },
    ordersCodes: true,
  },
  measure: {
    entry: "functions/measure/handler.ts",
    does: "Measures how long people wait, for how many days there is money, and who has not answered.",
    table: { reads: ["queue", "partner", "envelope", "scheme", "directory"], writes: [] },
    schedule: { everyMinutes: 15 },
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
    table: { reads: ["session", "envelope", "ledger", "scheme", "count", "night"], writes: [] },
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
    table: { reads: ["session", "scheme", "directory"], writes: ["scheme"] },
  },
  services: {
    entry: "functions/services/handler.ts",
    does: "Shows the directory of services that help; lets scheme managers change a draft of it, compare it and publish it; gives it to programs as Open Referral UK.",
    routes: {
      "GET /services": schemeReaders,
      "GET /services/{version}": schemeReaders,
      "POST /services/drafts": schemeManagers,
      "GET /service-drafts/{draftId}": schemeReaders,
      "GET /service-drafts/{draftId}/parts/{part}": schemeManagers,
      "POST /service-drafts/{draftId}/parts/{part}": schemeManagers,
      "POST /service-drafts/{draftId}/publish": schemeManagers,
      "POST /service-drafts/{draftId}/discard": schemeManagers,
      "GET /api/service-directories/{version}": schemeReaders,
      "POST /api/service-drafts": schemeManagers,
      "GET /api/service-drafts/{draftId}": schemeReaders,
      "POST /api/service-drafts/{draftId}/documents": schemeManagers,
      "POST /api/service-drafts/{draftId}/publications": schemeManagers,
      "GET /api/directory/services": anyone,
      "GET /api/directory/services/{serviceId}": anyone,
    },
    table: { reads: ["session", "directory"], writes: ["directory"] },
  },
  tryScheme: {
    entry: "functions/schemes/try-handler.ts",
    does: "Tries a draft of a scheme on last year's cases, part by part, and adds up what would change.",
    table: { reads: ["scheme", "case", "queue"], writes: ["scheme"] },
    consumes: { insertedSortKeyPrefixes: ["TRIAL#"], batchSize: 1, atOnce: 2, attempts: 5 },
  },
  bulk: {
    entry: "functions/bulk/handler.ts",
    does: "Takes a list of households or chosen cases as a run, shows what each row would come to, and has it approved by another person.",
    routes: {
      "GET /runs": runReaders,
      "GET /runs/new": runPreparers,
      "POST /runs": runPreparers,
      "GET /runs/{runId}": runReaders,
      "GET /runs/{runId}/results": runReaders,
      "POST /runs/{runId}/approve": ["approver"],
      "POST /runs/{runId}/cancel": runPreparers,
      "POST /runs/{runId}/resume": runPreparers,
      "GET /api/runs": runReaders,
      "POST /api/runs": runPreparers,
      "GET /api/runs/{runId}": runReaders,
      "GET /api/runs/{runId}/rows": runReaders,
      "POST /api/runs/{runId}/approvals": ["approver"],
      "POST /api/runs/{runId}/cancellations": runPreparers,
      "POST /api/runs/{runId}/resumptions": runPreparers,
    },
    table: { reads: ["session", "run", "runList", "case", "envelope", "scheme"], writes: ["run"] },
    matchesPeople: true,
  },
  runAwards: {
    entry: "functions/bulk/run-handler.ts",
    does: "Checks the rows of runs and makes their awards, part by part, many at once.",
    table: {
      reads: ["run", "person", "household", "case", "envelope", "scheme"],
      writes: ["run", "person", "household", "case", "envelope", "ledger"],
    },
    consumes: { insertedSortKeyPrefixes: ["RUNPART#"], batchSize: 1, atOnce: 5, attempts: 5 },
  },
  relay: {
    entry: "functions/relay/handler.ts",
    does: "Tells each queue of the newly put items that its function wants to hear of: their keys and the moment, nothing of what is in them.",
    relays: { batchSize: 100, attempts: 30 },
  },
  operate: {
    entry: "functions/operate/handler.ts",
    does: "Shows what could not be done at any attempt, queue by queue, and has it tried again when a person says so.",
    routes: {
      "GET /operations": operators,
      "POST /operations/{queue}/retry": operators,
      "GET /api/operations/queues": operators,
      "POST /api/operations/queues/{queue}/retries": operators,
    },
    table: { reads: ["session"], writes: [] },
    operatesQueues: true,
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
  /** A file, with the form around it, or a list inside JSON. Lambda takes six megabytes of base64, which is a little more. */
  uploadBytes: 4.25 * 1024 * 1024,
  uploadRoutes: [
    "POST /runs",
    "POST /api/runs",
    "POST /fulfilment/{fulfiller}/results",
    "POST /payments/{batchId}/results",
  ] as readonly string[],
  requestsPerSecond: { public: 50, staff: 200 },
  burst: { public: 100, staff: 400 },
  /** How long a function may be at a batch of its queue, and how long nobody else is given the batch meanwhile: six times that, as AWS advises. */
  consumerSeconds: 60,
  visibilitySeconds: 360,
} as const;
