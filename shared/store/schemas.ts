import type * as z from "zod/mini";
import type { KindName } from "./kinds.ts";
import * as addresses from "./schemas/addresses.ts";
import * as awards from "./schemas/awards.ts";
import * as books from "./schemas/books.ts";
import * as budgets from "./schemas/budgets.ts";
import * as cases from "./schemas/cases.ts";
import * as directories from "./schemas/directories.ts";
import * as exports from "./schemas/exports.ts";
import * as payments from "./schemas/payments.ts";
import * as people from "./schemas/people.ts";
import * as registers from "./schemas/registers.ts";
import * as returns from "./schemas/returns.ts";
import * as runs from "./schemas/runs.ts";
import * as schemes from "./schemas/schemes.ts";
import * as statements from "./schemas/statements.ts";
import * as yearEnds from "./schemas/year-ends.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Brings what an item holds from one format to the next. */
type Upgrade = (fields: Fields) => Fields;

/** The content of a kind. The first upgrade is from format 1, so the newest format is one more than there are upgrades. */
type Content<T> = { readonly schema: () => z.ZodMiniType<T>; readonly upgrades?: readonly Upgrade[] };

/** The other half of each kind's row: what it holds, in its newest format. */
const schemas = {
  draft: { schema: people.draft },
  session: { schema: people.session },
  seen: { schema: people.seen },
  returnedForm: { schema: people.returnedForm },
  access: { schema: people.access },
  staff: { schema: people.staff },
  toDoMessage: { schema: people.toDoMessage },

  case: { schema: cases.caseHead },
  application: { schema: cases.storedApplication },
  event: { schema: cases.caseEvent },
  referral: { schema: cases.referral },
  followUp: { schema: cases.followUp },
  message: { schema: cases.message },
  award: {
    schema: awards.award,
    // Nobody was asked for evidence or checks before format 2.
    upgrades: [(award) => ({ evidence: [], checks: [], ...award })],
  },
  approved: { schema: awards.approved },
  line: { schema: awards.line },
  match: { schema: cases.match },
  order: { schema: awards.order },
  payee: { schema: awards.payeeRecord },

  household: { schema: people.household },
  householdCase: { schema: people.householdCase },
  householdIdentity: { schema: people.householdIdentity },
  householdChange: { schema: people.householdChange },
  matchKey: { schema: people.matchKey },
  filed: { schema: people.filed },
  texted: { schema: people.texted },
  account: { schema: people.account },

  addressList: { schema: addresses.addressList },
  listedAddresses: { schema: addresses.listedAddresses },

  lineBook: { schema: books.lineBook },
  bookPart: { schema: books.bookPart },
  foundOfAward: { schema: books.foundOfAward },

  envelope: { schema: budgets.envelope },
  spread: { schema: budgets.spread },
  grant: { schema: budgets.grant },
  queue: { schema: budgets.queue },
  waiter: { schema: awards.waiter },
  serve: { schema: budgets.serve },
  budgetChange: { schema: budgets.budgetChange },
  movedAlone: { schema: budgets.movedAlone },
  decidedInAll: { schema: budgets.decidedInAll },
  budgetDay: { schema: budgets.budgetDay },
  checkedBooks: { schema: budgets.checkedBooks },
  ledgerEntry: { schema: budgets.ledgerEntry },
  count: { schema: budgets.count },
  nightlyRun: { schema: budgets.nightlyRun },

  yearEndPlan: { schema: yearEnds.yearEndPlan },
  yearEndOpen: { schema: yearEnds.yearEndOpen },
  yearEndItems: { schema: yearEnds.yearEndItems },
  yearEndMoved: { schema: yearEnds.yearEndMoved },
  yearEndDone: { schema: yearEnds.yearEndDone },
  yearEndPart: { schema: yearEnds.yearEndPart },

  publishedScheme: { schema: schemes.publishedScheme },
  publication: { schema: schemes.publication },
  schemeDraft: { schema: schemes.schemeDraft },
  publishedDirectory: { schema: directories.publishedDirectory },
  directoryPublication: { schema: directories.directoryPublication },
  directoryDraft: { schema: directories.directoryDraft },
  schemeTrial: { schema: schemes.schemeTrial },
  trialPart: { schema: schemes.trialPart },
  trialResult: { schema: schemes.trialResult },
  latestTrial: { schema: schemes.latestTrial },

  statement: { schema: statements.statement },
  statementAsked: { schema: statements.statementAsked },
  publicStatement: { schema: statements.publicStatement },

  preparedReturn: { schema: returns.preparedReturn },
  returnPeriod: { schema: returns.returnPeriod },
  returnFigures: { schema: returns.returnFigures },
  recount: { schema: returns.recount },
  countAsked: { schema: returns.countAsked },

  register: { schema: registers.register },
  registerRows: { schema: registers.registerRows },
  registerSending: { schema: registers.registerSending },
  registerPart: { schema: registers.registerPart },
  registerEntry: { schema: registers.registerEntry },

  run: { schema: runs.run },
  runRows: { schema: runs.runRows },
  runSending: { schema: runs.runSending },
  runPart: { schema: runs.runPart },
  runLook: { schema: runs.runLook },
  runResult: { schema: runs.runResult },

  paymentBatch: { schema: payments.paymentBatch },
  chosenLines: { schema: payments.chosenLines },
  payment: { schema: payments.payment },
  paymentImport: { schema: payments.paymentImport },

  export: { schema: exports.storedExport },
  exportPart: { schema: exports.exportPart },
} as const satisfies { readonly [K in KindName]: Content<object> };

/** The record type of a kind: reading returns it, and writing takes it. */
export type RecordOf<K extends KindName> = z.infer<ReturnType<(typeof schemas)[K]["schema"]>>;

type Schemas = { readonly [K in KindName]: Content<RecordOf<K>> };

export const contentOf = <K extends KindName>(kind: K): Schemas[K] => (schemas as Schemas)[kind];

export const formatOf = (kind: KindName): number => (contentOf(kind).upgrades?.length ?? 0) + 1;

type Def = { readonly shape?: object; readonly options?: readonly { readonly _zod: { readonly def: Def } }[] };
const fieldsIn = ({ shape = {}, options = [] }: Def): readonly string[] => [
  ...Object.keys(shape),
  ...options.flatMap(({ _zod }) => fieldsIn(_zod.def)),
];

/** The fields that items of a kind can have, in any of its forms. */
export const fieldsOf = (kind: KindName): readonly string[] => {
  const { _zod } = contentOf(kind).schema() as unknown as { readonly _zod: { readonly def: Def } };
  return [...new Set(fieldsIn(_zod.def))];
};
