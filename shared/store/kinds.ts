import type { Family, QueueName, table } from "../system.ts";

/**
 * Every kind of stored item, one row each, as plain data: where it stands, whom it tells, what is personal in it and how
 * long it is kept. The relay reads this file, so it imports types alone. The content of each kind is in schemas.ts.
 */

/** The time for which an item is kept. Years count from the last step of the case, run, batch or scheme that it belongs to. */
type Keeping = { readonly for: "its expiry" | "always" | `${number} years`; readonly because: string };

type ListFamily = (typeof table.index.families)[number];

type KindOfItem = {
  readonly family: Family;
  /** The part of the partition key beside its family and an id. */
  readonly within?: string;
  /** The start of the sort key; empty if it is an id or a time alone. */
  readonly sortKey: string | readonly string[];
  /** The list of the index that it stands in, or the lists of which it stands in one at a time. */
  readonly list?: ListFamily | readonly ListFamily[];
  /** The functions that are told when one is put. */
  readonly tells?: readonly QueueName[];
  /** They are told only of items whose sort key starts in one of these ways. */
  readonly tellsOf?: readonly string[];
  /** Its fields that say something about a resident. Ids say nothing by themselves, and staff are named wherever they act. */
  readonly personal: readonly string[];
  readonly kept: Keeping;
};

const asWelfareRecord = { for: "5 years", because: "Councils keep local welfare records five years after the last decision." } as const;
const asAccounts = { for: "6 years", because: "Records of payments are audited, and can be disputed, for six years." } as const;
const toReplay = { for: "always", because: "Decisions are replayed under the very version that made them." } as const;
const forFigures = { for: "always", because: "It holds figures and names nobody, and years are compared by it." } as const;
const untilUsedUp = { for: "its expiry", because: "A list of people is kept until the last day on which it may be used." } as const;
const untilFetched = {
  for: "its expiry",
  because: "It says where a file is that somebody asked for. Both are gone after some days.",
} as const;

export const kinds = {
  draft: {
    family: "draft",
    sortKey: "DRAFT",
    personal: ["answers"],
    kept: { for: "its expiry", because: "Nobody has sent it. It lives for a day." },
  },
  session: {
    family: "session",
    sortKey: "SESSION",
    list: "sessionList",
    personal: ["principal"],
    kept: { for: "its expiry", because: "It ends with the working day." },
  },
  seen: {
    family: "seen",
    sortKey: "SEEN",
    personal: [],
    kept: { for: "its expiry", because: "It says when a session was last used, and ends with it." },
  },
  returnedForm: {
    family: "returned",
    sortKey: "FORM#",
    personal: ["sealed"],
    kept: { for: "its expiry", because: "It is what somebody typed into a form that could not be taken. It is shown to them for an hour." },
  },
  access: {
    family: "access",
    sortKey: "",
    list: "accessList",
    personal: [],
    kept: { for: "its expiry", because: "Who opened what is asked about within the year. For longer it would only follow staff about." },
  },
  staff: {
    family: "staff",
    sortKey: "STAFF",
    personal: [],
    kept: { for: "always", because: "It holds a random token that each sign-in uses again." },
  },

  toDoMessage: {
    family: "staff",
    within: "MESSAGES",
    sortKey: "WISHES#",
    personal: [],
    kept: { for: "always", because: "It is a member of staff’s own wish and email address, until they wish otherwise." },
  },

  case: { family: "case", sortKey: "CASE", list: "caseList", personal: ["applicantName", "needs", "decision"], kept: asWelfareRecord },
  application: { family: "case", sortKey: "APPLICATION", personal: ["application"], kept: asWelfareRecord },
  event: { family: "case", sortKey: "EVENT#", personal: ["detail"], kept: asWelfareRecord },
  referral: {
    family: "case",
    sortKey: "REFERRAL#",
    list: "partner",
    tells: ["deliverReferrals"],
    personal: ["reasons", "asks", "person", "contact", "steps"],
    kept: asWelfareRecord,
  },
  followUp: { family: "case", sortKey: "FOLLOWUP#", list: "followUps", personal: ["name", "said"], kept: asWelfareRecord },
  message: {
    family: "case",
    sortKey: "MESSAGE#",
    list: ["toTell", "held"],
    tells: ["sendMessages"],
    personal: ["to", "blanks", "tried"],
    kept: asWelfareRecord,
  },
  award: {
    family: "case",
    sortKey: "AWARD#",
    tells: ["startLines"],
    personal: ["lines", "reason", "results", "recipient", "claimsBefore", "evidence"],
    kept: asAccounts,
  },
  approved: { family: "case", sortKey: "APPROVED#", tells: ["startLines"], personal: [], kept: asAccounts },
  line: {
    family: "case",
    sortKey: "LINE#",
    list: "fulfil",
    personal: [
      ...["label", "reason", "steps", "provided", "newPayee", "destination", "paidTo", "sentBefore"],
      ...["trouble", "takingBack", "notes"],
    ],
    kept: asAccounts,
  },
  match: {
    family: "case",
    sortKey: "MATCH#",
    list: "matches",
    personal: ["applicantName", "score", "settled", "reopened"],
    kept: asWelfareRecord,
  },
  order: { family: "case", sortKey: "ORDER#", tells: ["sendOrders"], personal: [], kept: asAccounts },
  payee: { family: "case", sortKey: "PAYEE", personal: ["payee", "why", "confirmed", "earlier"], kept: asAccounts },

  household: { family: "household", sortKey: "HOUSEHOLD", personal: ["claims", "contact", "interests"], kept: asAccounts },
  householdCase: { family: "household", sortKey: "CASE#", personal: [], kept: asWelfareRecord },
  householdIdentity: { family: "household", sortKey: "IDENTITY", personal: ["sealed"], kept: asAccounts },
  householdChange: { family: "household", sortKey: "CHANGE#", personal: ["says", "reason"], kept: asAccounts },
  matchKey: { family: "match", sortKey: "HOUSEHOLDS", personal: ["hash"], kept: asAccounts },
  filed: {
    family: "filed",
    sortKey: "",
    personal: ["filedHash"],
    kept: { for: "its expiry", because: "It counts the applications of a day, and tells nothing once that is over." },
  },
  texted: {
    family: "texted",
    sortKey: "",
    personal: ["phoneHash"],
    kept: { for: "its expiry", because: "It counts the texts of a day to one number, and tells nothing once that is over." },
  },
  account: { family: "account", sortKey: "HOUSEHOLDS", personal: ["accountHash"], kept: asAccounts },

  addressList: {
    family: "gazetteer",
    within: "LIST",
    sortKey: "NOW",
    personal: [],
    kept: { for: "always", because: "It names the address list that is looked up in now. The next list takes its place." },
  },
  listedAddresses: {
    family: "gazetteer",
    within: "AT",
    sortKey: "",
    personal: [],
    kept: { for: "its expiry", because: "It holds every address of a postcode, and says nothing of who lives there." },
  },

  envelope: { family: "envelope", sortKey: "SHARD#", personal: [], kept: forFigures },
  spread: { family: "envelope", sortKey: "SPREAD#", personal: [], kept: forFigures },
  grant: { family: "envelope", sortKey: "GRANT", personal: [], kept: forFigures },
  queue: { family: "envelope", sortKey: "QUEUED#", personal: [], kept: forFigures },
  waiter: {
    family: "envelope",
    within: "WAITS",
    sortKey: "WAITS#",
    tells: ["serveWaitingList"],
    personal: ["request"],
    kept: asWelfareRecord,
  },
  serve: {
    family: "envelope",
    within: "WAITS",
    sortKey: "SERVE#",
    tells: ["serveWaitingList"],
    personal: [],
    kept: { for: "its expiry", because: "It has been answered within the hour." },
  },
  budgetChange: { family: "envelope", within: "CHANGES", sortKey: "", personal: [], kept: asAccounts },
  movedAlone: { family: "envelope", within: "ALONE", sortKey: "", personal: [], kept: asAccounts },
  decidedInAll: { family: "envelope", within: "DECIDED", sortKey: "", personal: [], kept: asAccounts },
  budgetDay: { family: "envelope", within: "NIGHTS", sortKey: "DAY#", personal: [], kept: forFigures },
  checkedBooks: { family: "envelope", within: "NIGHTS", sortKey: "CHECKED", personal: [], kept: forFigures },
  ledgerEntry: {
    family: "ledger",
    sortKey: ["MONEYIN#", "MONEYOUT#", "AWARDED#", "STEP#", "MONEYBACK#", "COUNTED#", "SPENT#"],
    tells: ["serveWaitingList"],
    tellsOf: ["MONEYIN#", "MONEYBACK#"],
    personal: [],
    kept: { for: "always", because: "Every figure equals its recomputation from the ledger, which nothing is taken out of." },
  },
  lineBook: { family: "lineBook", sortKey: "BOOK", personal: [], kept: forFigures },
  bookPart: { family: "lineBook", sortKey: "PART#", personal: [], kept: forFigures },
  foundOfAward: { family: "lineBook", within: "FOUND", sortKey: "", personal: [], kept: forFigures },
  count: { family: "count", sortKey: "", personal: [], kept: forFigures },
  nightlyRun: { family: "night", within: "RUNS", sortKey: "", personal: [], kept: forFigures },

  yearEndPlan: { family: "yearEnd", sortKey: "PLAN#", personal: [], kept: asAccounts },
  yearEndOpen: { family: "yearEnd", sortKey: "OPEN#", personal: [], kept: asAccounts },
  yearEndItems: { family: "yearEnd", sortKey: "ITEMS#", personal: [], kept: asAccounts },
  yearEndMoved: { family: "yearEnd", sortKey: "MOVED#", personal: [], kept: asAccounts },
  yearEndDone: { family: "yearEnd", sortKey: "DONE#", personal: [], kept: asAccounts },
  yearEndPart: { family: "yearEnd", sortKey: "YEARENDPART#", tells: ["closeYear"], personal: [], kept: asAccounts },

  publishedScheme: { family: "scheme", within: "PUBLISHED", sortKey: "", personal: [], kept: toReplay },
  publication: { family: "scheme", within: "PUBLICATIONS", sortKey: "", personal: [], kept: toReplay },
  schemeDraft: {
    family: "scheme",
    within: "DRAFTS",
    sortKey: "",
    personal: [],
    kept: { for: "always", because: "It ends when somebody publishes it or throws it away." },
  },
  publishedDirectory: { family: "directory", within: "PUBLISHED", sortKey: "", personal: [], kept: toReplay },
  directoryPublication: { family: "directory", within: "PUBLICATIONS", sortKey: "", personal: [], kept: toReplay },
  directoryDraft: {
    family: "directory",
    within: "DRAFTS",
    sortKey: "",
    personal: [],
    kept: { for: "always", because: "It ends when somebody publishes it or throws it away." },
  },
  schemeTrial: { family: "scheme", within: "TRIAL", sortKey: "ABOUT", personal: [], kept: forFigures },
  trialPart: { family: "scheme", within: "TRIAL", sortKey: "TRIAL#", tells: ["tryScheme"], personal: [], kept: forFigures },
  trialResult: { family: "scheme", within: "TRIAL", sortKey: "RESULT#", personal: [], kept: forFigures },
  latestTrial: { family: "scheme", within: "TRIALS", sortKey: "", personal: [], kept: forFigures },

  statement: { family: "statement", sortKey: "STATEMENT#", personal: [], kept: forFigures },
  statementAsked: { family: "statement", sortKey: "ASKED#", tells: ["countStatement"], personal: [], kept: forFigures },
  publicStatement: { family: "statement", within: "PUBLIC", sortKey: "", personal: [], kept: forFigures },

  preparedReturn: { family: "return", sortKey: "RETURN#", personal: [], kept: forFigures },
  returnPeriod: { family: "return", sortKey: "PERIOD#", personal: [], kept: forFigures },
  returnFigures: { family: "return", sortKey: "FIGURES", personal: [], kept: forFigures },
  recount: { family: "return", sortKey: "RECOUNT#", personal: [], kept: forFigures },
  countAsked: { family: "return", sortKey: "COUNTASKED#", tells: ["countReturn"], personal: [], kept: forFigures },

  register: { family: "register", within: "LISTS", sortKey: "", personal: [], kept: asAccounts },
  registerRows: { family: "register", sortKey: "ROWS#", personal: ["sealed"], kept: untilUsedUp },
  registerSending: { family: "register", sortKey: "SENDING", personal: [], kept: untilUsedUp },
  registerPart: { family: "register", sortKey: "REGISTERPART#", tells: ["loadRegisters"], personal: [], kept: untilUsedUp },
  registerEntry: { family: "registerEntry", sortKey: "", personal: ["entryHash"], kept: untilUsedUp },

  run: { family: "run", sortKey: "RUN", list: "runList", personal: [], kept: asAccounts },
  runRows: { family: "run", sortKey: "ROWS#", personal: ["list"], kept: asAccounts },
  runSending: { family: "run", sortKey: "SENDING", personal: [], kept: asAccounts },
  runPart: { family: "run", sortKey: "RUNPART#", tells: ["runAwards"], personal: [], kept: asAccounts },
  runLook: { family: "run", sortKey: "LOOK", personal: ["places", "sample"], kept: asAccounts },
  runResult: { family: "run", sortKey: "RUNRESULT#", personal: ["outcomes"], kept: asAccounts },

  paymentBatch: { family: "batch", sortKey: "BATCH", list: "batchList", personal: ["release"], kept: asAccounts },
  chosenLines: { family: "batch", sortKey: "CHOSEN", personal: [], kept: asAccounts },
  payment: {
    family: "batch",
    sortKey: "PAYMENT#",
    personal: ["label", "payee", "reference", "accountHash", "wholeAccountHash", "payeeChange", "sentBefore"],
    kept: asAccounts,
  },
  export: { family: "export", sortKey: "EXPORT#", personal: [], kept: untilFetched },
  exportPart: { family: "export", sortKey: "EXPORTPART#", tells: ["writeExports"], personal: [], kept: untilFetched },

  paymentImport: { family: "batch", sortKey: "RESULTS#", personal: ["problems"], kept: asAccounts },
} as const satisfies Record<string, KindOfItem>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];

/** A kind's row, without the exact words in it. */
export const rowOf = (kind: KindName): KindOfItem => kinds[kind];

/** Every way in which sort keys of a kind start. */
export const sortKeysOf = (kind: KindName): readonly string[] => {
  const { sortKey } = rowOf(kind);
  return typeof sortKey === "string" ? [sortKey] : sortKey;
};

/** The starts of sort keys that select the items of a queue. */
export const toldOf = (queue: QueueName): readonly string[] =>
  kindNames.flatMap((kind) => (rowOf(kind).tells?.includes(queue) ? (rowOf(kind).tellsOf ?? sortKeysOf(kind)) : []));

/** The starts of sort keys that any function is told of. */
export type ToldStart = {
  [K in KindName]: (typeof kinds)[K] extends { tellsOf: readonly (infer Start)[] }
    ? Start
    : (typeof kinds)[K] extends { tells: object; sortKey: infer Start }
      ? Start
      : never;
}[KindName];
