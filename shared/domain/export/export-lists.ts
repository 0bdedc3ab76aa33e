import { functions, type Role } from "../../system.ts";
import type { CellKind, Column, ExportFilter } from "./export-column.ts";

const readersOf = {
  entries: functions.report.routes["GET /finance/{scheme}/entries"],
  awards: functions.award.routes["GET /awards/{awardId}"],
  lines: functions.fulfil.routes["GET /lines/{lineId}"],
  payments: functions.pay.routes["GET /payments/{batchId}"],
  budgets: functions.report.routes["GET /finance/{scheme}"],
  cases: functions.assess.routes["GET /cases"],
  referrals: functions.assess.routes["GET /cases/{caseId}"],
} as const;

/** What a list can be narrowed to, and which of it somebody has to say. */
export type FilterUse = { readonly [F in keyof ExportFilter]?: "needed" | "optional" };

export type ExportList = {
  readonly label: string;
  readonly does: string;
  /** Who sees the pages with the same rows. */
  readonly who: readonly Role[];
  readonly filters: FilterUse;
  /** What the two days of the filter are days of. */
  readonly days?: string;
  readonly columns: readonly Column[];
  /** The column that the export adds up, in pounds. */
  readonly sums?: string;
};

const column = (kind: CellKind) => (code: string, label: string, who?: readonly Role[]) => ({ code, label, kind, ...(who && { who }) });
const [text, pounds, count, day, time] = [column("text"), column("pounds"), column("count"), column("day"), column("time")];

const ids = [text("awardId", "Award"), text("caseId", "Case"), text("householdId", "Household")];

/** Every list that can be had as a file. Residents’ names, addresses, accounts and what was written about them are in none. */
export const exportLists = {
  entries: {
    label: "Ledger entries",
    does: "Every movement of a scheme’s money, and every correction of its counts.",
    who: readersOf.entries,
    filters: { scheme: "needed", category: "optional", from: "optional", to: "optional" },
    days: "the entries",
    columns: [
      ...[time("at", "At"), text("entryId", "Entry"), text("kind", "Kind"), text("category", "Category"), text("period", "Period")],
      ...[text("pot", "Pot"), pounds("amount", "Amount"), text("from", "From"), text("to", "To"), text("why", "What for")],
      ...[text("by", "By"), text("change", "Budget change"), text("awardId", "Award"), count("line", "Line"), text("item", "Item")],
      text("caseId", "Case", readersOf.awards),
      text("householdId", "Household", readersOf.awards),
    ],
  },
  awards: {
    label: "Awards",
    does: "Each award of a scheme once, with what it came to.",
    who: readersOf.awards,
    filters: { scheme: "needed", category: "optional", from: "optional", to: "optional" },
    days: "the awards",
    columns: [
      ...[time("at", "Awarded at"), ...ids, text("categories", "Categories"), count("lines", "Lines"), pounds("total", "Total")],
      ...[text("by", "Awarded by"), text("awaitsApproval", "Needed a second approval"), text("run", "Run")],
    ],
    sums: "total",
  },
  lines: {
    label: "Lines of awards",
    does: "Each item of each award, and where it stands now.",
    who: readersOf.lines,
    filters: { scheme: "needed", category: "optional", from: "optional", to: "optional" },
    days: "the awards",
    columns: [
      ...[
        time("at", "Awarded at"),
        text("lineId", "Line"),
        ...ids,
        text("category", "Category"),
        text("item", "Item"),
        text("label", "What"),
      ],
      ...[count("quantity", "Number"), pounds("amount", "Amount"), text("delivery", "Delivery"), text("fulfiller", "Brought by")],
      ...[text("state", "State"), time("stateAt", "In this state since")],
    ],
    sums: "amount",
  },
  payments: {
    label: "Bank payments",
    does: "Each payment of each batch, with the bank’s result.",
    who: readersOf.payments,
    filters: { from: "optional", to: "optional" },
    days: "the batches’ preparation",
    columns: [
      ...[
        time("preparedAt", "Batch prepared at"),
        text("batchId", "Batch"),
        text("batchState", "State of the batch"),
        day("day", "Day of payment"),
      ],
      ...[text("paymentId", "Payment"), text("lineId", "Line"), ...ids, pounds("amount", "Amount"), text("state", "State")],
      ...[time("resultAt", "Result at"), text("result", "Result")],
    ],
    sums: "amount",
  },
  budgets: {
    label: "Budgets",
    does: "Each budget of a scheme, and where its money stands now.",
    who: readersOf.budgets,
    filters: { scheme: "needed", category: "optional" },
    columns: [
      ...[
        text("category", "Category"),
        text("period", "Period"),
        text("pot", "Pot"),
        pounds("allocated", "Allocated"),
        pounds("available", "Left"),
      ],
      ...[pounds("frozen", "Frozen"), pounds("reserved", "Reserved"), pounds("committed", "Committed"), pounds("paid", "Paid")],
      ...[pounds("dueBack", "To return to the department"), pounds("returned", "Returned"), count("payments", "Payments")],
    ],
    sums: "allocated",
  },
  cases: {
    label: "Cases",
    does: "Each case, where it stands, and what was decided.",
    who: readersOf.cases,
    filters: { status: "optional", from: "optional", to: "optional" },
    days: "the applications",
    columns: [
      ...[time("submittedAt", "Applied at"), text("caseId", "Case"), text("householdId", "Household"), text("status", "Status")],
      ...[text("urgent", "Urgent"), text("needs", "Needs"), text("decision", "Decision"), time("decidedAt", "Decided at")],
      ...[text("decidedBy", "Decided by"), text("scheme", "Scheme"), text("awardId", "Award"), pounds("total", "Total")],
    ],
    sums: "total",
  },
  referrals: {
    label: "Referrals",
    does: "Each referral to each service, and what came of it.",
    who: readersOf.referrals,
    filters: { from: "optional", to: "optional" },
    days: "the requests",
    columns: [
      ...[time("requestedAt", "Requested at"), text("referralId", "Referral"), text("caseId", "Case"), text("service", "Service")],
      ...[text("reasons", "Reasons"), text("urgent", "Urgent"), day("answerDue", "Answer due"), text("state", "State")],
      ...[time("stateAt", "In this state since"), text("requestedBy", "Requested by")],
    ],
  },
  openSpending: {
    label: "Payments over £500",
    does: "The file that the transparency code asks for each quarter. It names no person.",
    who: readersOf.budgets,
    filters: { scheme: "needed", from: "needed", to: "needed" },
    days: "the payments",
    columns: [
      ...[day("date", "Date"), text("department", "Department"), text("beneficiary", "Beneficiary"), text("purpose", "Summary of purpose")],
      ...[pounds("amount", "Amount"), pounds("vat", "VAT that cannot be recovered"), text("merchantCategory", "Merchant category")],
    ],
    sums: "amount",
  },
} as const satisfies Readonly<Record<string, ExportList>>;

export type ExportListName = keyof typeof exportLists;
export const exportListNames = Object.keys(exportLists) as ExportListName[];
export const isExportList = (name: string): name is ExportListName => Object.hasOwn(exportLists, name);

/** A list's row, without the exact words in it. */
export const listOf = (name: ExportListName): ExportList => exportLists[name];
