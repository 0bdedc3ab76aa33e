/**
 * The whole system as plain data: who may call what, what each function touches, what it listens to.
 * The types, the CDK app, the local host, the OpenAPI document and the authorisation tests read it.
 * A fact belongs here only if two of them need it. This file imports nothing.
 */

/** PLACES_URL where addresses are looked up in the council's own list, and not at Ordnance Survey. */
export const ownList = "ownList";

/** The roles of signed-in people. A partner also belongs to one service. */
export const roles = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor", "operator", "partner"] as const;
export type Role = (typeof roles)[number];

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
    families: [
      "caseList",
      "fulfil",
      "partner",
      "followUps",
      "runList",
      "batchList",
      "sessionList",
      "accessList",
      "toTell",
      "held",
      "matches",
    ],
  },
  families: {
    draft: "DRAFT#",
    session: "SESSION#",
    sessionList: "SESSIONS#",
    seen: "SEEN#",
    returned: "RETURNED#",
    access: "ACCESS#",
    accessList: "ACCESSES#",
    staff: "STAFF#",
    case: "CASE#",
    household: "HOUSEHOLD#",
    match: "MATCH#",
    matches: "MATCHES#",
    filed: "FILED#",
    texted: "TEXTED#",
    envelope: "ENVELOPE#",
    ledger: "LEDGER#",
    caseList: "QUEUE#",
    toTell: "TELL#",
    held: "HELD#",
    fulfil: "FULFIL#",
    partner: "PARTNER#",
    followUps: "FOLLOWUPS#",
    scheme: "SCHEME#",
    directory: "DIRECTORY#",
    count: "COUNT#",
    register: "REGISTER#",
    registerEntry: "REGISTERENTRY#",
    run: "RUN#",
    runList: "RUNS#",
    batch: "BATCH#",
    batchList: "BATCHES#",
    account: "ACCOUNT#",
    export: "EXPORT#",
    gazetteer: "GAZETTEER#",
    night: "NIGHT#",
    statement: "STATEMENT#",
    return: "RETURN#",
    yearEnd: "YEAREND#",
    lineBook: "LINEBOOK#",
  },
} as const;
export type Family = keyof typeof table.families;

/** The bucket of the files that people ask for. Each is deleted after these days: it is a copy, and anybody may ask again. */
export const exportsBucket = { keptDays: 7 } as const;

type TableUse = {
  readonly reads: readonly Family[];
  readonly writes: readonly Family[];
  /** Puts items of these kinds, and does nothing else to their families but the updates named. */
  readonly puts?: { readonly [F in Family]?: PutUse };
};

/** The role allows the fields of these kinds without those that are never written, so that no other kind can be put. */
export type PutUse = {
  readonly kinds: readonly string[];
  readonly never?: readonly string[];
  /** The fields that an update may name, to change or to compare. */
  readonly updates?: readonly string[];
};

/** A function's own queue. The kinds of item say which functions are told when one is put (store/kinds.ts). */
type QueueUse = {
  readonly batchSize: number;
  readonly atOnce: number;
  /** Attempts before SQS puts a message with the dead letters. */
  readonly attempts: number;
};

type StreamUse = { readonly batchSize: number; readonly attempts: number };

export type Schedule = { readonly dailyAt: `${number}:${number}` } | { readonly everyMinutes: number };

/** An act has two doors: a page's form and the API's request. */
export type Act = {
  readonly does: string;
  readonly of: Subject;
  readonly who: Who;
  /** Asks for a sign-in of the last minutes. The words end the sentence "To …, sign in again". */
  readonly fresh?: string;
  readonly page?: `POST /${string}`;
  /** The page that its form stands on. A form that cannot be taken comes back on a page of its own: GET at the form's address. */
  readonly on?: `/${string}`;
  readonly api?: `POST /api/${string}`;
};

type FunctionDeclaration = {
  readonly entry: string;
  readonly does: string;
  /** The routes that change nothing, and who may call them. */
  readonly reads?: { readonly [route: string]: Who };
  readonly acts?: readonly ActName[];
  readonly table?: TableUse;
  readonly consumes?: QueueUse;
  readonly relays?: StreamUse;
  /** Reads the dead letters of every queue, and puts them back. */
  readonly operatesQueues?: true;
  readonly schedule?: Schedule;
  /** Turns names, dates of birth, account numbers, phones and emails into keyed hashes, so it is given the matching key. */
  readonly matchesPeople?: true;
  /** Takes people through sign-in, so it is given the identity client's secret. */
  readonly signsIn?: true;
  /** Sends messages, so it is given the GOV.UK Notify key. */
  readonly sendsMessages?: true;
  /** Orders vouchers and cash codes, so it is given the provider's key. */
  readonly ordersCodes?: true;
  /** Looks addresses up, so it is told where, and given the key of Ordnance Survey. */
  readonly looksUpAddresses?: true;
  /** Gives people links to the files in the exports bucket, or also writes them. */
  readonly exportsBucket?: "reads" | "writes";
  /** API Gateway asks it whether a request came through the edge, so it is given the edge's secret. */
  readonly guardsTheWayIn?: true;
};

export type FunctionSpec = FunctionDeclaration & { readonly routes?: { readonly [route: string]: Who } };

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
const returnPreparers = ["finance"] as const;
const returnCertifiers = ["s151"] as const;
const paymentPreparers = ["finance"] as const;
const paymentReleasers = ["finance", "s151"] as const;
const paymentReaders = [...paymentReleasers, "auditor"] as const;
const payeeRecorders = ["assessor", "finance"] as const;
const runPreparers = ["assessor", "approver", "finance"] as const;
const runReaders = [...runPreparers, "s151", "auditor"] as const;
const operators = ["operator"] as const;
/** Those for whom something may wait to be signed, approved, released or prepared. */
const toldByMessage = ["approver", "finance", "s151"] as const;
const auditors = ["auditor"] as const;
const addressListLoaders = ["schemeManager", "operator"] as const;
const addressListReaders = [...addressListLoaders, "auditor"] as const;

/** The things that acts make or change, each by the name of its id in a path. */
export const subjects = {
  session: "sessionId",
  toDoMessage: undefined,
  application: undefined,
  case: "caseId",
  household: "householdId",
  line: "lineId",
  fulfiller: "fulfiller",
  batch: "batchId",
  referral: "referralId",
  message: "messageId",
  scheme: "scheme",
  budgetChange: "changeId",
  statement: "statementId",
  preparedReturn: "returnId",
  yearEndPlan: "planId",
  schemeDraft: "draftId",
  directoryDraft: "draftId",
  run: "runId",
  register: "registerId",
  queue: "queue",
  addressList: undefined,
  export: "exportId",
} as const;
export type Subject = keyof typeof subjects;

export const acts = {
  signOut: {
    does: "Ends a session.",
    of: "session",
    who: anyone,
    page: "POST /sign-out",
  },
  renewSession: {
    does: "Asks the provider whether somebody still has their roles, and has the form that they sent sent on.",
    of: "session",
    who: anyone,
    page: "POST /sign-in/renew",
  },
  signInAgain: {
    does: "Begins a fresh sign-in for an act that asks for one, and keeps what was typed.",
    of: "session",
    who: roles,
    page: "POST /sessions/again",
  },
  endSession: {
    does: "Ends a session of one’s own. An operator ends anybody’s.",
    of: "session",
    who: roles,
    page: "POST /sessions/{sessionId}/end",
    on: "/sessions",
    api: "POST /api/sessions/{sessionId}/endings",
  },
  chooseToDoMessage: {
    does: "Chooses whether to be sent a message, at most once a working day, about what waits for them.",
    of: "toDoMessage",
    who: toldByMessage,
    page: "POST /to-do-message",
    on: "/to-do-message",
    api: "POST /api/to-do-messages",
  },
  checkFirst: {
    does: "Says whether help is likely, before anything is kept.",
    of: "application",
    who: anyone,
    page: "POST /check",
    on: "/check",
  },
  answerQuestion: {
    does: "Takes the answer to one question of the application form.",
    of: "application",
    who: anyone,
    page: "POST /apply/{page}",
    on: "/apply/{page}",
  },
  answerAboutPerson: {
    does: "Takes what is said of one person of the household.",
    of: "application",
    who: anyone,
    page: "POST /apply/people/{person}",
    on: "/apply/people/{person}",
  },
  removePerson: {
    does: "Takes a person off the form.",
    of: "application",
    who: anyone,
    page: "POST /apply/people/{person}/remove",
  },
  sendAnswers: {
    does: "Submits a resident’s own application.",
    of: "application",
    who: anyone,
    page: "POST /apply/check",
  },
  apply: {
    does: "Submits an application for a household.",
    of: "application",
    who: ["assessor", "partner"],
    api: "POST /api/applications",
  },
  refuse: {
    does: "Refuses, with a coded reason.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/refuse",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/refusals",
  },
  ask: {
    does: "Asks the resident for more information.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/ask",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/questions",
  },
  recordAnswer: {
    does: "Records what the resident answered.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/answer",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/answers",
  },
  recordConversation: {
    does: "Records what came of the private conversation about public funds.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/conversation",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/conversations",
  },
  stopWaiting: {
    does: "Takes a case off the waiting list for money, to be decided about again.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/stop-waiting",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/queue-exits",
  },
  declareInterest: {
    does: "Declares that whoever sends it has an interest in the household. They see nothing of it, and take no further step in it.",
    of: "case",
    who: councilStaff,
    page: "POST /cases/{caseId}/declare-interest",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/interests",
  },
  liftInterest: {
    does: "Lets somebody else take part again who had declared an interest.",
    of: "case",
    who: approvers,
    page: "POST /cases/{caseId}/lift-interest",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/lifted-interests",
  },
  addMember: {
    does: "Records that somebody joined a household, or was born into it.",
    of: "household",
    who: caseworkers,
    page: "POST /households/{householdId}/people",
    on: "/households/{householdId}/people",
    api: "POST /api/households/{householdId}/people",
  },
  correctMember: {
    does: "Corrects the name, date of birth or National Insurance number of somebody of a household.",
    of: "household",
    who: caseworkers,
    page: "POST /households/{householdId}/people/{personId}/correct",
    on: "/households/{householdId}/people/{personId}",
    api: "POST /api/households/{householdId}/people/{personId}/corrections",
  },
  recordLeaving: {
    does: "Records that somebody left a household on a day, died, or was listed by mistake.",
    of: "household",
    who: caseworkers,
    page: "POST /households/{householdId}/people/{personId}/leave",
    on: "/households/{householdId}/people/{personId}",
    api: "POST /api/households/{householdId}/people/{personId}/leavings",
  },
  changeHome: {
    does: "Records that a household moved.",
    of: "household",
    who: caseworkers,
    page: "POST /households/{householdId}/homes",
    on: "/households/{householdId}/homes",
    api: "POST /api/households/{householdId}/homes",
  },
  splitHousehold: {
    does: "Takes a household that was joined to another out again, with a choice for each award made meanwhile.",
    of: "household",
    who: caseworkers,
    page: "POST /households/{householdId}/joined/{partId}/split",
    on: "/households/{householdId}/joined/{partId}",
    api: "POST /api/households/{householdId}/joined/{partId}/splits",
  },
  settleMatch: {
    does: "Says whether a case and another household are one household, two, two at one address, or that people left the other one.",
    of: "case",
    who: caseworkers,
    page: "POST /matches/{caseId}/{candidateId}/settle",
    on: "/matches/{caseId}/{candidateId}",
    api: "POST /api/matches/{caseId}/{candidateId}/settlements",
  },
  reopenMatch: {
    does: "Undoes what was found of a case and another household, so that somebody compares them again. Households that were joined are split.",
    of: "case",
    who: caseworkers,
    page: "POST /matches/{caseId}/{candidateId}/reopen",
    on: "/matches/{caseId}/{candidateId}",
    api: "POST /api/matches/{caseId}/{candidateId}/reopenings",
  },
  recordTold: {
    does: "Says that a resident was told what could not be sent to them, and how.",
    of: "message",
    who: caseworkers,
    page: "POST /to-tell/{messageId}/told",
    on: "/to-tell/{messageId}",
    api: "POST /api/messages/{messageId}/tellings",
  },
  award: {
    does: "Awards: all of it commits, or none.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/award",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/awards",
  },
  checkAward: {
    does: "Shows what an award would commit, adds a row to its form, or adds it up. Commits nothing.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/award/check",
    on: "/cases/{caseId}",
  },
  approveAward: {
    does: "Approves the award that a case waits for, as the second person.",
    of: "case",
    who: approvers,
    page: "POST /cases/{caseId}/approve",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/approvals",
  },
  declineAward: {
    does: "Sends the award that a case waits for back with a reason: its money is free again.",
    of: "case",
    who: approvers,
    page: "POST /cases/{caseId}/decline",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/declines",
  },
  stepLines: {
    does: "Takes one step of many lines.",
    of: "fulfiller",
    who: fulfilmentStaff,
    page: "POST /fulfilment/{fulfiller}/steps",
    on: "/fulfilment/{fulfiller}",
  },
  importLineResults: {
    does: "Takes a file of results (CSV: council, reference, state, amount) line by line. The same file again changes nothing.",
    of: "fulfiller",
    who: ["finance"],
    page: "POST /fulfilment/{fulfiller}/results",
    on: "/fulfilment/{fulfiller}",
    api: "POST /api/fulfilment/{fulfiller}/results",
  },
  stepLine: {
    does: "Takes a step of a line. Money that comes back credits the budget that it came from.",
    of: "line",
    who: [...fulfilmentStaff, "s151"],
    page: "POST /lines/{lineId}/steps",
    on: "/lines/{lineId}",
    api: "POST /api/lines/{lineId}/steps",
  },
  confirmDestination: {
    does: "Confirms that a code may go to a phone or email that another household has too. Somebody who took part in neither does.",
    of: "line",
    who: fulfilmentStaff,
    page: "POST /lines/{lineId}/confirm",
    on: "/lines/{lineId}",
    api: "POST /api/lines/{lineId}/confirmations",
  },
  recordPayee: {
    does: "Records how a line is to be paid. What the household did not give itself waits for a second person to confirm it.",
    of: "line",
    who: payeeRecorders,
    page: "POST /lines/{lineId}/payee",
    on: "/lines/{lineId}/payee",
    api: "POST /api/lines/{lineId}/payees",
  },
  confirmPayee: {
    does: "Confirms how a line is to be paid, as another person recorded it. Somebody who took no part in the line does.",
    of: "line",
    who: payeeRecorders,
    page: "POST /lines/{lineId}/payee/confirm",
    on: "/lines/{lineId}/payee",
    api: "POST /api/lines/{lineId}/payee-confirmations",
  },
  prepareBatch: {
    does: "Prepares a batch of the lines that can be paid. The same key goes on where it was cut short.",
    of: "batch",
    who: paymentPreparers,
    page: "POST /payments",
    on: "/payments",
    api: "POST /api/payment-batches",
  },
  finishBatch: {
    does: "Finishes a batch whose preparation was cut short.",
    of: "batch",
    who: paymentPreparers,
    page: "POST /payments/{batchId}/finish",
    on: "/payments/{batchId}",
    api: "POST /api/payment-batches/{batchId}/completions",
  },
  releaseBatch: {
    does: "Releases a batch to the bank; somebody who had no part in it does.",
    of: "batch",
    who: paymentReleasers,
    fresh: "release payments",
    page: "POST /payments/{batchId}/release",
    on: "/payments/{batchId}",
    api: "POST /api/payment-batches/{batchId}/releases",
  },
  redateBatch: {
    does: "Gives a released file that the bank never had a new day; somebody who did not release it does.",
    of: "batch",
    who: paymentReleasers,
    page: "POST /payments/{batchId}/redate",
    on: "/payments/{batchId}",
    api: "POST /api/payment-batches/{batchId}/new-days",
  },
  importBankResults: {
    does: "Takes the bank’s file of results. The same file again changes nothing.",
    of: "batch",
    who: paymentReleasers,
    page: "POST /payments/{batchId}/results",
    on: "/payments/{batchId}",
    api: "POST /api/payment-batches/{batchId}/results",
  },
  refer: {
    does: "Refers a case to a service.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/refer",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/referrals",
  },
  withdrawReferral: {
    does: "Withdraws a referral.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/withdraw",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/withdrawals",
  },
  settleReferral: {
    does: "Records that a referral which was given back, or not answered in time, has been dealt with, and how.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/settle-referral",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/settled-referrals",
  },
  declareInterestInReferral: {
    does: "Declares that whoever sends it has an interest in the household of a referral. They see nothing of it; somebody else of their service answers.",
    of: "referral",
    who: partners,
    page: "POST /referrals/{referralId}/declare-interest",
    on: "/referrals/{referralId}",
    api: "POST /api/referrals/{referralId}/interests",
  },
  recordAgreement: {
    does: "Records that the resident no longer agrees to be referred, which withdraws their open referrals, or that they agree now.",
    of: "case",
    who: caseworkers,
    page: "POST /cases/{caseId}/agreement",
    on: "/cases/{caseId}",
    api: "POST /api/cases/{caseId}/agreements",
  },
  acceptReferral: {
    does: "Accepts a referral.",
    of: "referral",
    who: partners,
    page: "POST /referrals/{referralId}/accept",
    on: "/referrals/{referralId}",
    api: "POST /api/referrals/{referralId}/acceptances",
  },
  rejectReferral: {
    does: "Says why a referral cannot be taken.",
    of: "referral",
    who: partners,
    page: "POST /referrals/{referralId}/reject",
    on: "/referrals/{referralId}",
    api: "POST /api/referrals/{referralId}/rejections",
  },
  closeReferral: {
    does: "Closes a referral with what came of it.",
    of: "referral",
    who: partners,
    page: "POST /referrals/{referralId}/outcome",
    on: "/referrals/{referralId}",
    api: "POST /api/referrals/{referralId}/outcomes",
  },
  proposeBudgetChange: {
    does: "Changes the grant or a budget: at once up to the scheme’s limit; above it the answer is 202, and it waits for a second person. Pence.",
    of: "scheme",
    who: budgetHolders,
    page: "POST /finance/{scheme}/changes",
    on: "/finance/{scheme}/changes/new",
    api: "POST /api/schemes/{scheme}/budget-changes",
  },
  signBudgetChange: {
    does: "Signs a change that somebody else has proposed: its money moves.",
    of: "budgetChange",
    who: budgetSigners,
    fresh: "sign a budget change",
    page: "POST /finance/{scheme}/changes/{changeId}/sign",
    on: "/finance/{scheme}/changes/{changeId}",
    api: "POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures",
  },
  refuseBudgetChange: {
    does: "Refuses a change that somebody else has proposed.",
    of: "budgetChange",
    who: budgetSigners,
    page: "POST /finance/{scheme}/changes/{changeId}/refuse",
    on: "/finance/{scheme}/changes/{changeId}",
    api: "POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals",
  },
  takeBackBudgetChange: {
    does: "Takes back a change of one’s own that still waits.",
    of: "budgetChange",
    who: budgetHolders,
    page: "POST /finance/{scheme}/changes/{changeId}/take-back",
    on: "/finance/{scheme}/changes/{changeId}",
    api: "POST /api/schemes/{scheme}/budget-changes/{changeId}/withdrawals",
  },
  prepareReturn: {
    does: "Prepares a return to the department: its figures are counted from the ledger as of now. Of a filed return it prepares a correction.",
    of: "scheme",
    who: returnPreparers,
    page: "POST /finance/{scheme}/returns",
    on: "/finance/{scheme}/returns/new",
    api: "POST /api/schemes/{scheme}/returns",
  },
  fillReturn: {
    does: "Keeps what finance types on a return, until it is certified.",
    of: "preparedReturn",
    who: returnPreparers,
    page: "POST /finance/{scheme}/returns/{returnId}/fields",
    on: "/finance/{scheme}/returns/{returnId}",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/fields",
  },
  certifyReturn: {
    does: "Certifies a return that somebody else has prepared, as it was seen, with a typed name. No check may fail.",
    of: "preparedReturn",
    who: returnCertifiers,
    fresh: "certify a return",
    page: "POST /finance/{scheme}/returns/{returnId}/certify",
    on: "/finance/{scheme}/returns/{returnId}",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/certificates",
  },
  sendBackReturn: {
    does: "Sends a return that is not filed back to finance, and says why.",
    of: "preparedReturn",
    who: returnCertifiers,
    page: "POST /finance/{scheme}/returns/{returnId}/send-back",
    on: "/finance/{scheme}/returns/{returnId}",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/refusals",
  },
  fileReturn: {
    does: "Records how a certified return was sent to the department. From then on it never changes.",
    of: "preparedReturn",
    who: returnPreparers,
    page: "POST /finance/{scheme}/returns/{returnId}/file",
    on: "/finance/{scheme}/returns/{returnId}",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/filings",
  },
  recountReturn: {
    does: "Has a filed return counted again as of now. What the ledger has corrected since stands beside the filed figures.",
    of: "preparedReturn",
    who: budgetSigners,
    page: "POST /finance/{scheme}/returns/{returnId}/recount",
    on: "/finance/{scheme}/returns/{returnId}",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/recounts",
  },
  prepareYearEnd: {
    does: "Lists everything that a scheme leaves open as a plan, or which money goes back to the department. Nothing is done yet.",
    of: "scheme",
    who: budgetHolders,
    page: "POST /finance/{scheme}/year-end",
    on: "/finance/{scheme}/year-end",
    api: "POST /api/schemes/{scheme}/year-end-plans",
  },
  signYearEnd: {
    does: "Signs a plan that somebody else has prepared, as it was seen: it is done item by item.",
    of: "yearEndPlan",
    who: budgetSigners,
    fresh: "sign a year-end plan",
    page: "POST /finance/{scheme}/year-end/{planId}/sign",
    on: "/finance/{scheme}/year-end/{planId}",
    api: "POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures",
  },
  throwYearEndAway: {
    does: "Throws away a plan that nobody has signed.",
    of: "yearEndPlan",
    who: budgetSigners,
    page: "POST /finance/{scheme}/year-end/{planId}/throw-away",
    on: "/finance/{scheme}/year-end/{planId}",
    api: "POST /api/schemes/{scheme}/year-end-plans/{planId}/withdrawals",
  },
  prepareStatement: {
    does: "Prepares the public statement of a scheme, or of one of its years: its figures are counted from the ledger as of now.",
    of: "scheme",
    who: budgetHolders,
    page: "POST /finance/{scheme}/statements",
    on: "/finance/{scheme}/statements",
    api: "POST /api/schemes/{scheme}/statements",
  },
  approveStatement: {
    does: "Approves a statement that somebody else has prepared. Anybody can read it from then on.",
    of: "statement",
    who: budgetSigners,
    page: "POST /finance/{scheme}/statements/{statementId}/approve",
    on: "/finance/{scheme}/statements/{statementId}",
    api: "POST /api/schemes/{scheme}/statements/{statementId}/approvals",
  },
  refuseStatement: {
    does: "Says that a statement is not published, and why. One that is public is taken down.",
    of: "statement",
    who: budgetSigners,
    page: "POST /finance/{scheme}/statements/{statementId}/refuse",
    on: "/finance/{scheme}/statements/{statementId}",
    api: "POST /api/schemes/{scheme}/statements/{statementId}/refusals",
  },
  startDraftLike: {
    does: "Starts a draft like the version in force.",
    of: "scheme",
    who: schemeManagers,
    page: "POST /schemes/{scheme}/drafts",
    on: "/schemes",
  },
  startDraft: {
    does: "Starts a draft with a whole document: the next version of a scheme, or the first of a new one.",
    of: "schemeDraft",
    who: schemeManagers,
    api: "POST /api/scheme-drafts",
  },
  editSection: {
    does: "Changes one section of a draft.",
    of: "schemeDraft",
    who: schemeManagers,
    page: "POST /scheme-drafts/{draftId}/{section}",
    on: "/scheme-drafts/{draftId}/{section}",
  },
  replaceDocument: {
    does: "Puts another whole document in the place of a draft’s, as it was seen.",
    of: "schemeDraft",
    who: schemeManagers,
    api: "POST /api/scheme-drafts/{draftId}/documents",
  },
  startTrial: {
    does: "Begins a trial of a draft on last year’s cases.",
    of: "schemeDraft",
    who: schemeManagers,
    page: "POST /scheme-drafts/{draftId}/trial",
    on: "/scheme-drafts/{draftId}/trial",
    api: "POST /api/scheme-drafts/{draftId}/trials",
  },
  publishDraft: {
    does: "Publishes a draft as it was seen. Only somebody who has not edited it may.",
    of: "schemeDraft",
    who: schemeManagers,
    fresh: "publish a scheme",
    page: "POST /scheme-drafts/{draftId}/publish",
    on: "/scheme-drafts/{draftId}",
    api: "POST /api/scheme-drafts/{draftId}/publications",
  },
  discardDraft: {
    does: "Throws a draft away as it was seen.",
    of: "schemeDraft",
    who: schemeManagers,
    page: "POST /scheme-drafts/{draftId}/discard",
    on: "/scheme-drafts/{draftId}",
  },
  startNextDirectory: {
    does: "Starts a draft of the next version of the directory of services.",
    of: "directoryDraft",
    who: schemeManagers,
    page: "POST /services/drafts",
    on: "/services",
  },
  startDirectoryDraft: {
    does: "Starts a draft of the next version of the directory with a whole document.",
    of: "directoryDraft",
    who: schemeManagers,
    api: "POST /api/service-drafts",
  },
  editService: {
    does: "Changes a service, the reasons or the first day of a draft of the directory.",
    of: "directoryDraft",
    who: schemeManagers,
    page: "POST /service-drafts/{draftId}/parts/{part}",
    on: "/service-drafts/{draftId}/parts/{part}",
  },
  replaceDirectory: {
    does: "Puts another whole document in the place of a draft’s, as it was seen.",
    of: "directoryDraft",
    who: schemeManagers,
    api: "POST /api/service-drafts/{draftId}/documents",
  },
  publishDirectory: {
    does: "Publishes a draft of the directory as it was seen. Only somebody who has not edited it may.",
    of: "directoryDraft",
    who: schemeManagers,
    fresh: "publish the directory of services",
    page: "POST /service-drafts/{draftId}/publish",
    on: "/service-drafts/{draftId}",
    api: "POST /api/service-drafts/{draftId}/publications",
  },
  discardDirectoryDraft: {
    does: "Throws a draft of the directory away as it was seen.",
    of: "directoryDraft",
    who: schemeManagers,
    page: "POST /service-drafts/{draftId}/discard",
    on: "/service-drafts/{draftId}",
  },
  loadAddresses: {
    does: "Loads the council’s address list from the text of a CSV file: all of it, or nothing where a row is wrong.",
    of: "addressList",
    who: addressListLoaders,
    page: "POST /addresses",
    on: "/addresses",
    api: "POST /api/address-lists",
  },
  prepareRun: {
    does: "Prepares a run from the text of a CSV file or from cases, and has every row checked. Awards nothing. The same sent again under the same key is the same run.",
    of: "run",
    who: runPreparers,
    page: "POST /runs",
    on: "/runs/new",
    api: "POST /api/runs",
  },
  approveRun: {
    does: "Approves a run that was checked, as it was seen; or has the rows that the money did not reach tried again. Only somebody who did not prepare it may.",
    of: "run",
    who: ["approver"],
    page: "POST /runs/{runId}/approve",
    on: "/runs/{runId}",
    api: "POST /api/runs/{runId}/approvals",
  },
  cancelRun: {
    does: "Cancels a run that nobody has approved yet.",
    of: "run",
    who: runPreparers,
    page: "POST /runs/{runId}/cancel",
    on: "/runs/{runId}",
    api: "POST /api/runs/{runId}/cancellations",
  },
  resumeRun: {
    does: "Has a run that stands still go on. What is done is not done twice.",
    of: "run",
    who: runPreparers,
    page: "POST /runs/{runId}/resume",
    on: "/runs/{runId}",
    api: "POST /api/runs/{runId}/resumptions",
  },
  uploadRegister: {
    does: "Takes the first file of a list that somebody else keeps of people, from the text of a CSV file, with its lawful basis, origin and dates. It is read whole, or every fault of every row is named and nothing is kept.",
    of: "register",
    who: schemeManagers,
    page: "POST /registers",
    on: "/registers/new",
    api: "POST /api/registers",
  },
  addToRegister: {
    does: "Adds another file to a list that is not loaded yet. The same file again adds nothing.",
    of: "register",
    who: schemeManagers,
    page: "POST /registers/{registerId}/files",
    on: "/registers/{registerId}",
    api: "POST /api/registers/{registerId}/files",
  },
  loadRegister: {
    does: "Has a list loaded, or go on where its loading stands still. Assessors see what it says once every row is loaded, and not before.",
    of: "register",
    who: schemeManagers,
    page: "POST /registers/{registerId}/load",
    on: "/registers/{registerId}",
    api: "POST /api/registers/{registerId}/loadings",
  },
  endRegister: {
    does: "Ends the use of a list before its last day, with a reason: nobody sees it from then on, and its rows are deleted.",
    of: "register",
    who: schemeManagers,
    page: "POST /registers/{registerId}/end",
    on: "/registers/{registerId}",
    api: "POST /api/registers/{registerId}/endings",
  },
  askForExport: {
    does: "Asks for a list as a file (CSV or XLSX): by scheme, filter and dates. The same sent again under the same key is the same export.",
    of: "export",
    who: councilStaff,
    page: "POST /exports",
    on: "/exports/new",
    api: "POST /api/exports",
  },
  fillWorkbook: {
    does: "Fills the department’s own workbook (XLSX, base64) with a return’s figures, if every label stands where the scheme says. Keeps nothing.",
    of: "preparedReturn",
    who: budgetSigners,
    page: "POST /finance/{scheme}/returns/{returnId}/filled-workbooks",
    on: "/finance/{scheme}/returns/{returnId}/files",
    api: "POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks",
  },
  retryQueue: {
    does: "Puts the dead letters of a queue back onto it, up to a thousand. What has been done already is not done twice.",
    of: "queue",
    who: operators,
    page: "POST /operations/{queue}/retry",
    on: "/operations",
    api: "POST /api/operations/queues/{queue}/retries",
  },
} as const satisfies Record<string, Act>;
export type ActName = keyof typeof acts;

const declared = {
  wayIn: {
    entry: "functions/way-in/handler.ts",
    does: "Lets requests in that came through the edge and its firewall, and no other.",
    guardsTheWayIn: true,
  },
  site: {
    entry: "functions/site/handler.ts",
    does: "Shows the start page and the pages the law asks for, serves assets, and answers for every address that is not there.",
    reads: {
      "GET /": anyone,
      "GET /accessibility": anyone,
      "GET /privacy": anyone,
      "GET /cookies": anyone,
      "GET /assets/{version}/{file+}": anyone,
      $default: anyone,
    },
  },
  describeApi: {
    entry: "functions/site/describe-api-handler.ts",
    does: "Serves the OpenAPI document, as data, as a page and in a viewer.",
    reads: {
      "GET /api/openapi.json": anyone,
      "GET /api-description": anyone,
      "GET /api-description/viewer": anyone,
      "GET /api-description/files/{file}": anyone,
    },
  },
  signIn: {
    entry: "functions/sign-in/handler.ts",
    does: "Takes staff and partners through OpenID Connect and gives them a session; shows sessions, and who opened what.",
    reads: {
      "GET /sign-in": anyone,
      "GET /sign-in/callback": anyone,
      "GET /sign-in/renew": anyone,
      "GET /signed-out": anyone,
      "GET /home": roles,
      "GET /api/to-dos": roles,
      "GET /to-do-message": toldByMessage,
      "GET /sessions": roles,
      "GET /sessions/carry-on": roles,
      "GET /api/sessions": roles,
      "GET /access": auditors,
      "GET /api/access": auditors,
    },
    acts: ["signOut", "renewSession", "signInAgain", "endSession", "chooseToDoMessage"],
    table: {
      // Lists of work are counted for the home page.
      reads: [
        "session",
        "sessionList",
        "staff",
        "directory",
        "access",
        "accessList",
        "scheme",
        "envelope",
        "caseList",
        "runList",
        "batchList",
        "fulfil",
        "return",
        "yearEnd",
      ],
      writes: ["session", "staff"],
    },
    signsIn: true,
  },
  apply: {
    entry: "functions/apply/handler.ts",
    does: "Says beforehand whether help is likely, and takes an application: question by question from a resident or whole from a program.",
    reads: {
      "GET /check": anyone,
      "GET /apply/{page}": anyone,
      "GET /apply/people/{person}": anyone,
      "GET /apply/check": anyone,
      "GET /apply/received": anyone,
      "GET /exit": anyone,
    },
    acts: ["checkFirst", "answerQuestion", "answerAboutPerson", "removePerson", "sendAnswers", "apply"],
    table: {
      reads: ["draft", "match", "household", "scheme", "directory", "gazetteer"],
      writes: ["draft", "count", "filed"],
      // Anyone may call it, so its role can put an application and no award, no line, no decision and no referral.
      puts: {
        case: { kinds: ["application", "case", "event", "message", "match"], never: ["decision", "waits", "settled"] },
        // It also keeps what a household says of safe contact, against the household's version.
        household: { kinds: ["household", "householdCase", "householdIdentity"], updates: ["contact", "version", "parts"] },
        match: { kinds: ["matchKey"], updates: ["version"] },
        access: { kinds: ["access"] },
      },
    },
    matchesPeople: true,
    looksUpAddresses: true,
  },
  assess: {
    entry: "functions/assess/handler.ts",
    does: "Shows the case lists and the whole case; refuses, asks for more, takes what was answered.",
    reads: {
      "GET /cases": caseReaders,
      "GET /cases/{caseId}": caseReaders,
      "GET /cases/{caseId}/interests": approvalReaders,
      "GET /api/cases": caseReaders,
      "GET /api/cases/{caseId}": caseReaders,
    },
    acts: ["refuse", "ask", "recordAnswer", "recordConversation", "stopWaiting", "declareInterest", "liftInterest"],
    table: {
      reads: ["session", "case", "household", "envelope", "caseList", "scheme", "directory", "register", "registerEntry"],
      writes: ["case", "household", "count", "envelope"],
    },
    matchesPeople: true,
  },
  household: {
    entry: "functions/household/handler.ts",
    does: "Shows a household with its people and homes over time, and records who joined, who left and where it moved.",
    reads: {
      "GET /households/{householdId}": caseReaders,
      "GET /households/{householdId}/people": caseworkers,
      "GET /households/{householdId}/people/{personId}": caseworkers,
      "GET /households/{householdId}/homes": caseworkers,
      "GET /households/{householdId}/joined/{partId}": caseworkers,
      "GET /api/households/{householdId}": caseReaders,
    },
    acts: ["addMember", "correctMember", "recordLeaving", "changeHome", "splitHousehold"],
    table: {
      reads: ["session", "case", "household", "match", "matches", "scheme"],
      // A split corrects how many households each budget has helped. A change may clear the flag of a case.
      writes: ["case", "household", "match", "envelope", "ledger"],
    },
    matchesPeople: true,
  },
  match: {
    entry: "functions/match/handler.ts",
    does: "Shows cases beside households that may be the same one, and takes what a person found who compared them.",
    reads: {
      "GET /matches": caseReaders,
      "GET /matches/{caseId}/{candidateId}": caseReaders,
      "GET /api/matches": caseReaders,
      "GET /api/matches/{caseId}/{candidateId}": caseReaders,
    },
    acts: ["settleMatch", "reopenMatch"],
    table: {
      reads: ["session", "case", "household", "match", "matches", "scheme"],
      // A join corrects how many households each budget has helped.
      writes: ["case", "household", "match", "envelope", "ledger"],
    },
    matchesPeople: true,
  },
  award: {
    entry: "functions/award/handler.ts",
    does: "Decides an application with an award: claim, charge, ledger and onward help, all or nothing.",
    reads: {
      "GET /approvals": approvalReaders,
      "GET /api/approvals": approvalReaders,
      "GET /awards/{awardId}": [...caseReaders, "finance", "s151"],
      "GET /api/awards/{awardId}": [...caseReaders, "finance", "s151"],
    },
    acts: ["award", "checkAward", "approveAward", "declineAward"],
    table: {
      reads: ["session", "case", "household", "envelope", "caseList", "scheme", "directory", "register", "registerEntry"],
      writes: ["case", "household", "envelope", "ledger"],
    },
    matchesPeople: true,
  },
  serveWaitingList: {
    entry: "functions/award/serve-handler.ts",
    does: "Awards what waits for money, in order, whenever money comes in or back or a period begins.",
    table: {
      reads: ["case", "household", "envelope", "ledger", "scheme"],
      writes: ["case", "household", "envelope", "ledger"],
    },
    consumes: { batchSize: 5, atOnce: 2, attempts: 5 },
  },
  fulfil: {
    entry: "functions/fulfil/handler.ts",
    does: "Shows what becomes of each line of an award, and takes the steps that people take: order, deliver, cancel, return, expire.",
    reads: {
      "GET /fulfilment": fulfilmentReaders,
      "GET /fulfilment/{fulfiller}": fulfilmentReaders,
      "GET /fulfilment/{fulfiller}/order-file": fulfilmentStaff,
      "GET /lines/{lineId}": fulfilmentReaders,
      "GET /api/fulfilment/{fulfiller}": fulfilmentReaders,
      "GET /api/lines/{lineId}": fulfilmentReaders,
    },
    acts: ["stepLines", "importLineResults", "stepLine", "confirmDestination"],
    table: {
      reads: ["session", "case", "household", "fulfil", "scheme", "account"],
      writes: ["case", "household", "envelope", "ledger", "account"],
    },
    matchesPeople: true,
    ordersCodes: true,
  },
  startLines: {
    entry: "functions/fulfil/start-handler.ts",
    does: "Gives each line of a new or newly approved award to whoever brings it to the household, and tells households of a list what they are awarded.",
    table: { reads: ["case", "household", "scheme"], writes: ["case"] },
    consumes: { batchSize: 10, atOnce: 10, attempts: 5 },
  },
  sendOrders: {
    entry: "functions/fulfil/order-handler.ts",
    does: "Orders vouchers and cash codes from their provider, each once, and sends each code to its resident.",
    table: { reads: ["case", "household", "account"], writes: ["case", "envelope", "ledger", "account"] },
    consumes: { batchSize: 5, atOnce: 5, attempts: 5 },
    matchesPeople: true,
    ordersCodes: true,
  },
  pay: {
    entry: "functions/pay/handler.ts",
    does: "Pays lines through the bank: prepares a batch, has another person release it, gives its file and takes the bank's results.",
    reads: {
      "GET /payments": paymentReaders,
      "GET /payments/{batchId}": paymentReaders,
      "GET /payments/{batchId}/file": paymentReleasers,
      "GET /lines/{lineId}/payee": payeeRecorders,
      "GET /api/lines-to-pay": paymentReaders,
      "GET /api/payment-batches": paymentReaders,
      "GET /api/payment-batches/{batchId}": paymentReaders,
      "GET /api/payment-batches/{batchId}/file": paymentReleasers,
    },
    acts: ["recordPayee", "confirmPayee", "prepareBatch", "finishBatch", "releaseBatch", "redateBatch", "importBankResults"],
    table: {
      reads: ["session", "case", "household", "fulfil", "batch", "batchList", "account"],
      writes: ["case", "envelope", "ledger", "batch", "account"],
    },
    matchesPeople: true,
  },
  refer: {
    entry: "functions/refer/handler.ts",
    does: "Shows a partner its referrals; accepts, rejects and records what came of them. Lets an assessor refer, withdraw, and see to what came back.",
    reads: {
      "GET /referrals": partners,
      "GET /referrals/{referralId}": partners,
      "GET /api/referrals": partners,
      "GET /api/referrals/{referralId}": partners,
      "GET /referrals-to-follow-up": caseworkers,
      "GET /api/referrals-to-follow-up": caseworkers,
    },
    acts: [
      "refer",
      "withdrawReferral",
      "settleReferral",
      "recordAgreement",
      "declareInterestInReferral",
      "acceptReferral",
      "rejectReferral",
      "closeReferral",
    ],
    // A form with errors comes back on the whole case page, which shows household and budgets.
    table: {
      reads: ["session", "case", "partner", "followUps", "household", "envelope", "scheme", "directory", "register", "registerEntry"],
      writes: ["case", "household"],
    },
    matchesPeople: true,
  },
  deliverReferrals: {
    entry: "functions/refer/deliver-handler.ts",
    does: "Puts each referral that was asked for into its partner's list, once.",
    table: { reads: ["case"], writes: ["case"] },
    consumes: { batchSize: 10, atOnce: 5, attempts: 5 },
  },
  tell: {
    entry: "functions/tell/handler.ts",
    does: "Lists what could not be sent to a resident, prints it as a letter, and records who told them.",
    reads: {
      "GET /to-tell": caseReaders,
      "GET /to-tell/{messageId}": caseReaders,
      "GET /to-tell/{messageId}/letter": caseworkers,
      "GET /api/messages-to-tell": caseReaders,
    },
    acts: ["recordTold"],
    table: { reads: ["session", "case", "household", "toTell"], writes: ["case"] },
  },
  sendMessages: {
    entry: "functions/notify/handler.ts",
    does: "Sends each message that was asked for, once, by the channel the resident called safe.",
    // A refused text looks for the household's next safe way.
    table: { reads: ["case", "household"], writes: ["case", "texted", "account"] },
    consumes: { batchSize: 10, atOnce: 5, attempts: 5 },
    sendsMessages: true,
    matchesPeople: true,
  },
  sendHeldMessages: {
    entry: "functions/notify/held-handler.ts",
    does: "Sends the messages that were held: for a limit that is over, or for a trouble of ours that somebody has mended.",
    table: { reads: ["case", "household", "held"], writes: ["case", "texted", "account"] },
    schedule: { everyMinutes: 5 },
    sendsMessages: true,
    matchesPeople: true,
  },
  tellStaff: {
    entry: "functions/notify/tell-staff-handler.ts",
    does: "Tells staff who wish it, once on a working day, how much waits for them to sign, approve, release or prepare.",
    table: { reads: ["staff", "scheme", "envelope", "caseList", "runList", "batchList", "fulfil", "return", "yearEnd"], writes: ["staff"] },
    schedule: { dailyAt: "07:30" },
    sendsMessages: true,
  },
  budget: {
    entry: "functions/budget/handler.ts",
    does: "Lets finance move money between the grant and its budgets, above a limit with a second person's signature.",
    reads: {
      "GET /finance/{scheme}/changes": moneyReaders,
      "GET /finance/{scheme}/changes/new": budgetHolders,
      "GET /finance/{scheme}/changes/{changeId}": moneyReaders,
      "GET /api/schemes/{scheme}/budget-changes": moneyReaders,
      "GET /api/schemes/{scheme}/budget-changes/{changeId}": moneyReaders,
    },
    acts: ["proposeBudgetChange", "signBudgetChange", "refuseBudgetChange", "takeBackBudgetChange"],
    table: { reads: ["session", "envelope", "scheme"], writes: ["envelope", "ledger"] },
  },
  return: {
    entry: "functions/return/handler.ts",
    does: "Lets finance prepare returns to the department, the Section 151 officer certify them, and everybody who sees money open each figure into its awards.",
    reads: {
      "GET /finance/{scheme}/returns": moneyReaders,
      "GET /finance/{scheme}/returns/new": returnPreparers,
      "GET /finance/{scheme}/returns/{returnId}": moneyReaders,
      "GET /finance/{scheme}/returns/{returnId}/cells/{cell}": moneyReaders,
      "GET /finance/{scheme}/returns/{returnId}/rebuilt": moneyReaders,
      "GET /api/schemes/{scheme}/returns": moneyReaders,
      "GET /api/schemes/{scheme}/returns/{returnId}": moneyReaders,
      "GET /api/schemes/{scheme}/returns/{returnId}/cells/{cell}": moneyReaders,
      "GET /api/schemes/{scheme}/returns/{returnId}/rebuilt": moneyReaders,
    },
    acts: ["prepareReturn", "fillReturn", "certifyReturn", "sendBackReturn", "fileReturn", "recountReturn"],
    table: { reads: ["session", "return", "lineBook", "envelope", "scheme"], writes: ["return"] },
  },
  countReturn: {
    entry: "functions/return/count-handler.ts",
    does: "Counts the figures of a return that was prepared, and counts filed returns again.",
    table: { reads: ["return", "lineBook", "scheme", "envelope", "ledger", "case", "household"], writes: ["return", "lineBook"] },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
  },
  yearEnd: {
    entry: "functions/year-end/handler.ts",
    does: "Shows what happens to everything that a scheme leaves open, has it signed by a second person, and has money returned to the department.",
    reads: {
      "GET /finance/{scheme}/year-end": moneyReaders,
      "GET /finance/{scheme}/year-end/{planId}": moneyReaders,
      "GET /finance/{scheme}/year-end/{planId}/items": moneyReaders,
      "GET /api/schemes/{scheme}/year-end-plans": moneyReaders,
      "GET /api/schemes/{scheme}/year-end-plans/{planId}": moneyReaders,
      "GET /api/schemes/{scheme}/year-end-plans/{planId}/items": moneyReaders,
    },
    acts: ["prepareYearEnd", "signYearEnd", "throwYearEndAway"],
    table: { reads: ["session", "scheme", "yearEnd"], writes: ["yearEnd"] },
  },
  closeYear: {
    entry: "functions/year-end/close-handler.ts",
    does: "Lists the items of a year-end plan, and does a signed plan item by item.",
    table: {
      reads: ["yearEnd", "scheme", "case", "caseList", "household", "fulfil", "envelope", "run", "runList", "batch", "batchList"],
      writes: ["yearEnd", "case", "household", "envelope", "ledger", "run"],
    },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
    ordersCodes: true,
  },
  statement: {
    entry: "functions/statement/handler.ts",
    does: "Lets finance prepare the public statement of a scheme and a second person approve it, and shows anybody the approved figures.",
    reads: {
      "GET /public-figures": anyone,
      "GET /finance/{scheme}/statements": moneyReaders,
      "GET /finance/{scheme}/statements/{statementId}": moneyReaders,
      "GET /finance/{scheme}/statements/{statementId}/rebuilt": moneyReaders,
      "GET /api/public-figures": anyone,
      "GET /api/schemes/{scheme}/statements": moneyReaders,
      "GET /api/schemes/{scheme}/statements/{statementId}": moneyReaders,
      "GET /api/schemes/{scheme}/statements/{statementId}/rebuilt": moneyReaders,
    },
    acts: ["prepareStatement", "approveStatement", "refuseStatement"],
    table: { reads: ["session", "statement", "lineBook", "scheme", "directory", "partner"], writes: ["statement"] },
  },
  countStatement: {
    entry: "functions/statement/count-handler.ts",
    does: "Counts the figures of a public statement that was prepared.",
    table: {
      reads: ["statement", "lineBook", "scheme", "directory", "partner", "ledger", "envelope", "case", "household"],
      writes: ["statement", "lineBook"],
    },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
  },
  nightly: {
    entry: "functions/nightly/handler.ts",
    does: "Carries money on into the next period, keeps what was awarded for the present rate, and holds every balance to its ledger.",
    table: {
      reads: ["scheme", "envelope", "ledger", "lineBook", "case", "household", "fulfil", "account"],
      writes: ["envelope", "ledger", "lineBook", "night", "case", "household", "account"],
    },
    schedule: { dailyAt: "00:15" },
    matchesPeople: true,
    ordersCodes: true,
  },
  watch: {
    entry: "functions/watch/handler.ts",
    does: "Measures how long people wait, for how many days there is money, and who has not answered.",
    table: { reads: ["caseList", "partner", "envelope", "scheme", "directory"], writes: [] },
    schedule: { everyMinutes: 15 },
  },
  report: {
    entry: "functions/report/handler.ts",
    does: "Shows finance each scheme's money and opens every figure into its entries.",
    reads: {
      "GET /finance": moneyReaders,
      "GET /finance/{scheme}": moneyReaders,
      "GET /finance/{scheme}/entries": moneyReaders,
      "GET /finance/{scheme}/freedom-of-information": moneyReaders,
      "GET /finance/{scheme}/freedom-of-information/file": moneyReaders,
      "GET /api/schemes": moneyReaders,
      "GET /api/schemes/{scheme}/spend": moneyReaders,
      "GET /api/schemes/{scheme}/entries": moneyReaders,
      "GET /api/schemes/{scheme}/freedom-of-information": moneyReaders,
    },
    table: {
      // Lists of cases, runs, batches and lines are counted alone: what waits, and how long it waited.
      reads: [
        "session",
        "envelope",
        "ledger",
        "lineBook",
        "scheme",
        "count",
        "night",
        "caseList",
        "runList",
        "batchList",
        "fulfil",
        "return",
        "yearEnd",
      ],
      writes: [],
    },
  },
  schemes: {
    entry: "functions/schemes/handler.ts",
    does: "Shows every scheme in words; lets its managers change a draft, compare it, try it on last year's cases and publish it.",
    reads: {
      "GET /schemes": schemeReaders,
      "GET /schemes/{scheme}/{version}": schemeReaders,
      "GET /scheme-drafts/{draftId}": schemeReaders,
      "GET /scheme-drafts/{draftId}/{section}": schemeManagers,
      "GET /scheme-drafts/{draftId}/trial": schemeReaders,
      "GET /api/schemes/{scheme}/versions/{version}": schemeReaders,
      "GET /api/scheme-drafts/{draftId}": schemeReaders,
      "GET /api/scheme-drafts/{draftId}/trial": schemeReaders,
    },
    acts: ["startDraftLike", "startDraft", "editSection", "replaceDocument", "startTrial", "publishDraft", "discardDraft"],
    table: { reads: ["session", "scheme", "directory"], writes: ["scheme"] },
  },
  services: {
    entry: "functions/services/handler.ts",
    does: "Shows the directory of services that help; lets scheme managers change a draft of it, compare it and publish it; gives it to programs as Open Referral UK.",
    reads: {
      "GET /services": schemeReaders,
      "GET /services/{version}": schemeReaders,
      "GET /service-drafts/{draftId}": schemeReaders,
      "GET /service-drafts/{draftId}/parts/{part}": schemeManagers,
      "GET /api/service-directories/{version}": schemeReaders,
      "GET /api/service-drafts/{draftId}": schemeReaders,
      "GET /api/directory/services": anyone,
      "GET /api/directory/services/{serviceId}": anyone,
    },
    acts: ["startNextDirectory", "startDirectoryDraft", "editService", "replaceDirectory", "publishDirectory", "discardDirectoryDraft"],
    table: { reads: ["session", "directory"], writes: ["directory"] },
  },
  tryScheme: {
    entry: "functions/schemes/try-handler.ts",
    does: "Tries a draft of a scheme on last year's cases, part by part, and adds up what would change.",
    table: { reads: ["scheme", "case", "caseList"], writes: ["scheme"] },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
  },
  bulk: {
    entry: "functions/bulk/handler.ts",
    does: "Takes a list of households or chosen cases as a run, shows what each row would come to, and has it approved by another person.",
    reads: {
      "GET /runs": runReaders,
      "GET /runs/new": runPreparers,
      "GET /runs/{runId}": runReaders,
      "GET /runs/{runId}/results": runReaders,
      "GET /api/runs": runReaders,
      "GET /api/runs/{runId}": runReaders,
      "GET /api/runs/{runId}/rows": runReaders,
    },
    acts: ["prepareRun", "approveRun", "cancelRun", "resumeRun"],
    table: { reads: ["session", "run", "runList", "case", "household", "envelope", "scheme"], writes: ["run", "envelope"] },
    matchesPeople: true,
  },
  runAwards: {
    entry: "functions/bulk/run-handler.ts",
    does: "Checks the rows of runs and makes their awards, part by part, many at once.",
    matchesPeople: true,
    table: {
      reads: ["run", "runList", "match", "household", "case", "envelope", "scheme", "account"],
      writes: ["run", "match", "household", "case", "envelope", "ledger"],
    },
    consumes: { batchSize: 1, atOnce: 5, attempts: 5 },
  },
  registers: {
    entry: "functions/registers/handler.ts",
    does: "Takes lists that other schemes, councils and offices keep of people, by what right and until when they may be used, and ends their use. It shows nobody of a list.",
    reads: {
      "GET /registers": schemeReaders,
      "GET /registers/new": schemeManagers,
      "GET /registers/{registerId}": schemeReaders,
      "GET /api/registers": schemeReaders,
      "GET /api/registers/{registerId}": schemeReaders,
    },
    acts: ["uploadRegister", "addToRegister", "loadRegister", "endRegister"],
    table: { reads: ["session", "register"], writes: ["register"] },
    matchesPeople: true,
  },
  loadRegisters: {
    entry: "functions/registers/load-handler.ts",
    does: "Loads the rows of a list, or deletes them, part by part.",
    table: { reads: ["register"], writes: ["register", "registerEntry"] },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
    matchesPeople: true,
  },
  relay: {
    entry: "functions/relay/handler.ts",
    does: "Tells each queue of the newly put items that its function wants to hear of: their keys and the moment, nothing of what is in them.",
    relays: { batchSize: 100, attempts: 30 },
  },
  addresses: {
    entry: "functions/addresses/handler.ts",
    does: "Keeps the council's address list, from which residents choose their homes, and takes a newer one in its place.",
    reads: {
      "GET /addresses": addressListReaders,
      "GET /api/address-list": addressListReaders,
    },
    acts: ["loadAddresses"],
    table: { reads: ["session", "gazetteer"], writes: ["gazetteer"] },
  },
  exports: {
    entry: "functions/exports/handler.ts",
    does: "Takes requests for lists as files, shows how far each is, and gives the person who asked a link that works for a minute.",
    reads: {
      "GET /exports": councilStaff,
      "GET /exports/new": councilStaff,
      "GET /exports/{exportId}": councilStaff,
      "GET /exports/{exportId}/file": councilStaff,
      "GET /api/exports": councilStaff,
      "GET /api/exports/{exportId}": councilStaff,
      "GET /api/exports/{exportId}/file": councilStaff,
      "GET /finance/{scheme}/returns/{returnId}/files": moneyReaders,
      "GET /finance/{scheme}/returns/{returnId}/files/{format}": moneyReaders,
      "GET /api/schemes/{scheme}/returns/{returnId}/files/{format}": moneyReaders,
    },
    acts: ["askForExport", "fillWorkbook"],
    table: { reads: ["session", "export", "scheme", "return"], writes: ["export"] },
    exportsBucket: "reads",
  },
  writeExports: {
    entry: "functions/exports/write-handler.ts",
    does: "Writes the rows of exports into their files, part by part, however many there are.",
    table: {
      reads: ["export", "ledger", "envelope", "scheme", "case", "household", "caseList", "batch", "batchList", "partner", "directory"],
      writes: ["export"],
    },
    consumes: { batchSize: 1, atOnce: 2, attempts: 5 },
    exportsBucket: "writes",
  },
  operate: {
    entry: "functions/operate/handler.ts",
    does: "Shows what could not be done at any attempt, queue by queue, and has it tried again when a person says so.",
    reads: {
      "GET /operations": operators,
      "GET /api/operations/queues": operators,
    },
    acts: ["retryQueue"],
    table: { reads: ["session", "held"], writes: [] },
    operatesQueues: true,
  },
} as const satisfies Record<string, FunctionDeclaration>;

type Declared = typeof declared;
export type FunctionName = keyof Declared;

/** Distributes over several functions, as the types of routes below do. */
export type ActOf<F extends FunctionName> = F extends unknown ? (Declared[F] extends { acts: readonly (infer A)[] } ? A : never) : never;
export type ReadsOf<F extends FunctionName> = Declared[F] extends { reads: infer R } ? R : unknown;
type Acts = typeof acts;
export type PageRoute<A extends ActName> = A extends unknown ? (Acts[A] extends { page: infer P extends string } ? P : never) : never;
export type ApiRoute<A extends ActName> = A extends unknown ? (Acts[A] extends { api: infer P extends string } ? P : never) : never;

/** The route that shows a returned form again. */
type ReturnRoute<A extends ActName> = A extends unknown
  ? Acts[A] extends { page: `POST ${infer P}`; on: string }
    ? `GET ${P}`
    : never
  : never;

type DoorsOf<A extends ActName> = {
  readonly [D in A as PageRoute<D> | ReturnRoute<D> | ApiRoute<D>]: Acts[D]["who"];
};
/** One flat type, since inference from an intersection may take one part for the whole. */
type RoutesOf<F extends FunctionName> = Flat<ReadsOf<F> & Omit<DoorsOf<ActOf<F>>, keyof ReadsOf<F>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
type Functions = {
  readonly [F in FunctionName]: Declared[F] & ([keyof RoutesOf<F>] extends [never] ? unknown : { readonly routes: RoutesOf<F> });
};

/** The route at which a form that could not be taken comes back, with what is wrong and what was typed. */
export const returnRouteOf = ({ page, on }: Act): `GET /${string}` | undefined =>
  page && on ? `GET ${page.slice("POST ".length) as `/${string}`}` : undefined;

/** The address of a form may be that of a page too, which more people may read than may send the form. */
const routesOf = ({ reads = {}, acts: own = [] }: FunctionDeclaration): Record<string, Who> => ({
  ...Object.fromEntries(
    own.flatMap((name) => {
      const act: Act = acts[name];
      return [act.page, returnRouteOf(act), act.api].flatMap((route) => (route ? [[route, act.who]] : []));
    }),
  ),
  ...reads,
});

/** Functions with forms keep those that could not be taken; those that read sessions record when one was used, and accesses. */
const atTheDoor = (use: TableUse, own: readonly ActName[] = []): TableUse => {
  const hasForms = own.some((name) => returnRouteOf(acts[name]));
  const readsSessions = use.reads.includes("session");
  return {
    ...use,
    reads: [...use.reads, ...(readsSessions ? ["seen" as const] : []), ...(hasForms ? ["returned" as const] : [])],
    puts: {
      ...use.puts,
      ...(readsSessions && { seen: { kinds: ["seen"] }, access: { kinds: ["access"] } }),
      ...(hasForms && { returned: { kinds: ["returnedForm"] } }),
    },
  };
};

export const functions = Object.fromEntries(
  Object.entries<FunctionDeclaration>(declared).map(([name, spec]) => [
    name,
    {
      ...spec,
      ...((spec.reads || spec.acts) && { routes: routesOf(spec) }),
      ...(spec.table && { table: atTheDoor(spec.table, spec.acts) }),
    },
  ]),
) as unknown as Functions;

export type QueueName = {
  [F in FunctionName]: (typeof functions)[F] extends { consumes: object } ? F : never;
}[FunctionName];

type FreshAct = Act & { readonly fresh: string };
/** The acts that ask for a fresh sign-in. */
export const freshActs: ReadonlyMap<string, FreshAct> = new Map(
  Object.entries<Act>(acts).flatMap(([name, act]) => (act.fresh === undefined ? [] : [[name, act as FreshAct] as const])),
);

type ReadRoute = { readonly [F in FunctionName]: keyof ReadsOf<F> & string }[FunctionName];

/**
 * Reads that leave a record of who opened what. A page that cannot be recorded is shown all the same: somebody may wait
 * for help. A file that cannot be recorded is not given.
 */
export const recordedReads: { readonly [R in ReadRoute]?: "opened" | "tookFile" } = {
  "GET /cases/{caseId}": "opened",
  "GET /api/cases/{caseId}": "opened",
  "GET /awards/{awardId}": "opened",
  "GET /api/awards/{awardId}": "opened",
  "GET /households/{householdId}": "opened",
  "GET /households/{householdId}/people/{personId}": "opened",
  "GET /households/{householdId}/joined/{partId}": "opened",
  "GET /api/households/{householdId}": "opened",
  "GET /lines/{lineId}": "opened",
  "GET /api/lines/{lineId}": "opened",
  "GET /lines/{lineId}/payee": "opened",
  "GET /referrals/{referralId}": "opened",
  "GET /api/referrals/{referralId}": "opened",
  "GET /payments/{batchId}": "opened",
  "GET /api/payment-batches/{batchId}": "opened",
  "GET /api/runs/{runId}/rows": "opened",
  "GET /matches/{caseId}/{candidateId}": "opened",
  "GET /api/matches/{caseId}/{candidateId}": "opened",
  "GET /to-tell/{messageId}": "opened",
  "GET /to-tell/{messageId}/letter": "tookFile",
  "GET /payments/{batchId}/file": "tookFile",
  "GET /api/payment-batches/{batchId}/file": "tookFile",
  "GET /fulfilment/{fulfiller}/order-file": "tookFile",
  "GET /runs/{runId}/results": "tookFile",
  "GET /exports/{exportId}/file": "tookFile",
  "GET /api/exports/{exportId}/file": "tookFile",
};

/** A place where people's work begins: a link of the navigation, and of the home page. Its roles are those of its route. */
export type Place = {
  readonly route: ReadRoute & `GET /${string}`;
  readonly text: string;
  readonly does: string;
  /** The navigation marks the place on pages whose path starts so. */
  readonly active: readonly string[];
  /** The home page shows the place only to people who may do this act; the navigation shows it to all of its roles. */
  readonly homeFor?: ActName;
};

export const places: readonly Place[] = [
  { route: "GET /cases", text: "Cases", does: "Applications that wait for a decision, and those decided", active: ["/cases"] },
  {
    route: "GET /matches",
    text: "Matches",
    does: "Cases that may be of a household which has applied before, for somebody to compare",
    active: ["/matches"],
  },
  {
    route: "GET /approvals",
    text: "Approvals",
    does: "Awards above their decider’s limit, which wait for a second person",
    active: ["/approvals"],
  },
  {
    route: "GET /to-tell",
    text: "To be told",
    does: "Decisions and questions that could not be sent, for a person to tell",
    active: ["/to-tell"],
  },
  { route: "GET /finance", text: "Money", does: "What each scheme has, has spent and has left", active: ["/finance"] },
  {
    route: "GET /payments",
    text: "Payments",
    does: "What the bank is to pay, the batches it is paid in, and what it rejected",
    active: ["/payments"],
  },
  { route: "GET /runs", text: "Runs", does: "Awards to many households at once, from a list or from chosen cases", active: ["/runs"] },
  {
    route: "GET /fulfilment",
    text: "Deliveries",
    does: "What was awarded, on its way to households, and what needs somebody",
    active: ["/fulfilment", "/lines"],
  },
  {
    route: "GET /schemes",
    text: "Schemes",
    does: "The rules, amounts and dates of each scheme, and changes to them",
    active: ["/scheme"],
    homeFor: "startDraftLike",
  },
  {
    route: "GET /services",
    text: "Services",
    does: "Who helps beside money, how they are reached, and changes to that",
    active: ["/service"],
    homeFor: "startNextDirectory",
  },
  {
    route: "GET /registers",
    text: "Lists",
    does: "What other schemes and offices hold on people: lists, their lawful basis, and until when they may be used",
    active: ["/registers"],
    homeFor: "uploadRegister",
  },
  {
    route: "GET /addresses",
    text: "Addresses",
    does: "The address list that residents choose their homes from, and a newer one in its place",
    active: ["/addresses"],
    homeFor: "loadAddresses",
  },
  {
    route: "GET /referrals-to-follow-up",
    text: "Follow-ups",
    does: "Referrals that a service gave back, or has not answered in time",
    active: ["/referrals-to-follow-up"],
  },
  { route: "GET /referrals", text: "Referrals", does: "People whom your service has been asked to help", active: ["/referrals"] },
  {
    route: "GET /operations",
    text: "Operations",
    does: "What could not be sent, delivered or ordered, and trying it again",
    active: ["/operations"],
  },
  { route: "GET /exports", text: "Exports", does: "Lists as files, for a spreadsheet or another program", active: ["/exports"] },
  { route: "GET /access", text: "Access", does: "Who signed in, was refused, opened a case or took a file", active: ["/access"] },
];

/** A page of one scheme's money: a link on all of them. Its roles are those of its route. */
type FinanceTab = { readonly route: ReadRoute & `GET /finance/{scheme}${string}`; readonly text: string };

/** In the order of the year: from day to day, then the returns, then the end. */
export const financeTabs: readonly FinanceTab[] = [
  { route: "GET /finance/{scheme}", text: "Money" },
  { route: "GET /finance/{scheme}/changes", text: "Budget changes" },
  { route: "GET /finance/{scheme}/returns", text: "Returns" },
  { route: "GET /finance/{scheme}/year-end", text: "Year end" },
  { route: "GET /finance/{scheme}/statements", text: "Public figures" },
  { route: "GET /finance/{scheme}/freedom-of-information", text: "Freedom of information" },
];

/** Limits that the local host and API Gateway both hold. A body over the limit is refused unread. */
export const limits = {
  bodyBytes: 256 * 1024,
  /** A file, with the form around it, or a list inside JSON. Lambda takes six megabytes of base64, which is a little more. */
  uploadBytes: 4.25 * 1024 * 1024,
  uploadRoutes: [
    "POST /runs",
    "POST /api/runs",
    "POST /addresses",
    "POST /api/address-lists",
    "POST /registers",
    "POST /api/registers",
    "POST /registers/{registerId}/files",
    "POST /api/registers/{registerId}/files",
    "POST /fulfilment/{fulfiller}/results",
    "POST /payments/{batchId}/results",
    "POST /finance/{scheme}/returns/{returnId}/filled-workbooks",
    "POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks",
    // A form that was sent on while roles were looked up again: it may have had a file.
    "POST /sign-in/renew",
  ] as readonly string[],
  requestsPerSecond: { public: 50, staff: 200 },
  burst: { public: 100, staff: 400 },
  /** The limit of public requests from one address, so that nobody uses up the limit that all callers share. */
  perSource: { requests: 300, seconds: 60, burst: 50 },
  /** The time a function has for a delivery, and the time for which SQS hides it: six times that, as AWS advises. */
  consumerSeconds: 60,
  visibilitySeconds: 360,
} as const;
