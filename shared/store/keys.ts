import type { Case, CaseStatus } from "../domain/case.ts";
import { type EnvelopeId, envelopeName } from "../domain/envelope.ts";
import { type EntryGroup, entryGroups, type LedgerEntry } from "../domain/ledger.ts";
import type { ServiceCode } from "../domain/onward-help.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
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

export const lineKey = (caseId: string, lineId: string): Key => ({ pk: casePartition(caseId), sk: `LINE#${lineId}` });

/** An open case stands by urgency and then by age; a decided one by when it was decided. */
export const queueKey = ({
  status,
  urgent,
  submittedAt,
  caseId,
  decision,
}: Pick<Case, "status" | "urgent" | "submittedAt" | "caseId" | "decision">): ListKey => ({
  listPk: queueList(status),
  listSk: decision ? `${decision.at}#${caseId}` : `${urgent ? 0 : 1}#${submittedAt}#${caseId}`,
});
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
