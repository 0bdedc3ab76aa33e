import type { Case, CaseStatus, UnlinkedCase } from "../domain/case/case.ts";
import type { Waiting } from "../domain/case/waiting-list.ts";
import type { Day } from "../domain/dates.ts";
import type { ServiceCode } from "../domain/directory/directory.ts";
import { type EnvelopeId, envelopeName } from "../domain/ledger/envelope.ts";
import { type EntryGroup, entryGroups, type LedgerEntry } from "../domain/ledger/ledger.ts";
import type { Fulfiller } from "../domain/line/fulfiller.ts";
import { type Line, type LineStage, stageOf } from "../domain/line/line.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import { table } from "../system.ts";

/** Every key of the table is made here, and nowhere else. */
export type Key = { pk: string; sk: string };
export type ListKey = { listPk: string; listSk: string };

const { families } = table;
const sequence = (number: number) => String(number).padStart(6, "0");

export const draftKey = (tokenHash: string): Key => ({ pk: `${families.draft}${tokenHash}`, sk: "DRAFT" });
export const sessionKey = (tokenHash: string): Key => ({ pk: `${families.session}${tokenHash}`, sk: "SESSION" });
export const staffKey = (id: string): Key => ({ pk: `${families.staff}${id}`, sk: "STAFF" });

export const casePartition = (caseId: string) => `${families.case}${caseId}`;
export const caseKey = (caseId: string): Key => ({ pk: casePartition(caseId), sk: "CASE" });
export const applicationKey = (caseId: string): Key => ({ pk: casePartition(caseId), sk: "APPLICATION" });
export const eventKey = (caseId: string, number: number): Key => ({ pk: casePartition(caseId), sk: `EVENT#${sequence(number)}` });
export const awardKey = (caseId: string, awardId: string): Key => ({ pk: casePartition(caseId), sk: `AWARD#${awardId}` });
export const referralKey = (caseId: string, referralId: string): Key => ({ pk: casePartition(caseId), sk: `REFERRAL#${referralId}` });
export const messageKey = (caseId: string, messageId: string): Key => ({ pk: casePartition(caseId), sk: `MESSAGE#${messageId}` });

export const householdPartition = (householdId: string) => `${families.household}${householdId}`;
export const householdKey = (householdId: string): Key => ({ pk: householdPartition(householdId), sk: "HOUSEHOLD" });
export const householdCaseKey = (householdId: string, caseId: string): Key => ({
  pk: householdPartition(householdId),
  sk: `CASE#${caseId}`,
});

export const personPartition = (personHash: string) => `${families.person}${personHash}`;
export const personKey = (personHash: string, addressHash: string): Key => ({ pk: personPartition(personHash), sk: `AT#${addressHash}` });

export const envelopePartition = (scheme: SchemeCode) => `${families.envelope}${scheme}`;
/** Two shards of one envelope are two partitions: a partition takes a thousand writes a second and no more. */
export const shardPartition = (scheme: SchemeCode, shard: number) =>
  shard === 0 ? envelopePartition(scheme) : `${envelopePartition(scheme)}#${sequence(shard)}`;
export const shardKey = (id: EnvelopeId, shard: number): Key => ({
  pk: shardPartition(id.scheme, shard),
  sk: `SHARD#${envelopeName(id)}`,
});
/** Into how many shards an envelope is spread. Not there while it is one. */
export const spreadKey = (id: EnvelopeId): Key => ({ pk: envelopePartition(id.scheme), sk: `SPREAD#${envelopeName(id)}` });
export const grantKey = (scheme: SchemeCode): Key => ({ pk: envelopePartition(scheme), sk: "GRANT" });

export const ledgerPartition = (id: EnvelopeId, shard: number) => `${families.ledger}${id.scheme}#${envelopeName(id)}#${sequence(shard)}`;
/** What came in before what was awarded, and each in the order of time: each kind is read without looking through the others. */
export const ledgerKey = (entry: LedgerEntry): Key => ({
  pk: ledgerPartition(entry, entry.shard),
  sk: `${ledgerKeyStart(entryGroups[entry.kind])}${entry.at}#${entry.entryId}`,
});
export const ledgerKeyStart = (group: EntryGroup) => `${group}#`;

/** How many wait for a category's money: read with every decision. */
export const queuedKey = (scheme: SchemeCode, category: Category): Key => ({ pk: envelopePartition(scheme), sk: `QUEUED#${category}` });
export const queuedKeyStart = "QUEUED#";
/** Those who wait, apart from the envelopes: whoever reads what is left does not read through a long queue. */
export const waitersPartition = (scheme: SchemeCode) => `${envelopePartition(scheme)}#WAITS`;
export const waitersKeyStart = (category: Category) => `WAITS#${category}#`;
/** In the order in which they are served. */
export const waiterKey = (
  { scheme, category, priority }: Pick<Waiting, "scheme" | "category" | "priority">,
  { submittedAt, caseId }: Pick<Case, "submittedAt" | "caseId">,
): Key => ({ pk: waitersPartition(scheme), sk: `${waitersKeyStart(category)}${priority}#${submittedAt}#${caseId}` });
/** Asks that a queue be served, where nothing that the stream brings would have it served. */
export const serveKey = (scheme: SchemeCode, category: Category, askId: string): Key => ({
  pk: waitersPartition(scheme),
  sk: `SERVE#${category}#${askId}`,
});

/** An award that a second person has approved: its lines can be sent out. */
export const approvedKey = (caseId: string, awardId: string): Key => ({ pk: casePartition(caseId), sk: `APPROVED#${awardId}` });

export const lineKey = (caseId: string, lineId: string): Key => ({ pk: casePartition(caseId), sk: `LINE#${lineId}` });
/** An order that was asked for of the provider. */
export const orderKey = (caseId: string, lineId: string, number: number): Key => ({
  pk: casePartition(caseId),
  sk: `ORDER#${lineId}#${number}`,
});
/** The work that a line is: what is wrong apart from the rest, then by how far it is, the oldest or the soonest to expire first. */
export const lineListKey = (line: Line): ListKey | undefined => {
  const stage = stageOf(line);
  return (
    line.fulfiller &&
    stage && { listPk: lineList(line.fulfiller, stage), listSk: `${line.provided?.expiresOn ?? line.awardedAt}#${line.lineId}` }
  );
};
export const lineList = (fulfiller: Fulfiller, stage: LineStage) => `${families.fulfil}${fulfiller}#${stage}`;

/** An undecided case stands by urgency and then by age, one that waits for money as money reaches it, a decided one by when it was decided. */
export const queueKey = (head: UnlinkedCase): ListKey => {
  const { status, caseId, submittedAt, urgent } = head;
  const first = head.status === "forMoney" ? head.waits.priority : Number(!urgent);
  const isDecided = head.status === "awarded" || head.status === "refused";
  return { listPk: queueList(status), listSk: isDecided ? `${head.decision.at}#${caseId}` : `${first}#${submittedAt}#${caseId}` };
};
export const queueList = (status: CaseStatus) => `${families.queue}${status}`;

/** A partner's list: open referrals before closed ones, and the soonest due first. */
export const partnerKey = (service: ServiceCode, isOpen: boolean, answerDue: string, referralId: string): ListKey => ({
  listPk: partnerList(service),
  listSk: `${isOpen ? 0 : 1}#${answerDue}#${referralId}`,
});
export const partnerList = (service: ServiceCode) => `${families.partner}${service}`;

/** Published versions, in one partition: the whole book is one read. */
export const publishedPartition = `${families.scheme}PUBLISHED`;
export const publishedKey = (scheme: SchemeCode, version: number): Key => ({
  pk: publishedPartition,
  sk: `${scheme}#${sequence(version)}`,
});
/** The place of a publication among all: two that were checked against the same book cannot both take it. */
export const publicationKey = (number: number): Key => ({ pk: `${families.scheme}PUBLICATIONS`, sk: sequence(number) });
export const draftsPartition = `${families.scheme}DRAFTS`;
export const schemeDraftKey = (draftId: string): Key => ({ pk: draftsPartition, sk: draftId });

/** The same for the directory of services, which is one document. */
export const publishedDirectoriesPartition = `${families.directory}PUBLISHED`;
export const publishedDirectoryKey = (version: number): Key => ({ pk: publishedDirectoriesPartition, sk: sequence(version) });
export const directoryPublicationKey = (number: number): Key => ({ pk: `${families.directory}PUBLICATIONS`, sk: sequence(number) });
export const directoryDraftsPartition = `${families.directory}DRAFTS`;
export const directoryDraftKey = (draftId: string): Key => ({ pk: directoryDraftsPartition, sk: draftId });

/** A trial of a draft and everything that came of it, in one partition: how far it is, is one read. */
export const trialPartition = (trialId: string) => `${families.scheme}TRIAL#${trialId}`;
export const trialKey = (trialId: string): Key => ({ pk: trialPartition(trialId), sk: "ABOUT" });
export const trialPartKey = (trialId: string, part: number): Key => ({ pk: trialPartition(trialId), sk: `TRIAL#${sequence(part)}` });
export const trialResultKey = (trialId: string, part: number): Key => ({ pk: trialPartition(trialId), sk: `RESULT#${sequence(part)}` });
export const latestTrialKey = (draftId: string): Key => ({ pk: `${families.scheme}TRIALS`, sk: draftId });

/** Counts of what happened, without whom it happened to. Shards keep a busy morning's counting from meeting at one item. */
export const countPartition = (scheme: SchemeCode) => `${families.count}${scheme}`;
export const countKey = (scheme: SchemeCode, month: string, what: string, shard: number): Key => ({
  pk: countPartition(scheme),
  sk: `${month}#${what}#${shard}`,
});

/** A run and everything of it, in one partition: its rows in parts, what each pass came to, and what is asked for next. */
export const runPartition = (runId: string) => `${families.run}${runId}`;
export const runKey = (runId: string): Key => ({ pk: runPartition(runId), sk: "RUN" });
export const runRowsKey = (runId: string, part: number): Key => ({ pk: runPartition(runId), sk: `ROWS#${sequence(part)}` });
export const runPartKey = (runId: string, pass: number, part: number, attempt: number): Key => ({
  pk: runPartition(runId),
  sk: `RUNPART#${sequence(pass)}#${sequence(part)}#${sequence(attempt)}`,
});
export const runResultStart = (part: number) => `RUNRESULT#${sequence(part)}#`;
export const runResultKey = (runId: string, part: number, pass: number, number: number): Key => ({
  pk: runPartition(runId),
  sk: `${runResultStart(part)}${sequence(pass)}#${sequence(number)}`,
});
export const runList = `${families.runList}ALL`;
export const runListKey = (preparedAt: string, runId: string): ListKey => ({ listPk: runList, listSk: `${preparedAt}#${runId}` });

/** What somebody told us afterwards of how to pay a case's household. */
export const payeeKey = (caseId: string): Key => ({ pk: casePartition(caseId), sk: "PAYEE" });
/** The households that are paid into one account, under its keyed hash. */
export const accountKey = (accountHash: string): Key => ({ pk: `${families.account}${accountHash}`, sk: "HOUSEHOLDS" });
/** A batch of payments with everything in it, in one partition: one read makes its file. */
export const batchPartition = (batchId: string) => `${families.batch}${batchId}`;
export const batchKey = (batchId: string): Key => ({ pk: batchPartition(batchId), sk: "BATCH" });
export const chosenKey = (batchId: string): Key => ({ pk: batchPartition(batchId), sk: "CHOSEN" });
export const paymentKey = (batchId: string, paymentId: string): Key => ({ pk: batchPartition(batchId), sk: `PAYMENT#${paymentId}` });
export const paymentImportKey = (batchId: string, contentHash: string): Key => ({
  pk: batchPartition(batchId),
  sk: `RESULTS#${contentHash}`,
});
/** Batches in the order in which they were prepared. */
export const batchListKey = (preparedAt: string, batchId: string): ListKey => ({ listPk: batchList, listSk: `${preparedAt}#${batchId}` });
export const batchList = `${families.batchList}ALL`;

/** What finance changed or wants to change in a scheme's money, apart from the envelopes: whoever reads what is left does not read through it. */
export const budgetChangesPartition = (scheme: SchemeCode) => `${envelopePartition(scheme)}#CHANGES`;
export const budgetChangeKey = (scheme: SchemeCode, changeId: string): Key => ({ pk: budgetChangesPartition(scheme), sk: changeId });
/** What one person has moved alone on one day. */
export const movedAloneKey = (scheme: SchemeCode, day: Day, personId: string): Key => ({
  pk: `${envelopePartition(scheme)}#ALONE`,
  sk: `${day}#${personId}`,
});
/** A scheme's money night by night: what its budgets had awarded, and whether every balance equalled its ledger. */
export const nightsPartition = (scheme: SchemeCode) => `${envelopePartition(scheme)}#NIGHTS`;
export const budgetDayKey = (scheme: SchemeCode, day: Day): Key => ({ pk: nightsPartition(scheme), sk: `DAY#${day}` });
export const checkedKey = (scheme: SchemeCode): Key => ({ pk: nightsPartition(scheme), sk: "CHECKED" });
/** What came of each night's work, by when it began. */
export const nightlyRunsPartition = `${families.night}RUNS`;
export const nightlyRunKey = (at: string): Key => ({ pk: nightlyRunsPartition, sk: at });
