import type { AwardLine } from "../../../shared/domain/award/award.ts";
import type { EnvelopeId } from "../../../shared/domain/ledger/envelope.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { RuleResult } from "../../../shared/domain/rules/eligibility.ts";
import * as keys from "../../../shared/store/keys.ts";
import type { KindName } from "../../../shared/store/kinds.ts";
import type { RecordOf } from "../../../shared/store/schemas.ts";
import { applicationLike } from "../../examples.ts";

const at = "2026-11-20T10:00:00.000Z";
const day = "2026-11-20";
const by = { id: "assessor-1", name: "Asha Patel" };
const caseId = "ABCD-EFGH-JKMN";
const awardId = `${caseId}-A1`;
const householdId = "H-1";
const envelope: EnvelopeId = { scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" };
const drawnOn = { ...envelope, shard: 0 };
const bank = { way: "bank", name: "Robin Example", sortCode: "309430", accountNumber: "00733445", rollNumber: "R/1" } as const;
const evidence = [
  { evidence: "address", shown: "A letter" },
  { evidence: "income", waived: "tooUrgent" },
] as const;
const results: RuleResult[] = [
  {
    rule: "oldEnough",
    version: 1,
    verdict: "refer",
    because: "Look.",
    holds: true,
    inputs: { age: 42, needs: ["food"], is: true, why: "x" },
  },
];
const awardLine: AwardLine = {
  item: "foodParcel",
  label: "Food",
  category: "CRISIS_PAYMENT",
  delivery: "CASH",
  amount: pence(60_00),
  reason: "For the week.",
};
const claims = [{ need: "food", scheme: "CRF", awardId, on: day, window: "rolling", from: day, until: "2027-02-19" }] as const;
const assessment = {
  scheme: "CRF",
  schemeVersion: 1,
  facts: {
    today: day,
    needs: ["food"],
    claims: { claims: [...claims], spent: { CRF: pence(60_00) } },
    amount: pence(60_00),
    evidence: [...evidence],
    checks: ["dhpConsidered"],
    appliedUnder: "CRF",
  },
  results,
} as const;
const waits = {
  scheme: "CRF",
  category: "CRISIS_PAYMENT",
  priority: 2,
  since: at,
  by,
  total: pence(60_00),
  decisionId: "d",
  contentHash: "h",
} as const;
const run = { runId: "R-1", row: "2", preparedBy: by };
const address = { line1: "12 Sample Street", town: "Coventry", postcode: "CV1 2AB" };
const contact = { ways: ["text"], phone: "07700 900982", email: "robin@example.org", safety: "After six." } as const;
const mark = { personHash: "p", addressHash: "a" };
const counts = { inCategory: 1, inScheme: 1 };
const once = { inCategory: true, inScheme: false };

/** An item of every kind, with every field that it can have. */
export const examples: { readonly [K in KindName]: { readonly key: keys.Key<K>; readonly record: RecordOf<K> } } = {
  draft: {
    key: keys.draftKey("hash"),
    record: { caseId, formToken: "t", answers: { contact: { phone: "07", ways: ["text"] } }, sent: true, expiresAtSeconds: 1_800_000_000 },
  },
  session: {
    key: keys.sessionKey("hash"),
    record: {
      principal: { ...by, roles: ["assessor", "partner"], service: "earlyHelp" },
      pending: { state: "s", nonce: "n", verifier: "v", to: "/home" },
      formToken: "t",
      expiresAtSeconds: 1_800_000_000,
    },
  },
  staff: { key: keys.staffKey(by.id), record: { formToken: "t" } },
  case: {
    key: keys.caseKey(caseId),
    record: {
      caseId,
      status: "awarded",
      version: 3,
      urgent: true,
      submittedAt: at,
      householdId,
      applicantName: "Robin Example",
      needs: ["food"],
      lastEventHash: "h",
      possibleHouseholds: ["H-2"],
      barred: ["assessor-2"],
      decision: {
        decisionId: "d",
        contentHash: "h",
        kind: "awarded",
        at,
        by,
        scheme: "CRF",
        awardId,
        total: pence(60_00),
        approved: { by, at },
      },
    },
  },
  application: {
    key: keys.applicationKey(caseId),
    record: {
      // An account that no form would take today: what is stored is not held to the rules for what is typed.
      application: {
        ...applicationLike({
          applicant: { role: "organisation", helperName: "Sam", organisation: "A charity", permission: true },
          address: { kind: "settled", line2: "Flat 1", ...address },
          money: { monthlyIncome: 1_150_00, benefits: ["universalCredit"], savings: 20_00, monthlyHousingCosts: 500_00 },
          circumstances: { trigger: "suddenExpense", story: "It broke.", without: ["food"], helpFrom: ["freeSchoolMeals"] },
          wants: { needs: ["food"], details: "For two." },
          publicFunds: { noRecourse: "notSure" },
          contact: { ...contact, ways: ["text"] },
        }),
        payTo: bank,
      },
      contentHash: "h",
    },
  },
  event: {
    key: keys.eventKey(caseId, 2),
    record: {
      caseId,
      sequence: 2,
      at,
      by,
      detail: { kind: "awarded", awardId, reason: "Nothing to eat.", signposts: ["debtAdvice"], assessment, awaitsApproval: true },
      previousHash: "h",
      hash: "i",
    } as RecordOf<"event">,
  },
  referral: {
    key: keys.referralKey(caseId, `${caseId}-R1.1`),
    record: {
      referralId: `${caseId}-R1.1`,
      caseId,
      service: "earlyHelp",
      reasons: ["debt"],
      asks: "Please call.",
      urgent: true,
      person: { name: "Robin Example", householdSize: 2, children: 1 },
      contact: { ...contact, ways: ["text"] },
      consent: { agreed: true, at },
      requestedAt: at,
      requestedBy: by,
      answerDue: day,
      state: "accepted",
      steps: [{ state: "requested", at, by, note: "Soon.", stepId: "s" }],
      deliveredAt: at,
      version: 2,
    },
  },
  message: {
    key: keys.messageKey(caseId, `${caseId}-M1`),
    record: {
      messageId: `${caseId}-M1`,
      caseId,
      template: "received",
      channel: "text",
      to: "07700 900982",
      blanks: { reference: caseId },
      askedAt: at,
      state: "sent",
      sentAt: at,
    },
  },
  award: {
    key: keys.awardKey(caseId, awardId),
    record: {
      awardId,
      caseId,
      householdId,
      scheme: "CRF",
      schemeVersion: 1,
      lines: [awardLine],
      total: pence(60_00),
      committedAt: at,
      by,
      reason: "Nothing to eat.",
      decisionId: "d",
      results,
      drawnOn: [drawnOn],
      awaitsApproval: true,
      run,
      recipient: { name: "Robin Example", address, phone: "07700 900982", email: "robin@example.org", payTo: bank },
      evidence: [...evidence],
      checks: ["rolloverConfirmed"],
    },
  },
  approved: { key: keys.approvedKey(caseId, awardId), record: { caseId, awardId } },
  line: {
    key: keys.lineKey(caseId, `${awardId}.1`),
    record: {
      ...awardLine,
      lineId: `${awardId}.1`,
      awardId,
      caseId,
      householdId,
      line: 0,
      drawnOn,
      state: "issued",
      version: 1,
      steps: [{ step: "issue", at, by, key: "k", why: "Asked." }],
      awardedAt: at,
      decidedBy: [by.id],
      fulfiller: "codes",
      isOfRun: true,
      orders: 2,
      provided: { reference: "r", code: "c", expiresOn: day },
      payment: { batchId: "ABC123", paymentId: "ABC123-0001" },
      newPayee: { payee: { way: "cashCode", phone: "07700 900982" }, by: by.id },
      trouble: { because: "It came back.", at },
    },
  },
  order: { key: keys.orderKey(caseId, `${awardId}.1`, 1), record: { lineId: `${awardId}.1`, caseId, number: 1 } },
  payee: { key: keys.payeeKey(caseId), record: { caseId, payee: { way: "cashCode", email: "robin@example.org" }, at, by } },
  household: {
    key: keys.householdKey(householdId),
    record: {
      householdId,
      version: 1,
      claims,
      reached: { CRF: { awards: 1, categories: { CRISIS_PAYMENT: 1 } } },
      spent: { CRF: pence(60_00) },
    },
  },
  householdCase: { key: keys.householdCaseKey(householdId, caseId), record: { caseId, submittedAt: at } },
  person: { key: keys.personKey("p", "a"), record: { ...mark, householdId } },
  account: { key: keys.accountKey("h"), record: { accountHash: "h", households: new Set(["H-1", "H-2"]) } },
  envelope: {
    key: keys.shardKey(envelope, 0),
    record: {
      ...drawnOn,
      keeper: { by: "f", at: 1 },
      available: pence(1),
      frozen: pence(2),
      reserved: pence(3),
      committed: pence(4),
      paid: pence(5),
      dueBack: pence(6),
      returned: pence(7),
      payments: 1,
      awards: counts,
      households: counts,
    },
  },
  spread: { key: keys.spreadKey(envelope), record: { shards: 2 } },
  grant: { key: keys.grantKey("CRF"), record: { granted: pence(2), unallocated: pence(1) } },
  queue: {
    key: keys.waitingListKey("CRF", "CRISIS_PAYMENT"),
    record: { scheme: "CRF", category: "CRISIS_PAYMENT", waiting: 2, urgent: 1 },
  },
  waiter: {
    key: keys.waiterKey(waits, { submittedAt: at, caseId }),
    record: {
      ...waits,
      caseId,
      householdId,
      submittedAt: at,
      by: { ...by, roles: ["assessor"] },
      request: {
        seen: { version: 1, householdId },
        lines: [{ item: "foodParcel", amount: pence(60_00), delivery: "CASH", reason: "For the week." }],
        referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Please call." }],
        signposts: ["debtAdvice"],
        evidence: [...evidence],
        checks: ["dhpConsidered"],
        reason: "Nothing to eat.",
      },
      run,
    },
  },
  serve: {
    key: keys.serveKey("CRF", "CRISIS_PAYMENT", "ask"),
    record: { scheme: "CRF", category: "CRISIS_PAYMENT", askId: "ask", expiresAtSeconds: 1_800_000_000 },
  },
  budgetChange: {
    key: keys.budgetChangeKey("CRF", "change"),
    record: {
      kind: "transfer",
      amount: pence(1_00),
      budget: { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" },
      to: { category: "CRISIS_PAYMENT", period: "whole", pot: "urgent" },
      why: "More is urgent.",
      changeId: "change",
      scheme: "CRF",
      state: "refused",
      proposedBy: by,
      proposedAt: at,
      settled: { by, at, why: "Not now." },
    },
  },
  movedAlone: { key: keys.movedAloneKey("CRF", day, by.id), record: { moved: pence(1_00) } },
  budgetDay: { key: keys.budgetDayKey("CRF", day), record: { day, awarded: { "CRISIS_PAYMENT#whole#ordinary": pence(1) }, households: 1 } },
  checkedBooks: {
    key: keys.checkedKey("CRF"),
    record: { scheme: "CRF", checkedAt: at, entries: 1, differing: 1, differences: [{ place: "p", is: "1", shouldBe: "2" }] },
  },
  ledgerEntry: {
    key: keys.ledgerKey({
      ...drawnOn,
      entryId: "e",
      kind: "award",
      amount: pence(1),
      from: "available",
      to: "committed",
      at,
      by,
      why: "Food",
    }),
    record: {
      ...drawnOn,
      entryId: "e",
      kind: "award",
      amount: pence(1),
      from: "available",
      to: "committed",
      at,
      by,
      why: "Food",
      change: "c",
      award: { awardId, caseId, householdId, line: 0, item: "foodParcel", countsAward: once, countsHousehold: once },
    },
  },
  count: { key: keys.countKey("CRF", "2026-11", "noMoneyLeft", 3), record: { month: "2026-11", what: "noMoneyLeft", count: 2 } },
  nightlyRun: {
    key: keys.nightlyRunKey(at),
    record: {
      at,
      steps: [
        { step: "carry", says: "Carried.", outcome: "done", counts: { carried: 1 } },
        { step: "check", says: "Checked.", outcome: "failed", because: "It was busy." },
      ],
    },
  },
  publishedScheme: {
    key: keys.publishedKey("CRF", 2),
    record: { code: "CRF", version: 2, document: "{}", number: 1, draftId: "d", editors: [by], publishedAt: at, publishedBy: by },
  },
  publication: { key: keys.publicationKey(1), record: { code: "CRF", version: 2 } },
  schemeDraft: {
    key: keys.schemeDraftKey("d"),
    record: {
      draftId: "d",
      version: 1,
      document: "{}",
      startedFrom: "h",
      base: { scheme: "CRF", version: 1 },
      startedBy: by,
      editors: [by],
      changedAt: at,
      changedBy: by,
    },
  },
  schemeTrial: {
    key: keys.trialKey("t"),
    record: {
      trialId: "t",
      draftId: "d",
      draftVersion: 1,
      document: "{}",
      inForce: { scheme: "CRF", version: 1 },
      startedAt: at,
      startedBy: by,
    },
  },
  trialPart: { key: keys.trialPartKey("t", 1), record: { trialId: "t", part: 1, after: at } },
  trialResult: {
    key: keys.trialResultKey("t", 1),
    record: {
      trialId: "t",
      part: 1,
      totals: {
        cases: 2,
        changes: { same: 1, helped: 1 },
        helpedBy: { oldEnough: 1 },
        refusedBy: {},
        costs: { CRISIS_PAYMENT: { inForce: pence(0), draft: pence(1) } },
        unknown: { severalItems: 1 },
      },
      upTo: at,
      isLast: true,
    },
  },
  latestTrial: { key: keys.latestTrialKey("d"), record: { trialId: "t" } },
  run: {
    key: keys.runKey("R-1"),
    record: {
      title: "Winter",
      item: "foodParcel",
      delivery: "CASH",
      amount: pence(60_00),
      evidence: [...evidence],
      reason: "The cold.",
      runId: "R-1",
      from: "list",
      state: "running",
      version: 2,
      scheme: "CRF",
      rows: 1,
      parts: 1,
      readAs: "UTF-8",
      preparedBy: by,
      preparedAt: at,
      pass: 1,
      passAt: at,
      approvedBy: by,
      approvedAt: at,
      cancelledBy: by,
    },
  },
  runRows: {
    key: keys.runRowsKey("R-1", 1),
    record: {
      runId: "R-1",
      part: 1,
      list: [
        {
          row: 2,
          caseId,
          read: {
            reference: "1",
            name: "Robin Example",
            dateOfBirth: "1984-03-09",
            address,
            children: 1,
            phone: "07700 900982",
            email: "robin@example.org",
            item: "foodParcel",
            delivery: "CASH",
            amount: pence(60_00),
            payTo: bank,
          },
          mark,
        },
      ],
      cases: [{ row: 2, caseId, version: 1, householdId }],
    },
  },
  runPart: { key: keys.runPartKey("R-1", 1, 1, 0), record: { runId: "R-1", pass: 1, part: 1, attempt: 0, askedAt: at } },
  runResult: {
    key: keys.runResultKey("R-1", 1, 1, 0),
    record: {
      runId: "R-1",
      part: 1,
      pass: 1,
      number: 0,
      outcomes: [
        { row: 2, reference: "1", kind: "awarded", because: "Eligible.", category: "CRISIS_PAYMENT", amount: pence(60_00), awardId },
      ],
    },
  },
  paymentBatch: {
    key: keys.batchKey("ABC123"),
    record: {
      batchId: "ABC123",
      state: "released",
      version: 3,
      preparedAt: at,
      preparedBy: by,
      requestId: "r",
      payments: 1,
      total: pence(60_00),
      release: {
        at,
        by,
        createdOn: day,
        processingDay: day,
        payer: { serviceUserNumber: "123456", sortCode: "309430", accountNumber: "00733445", name: "COUNCIL" },
      },
    },
  },
  chosenLines: { key: keys.chosenKey("ABC123"), record: { lines: [{ lineId: `${awardId}.1`, caseId }] } },
  payment: {
    key: keys.paymentKey("ABC123", "ABC123-0001"),
    record: {
      paymentId: "ABC123-0001",
      batchId: "ABC123",
      lineId: `${awardId}.1`,
      awardId,
      caseId,
      householdId,
      label: "Food",
      amount: pence(60_00),
      payee: bank,
      reference: "R/1",
      accountHash: "h",
      addedBy: by.id,
      decidedBy: [by.id],
      payeeRecordedBy: by.id,
      state: "rejected",
      results: [{ result: "rejected", reason: "No such account.", at, file: "h" }],
    },
  },
  paymentImport: {
    key: keys.paymentImportKey("ABC123", "h"),
    record: {
      batchId: "ABC123",
      contentHash: "h",
      at,
      by,
      paid: 1,
      rejected: 1,
      known: 0,
      problems: [{ row: 3, because: "This is no batch." }],
      problemsInAll: 1,
    },
  },
};
