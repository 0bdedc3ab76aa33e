import type { Case, CaseStatus, UnlinkedCase } from "../domain/case/case.ts";
import { clockStart } from "../domain/case/case-clock.ts";
import type { HeldCause } from "../domain/case/held-message.ts";
import { isToTell, type Message } from "../domain/case/message.ts";
import type { Waiting, WaitsFor } from "../domain/case/waiting-list.ts";
import type { Day } from "../domain/dates.ts";
import type { ServiceCode } from "../domain/directory/directory.ts";
import type { Match } from "../domain/identity/match.ts";
import { type EnvelopeId, envelopeName } from "../domain/ledger/envelope.ts";
import { type EntryGroup, entryGroups, type LedgerEntry } from "../domain/ledger/ledger.ts";
import type { Fulfiller } from "../domain/line/fulfiller.ts";
import { type Line, type LineStage, stageOf } from "../domain/line/line.ts";
import type { FollowedUpState, FollowUp } from "../domain/referral/follow-up.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import type { PlanKind, YearEndPass } from "../domain/year-end/year-end-plan.ts";
import { table } from "../system.ts";
import { type KindName, kinds } from "./kinds.ts";

/** Every key of the table is made here, and nowhere else. A key knows its kind, so that nothing is put under another's. */
export type Key<K extends KindName = KindName> = { pk: string; sk: string; readonly of?: K };
export type ListKey = { listPk: string; listSk: string };

const { families } = table;
const sequence = (number: number) => String(number).padStart(6, "0");

/** The kinds whose sort key starts in one way only. */
type Plain = { [K in KindName]: (typeof kinds)[K]["sortKey"] extends string ? K : never }[KindName];

const keyOf = <K extends Plain>(kind: K, pk: string, rest = ""): Key<K> => ({ pk, sk: `${kinds[kind].sortKey}${rest}` });

export const draftKey = (tokenHash: string) => keyOf("draft", `${families.draft}${tokenHash}`);
export const sessionKey = (tokenHash: string) => keyOf("session", `${families.session}${tokenHash}`);
/** Sessions of signed-in people, the oldest first. */
export const sessionList = `${families.sessionList}ALL`;
export const sessionListKey = (startedAt: string, sessionId: string): ListKey => ({
  listPk: sessionList,
  listSk: `${startedAt}#${sessionId}`,
});
export const seenKey = (tokenHash: string) => keyOf("seen", `${families.seen}${tokenHash}`);
export const returnedFormKey = (holderHash: string, formId: string) => keyOf("returnedForm", `${families.returned}${holderHash}`, formId);
/** Access records, day by day. */
export const accessPartition = (day: Day) => `${families.access}${day}`;
export const accessKey = (day: Day, at: string, accessId: string) => keyOf("access", accessPartition(day), `${at}#${accessId}`);
/** The same for one case, batch or run. */
export const accessList = (of: string) => `${families.accessList}${of}`;
export const accessListKey = (of: string, at: string, accessId: string): ListKey => ({
  listPk: accessList(of),
  listSk: `${at}#${accessId}`,
});
export const staffKey = (id: string) => keyOf("staff", `${families.staff}${id}`);
/** Staff who wish a message about what waits for them. */
export const toDoMessagesPartition = `${families.staff}${kinds.toDoMessage.within}`;
export const toDoMessageKey = (personId: string) => keyOf("toDoMessage", toDoMessagesPartition, personId);

export const casePartition = (caseId: string) => `${families.case}${caseId}`;
export const caseKey = (caseId: string) => keyOf("case", casePartition(caseId));
export const applicationKey = (caseId: string) => keyOf("application", casePartition(caseId));
export const eventKey = (caseId: string, number: number) => keyOf("event", casePartition(caseId), sequence(number));
export const awardKey = (caseId: string, awardId: string) => keyOf("award", casePartition(caseId), awardId);
export const referralKey = (caseId: string, referralId: string) => keyOf("referral", casePartition(caseId), referralId);
export const followUpKey = (caseId: string, referralId: string) => keyOf("followUp", casePartition(caseId), referralId);
export const messageKey = (caseId: string, messageId: string) => keyOf("message", casePartition(caseId), messageId);

/** The list of what a person has to tell, the longest waiting first; or that of held messages, those due soonest first. */
export const messageListKey = (message: Pick<Message, "messageId" | "askedAt" | "state" | "held">): ListKey | undefined => {
  const { messageId, askedAt, held } = message;
  if (isToTell(message)) return { listPk: toTellList, listSk: `${askedAt}#${messageId}` };
  return held && { listPk: heldList(held.cause), listSk: `${held.until}#${messageId}` };
};
export const heldList = (cause: HeldCause) => `${families.held}${cause}`;
export const toTellList = `${families.toTell}ALL`;

export const householdPartition = (householdId: string) => `${families.household}${householdId}`;
export const householdKey = (householdId: string) => keyOf("household", householdPartition(householdId));
export const householdCaseKey = (householdId: string, caseId: string) => keyOf("householdCase", householdPartition(householdId), caseId);

/** A household's identity, sealed. */
export const householdIdentityKey = (householdId: string) => keyOf("householdIdentity", householdPartition(householdId));
/** Staff's changes of a household, in the order of time. */
export const householdChangeKey = (householdId: string, at: string, changeId: string) =>
  keyOf("householdChange", householdPartition(householdId), `${at}#${changeId}`);

/** The households that share one identifier, under its keyed hash. */
export const identifierKey = (hash: string) => keyOf("matchKey", `${families.match}${hash}`);

/** A case, and a household that may be the same one as the case's. */
export const matchKey = (caseId: string, candidateId: string) => keyOf("match", casePartition(caseId), candidateId);
/** Matches that nobody has settled yet: urgent cases first, then those that wait longest. */
export const openMatches = `${families.matches}OPEN`;
export const matchListKey = ({ state, urgent, since, caseId, candidateId }: Match): ListKey | undefined =>
  state === "open" ? { listPk: openMatches, listSk: `${Number(!urgent)}#${since}#${caseId}#${candidateId}` } : undefined;

/** Counts the applications of one person, contact, address or network place in a day or a minute. */
export const filedKey = (filedHash: string, window: string) => keyOf("filed", `${families.filed}${filedHash}`, window);

/** The texts to one number on one day. */
export const textedKey = (phoneHash: string, day: Day) => keyOf("texted", `${families.texted}${phoneHash}`, day);

export const envelopePartition = (scheme: SchemeCode) => `${families.envelope}${scheme}`;
/** Partitions apart from the shards, so that a read of what is left does not read through them. */
const withinEnvelopes = (scheme: SchemeCode, kind: "waiter" | "budgetChange" | "movedAlone" | "decidedInAll" | "budgetDay") =>
  `${envelopePartition(scheme)}#${kinds[kind].within}`;
/** Two shards of one envelope are two partitions: a partition takes a thousand writes a second and no more. */
export const shardPartition = (scheme: SchemeCode, shard: number) =>
  shard === 0 ? envelopePartition(scheme) : `${envelopePartition(scheme)}#${sequence(shard)}`;
export const shardKey = (id: EnvelopeId, shard: number) => keyOf("envelope", shardPartition(id.scheme, shard), envelopeName(id));
/** The number of an envelope's shards. There is no item while it is one. */
export const spreadKey = (id: EnvelopeId) => keyOf("spread", envelopePartition(id.scheme), envelopeName(id));
export const grantKey = (scheme: SchemeCode) => keyOf("grant", envelopePartition(scheme));

export const ledgerPartition = (id: EnvelopeId, shard: number) => `${families.ledger}${id.scheme}#${envelopeName(id)}#${sequence(shard)}`;
/** By group, then by time: each group is read without the others. */
export const ledgerKey = (entry: LedgerEntry): Key<"ledgerEntry"> => ({
  pk: ledgerPartition(entry, entry.shard),
  sk: `${ledgerKeyStart(entryGroups[entry.kind])}${entry.at}#${entry.entryId}`,
});
export const ledgerKeyStart = (group: EntryGroup): (typeof kinds.ledgerEntry.sortKey)[number] => `${group}#`;

/** Counts the cases that wait for a category's money. Every decision reads it. */
export const waitingListKey = (scheme: SchemeCode, list: WaitsFor) => keyOf("queue", envelopePartition(scheme), listName(list));
/** No code has a full stop, so a purpose's list stands apart from its category's. */
const listName = ({ category, purpose }: WaitsFor) => (purpose === undefined ? category : `${category}.${purpose}`);
export const waitingListKeyStart = kinds.queue.sortKey;
/** The cases that wait. */
export const waitersPartition = (scheme: SchemeCode) => withinEnvelopes(scheme, "waiter");
export const waitersKeyStart = (list: WaitsFor) => `${kinds.waiter.sortKey}${listName(list)}#`;
/** In the order in which they are served. */
export const waiterKey = (
  { scheme, priority, ...list }: Pick<Waiting, "scheme" | "category" | "purpose" | "priority">,
  { submittedAt, caseId }: Pick<Case, "submittedAt" | "caseId">,
) => keyOf("waiter", waitersPartition(scheme), `${listName(list)}#${priority}#${submittedAt}#${caseId}`);
/** Has a waiting list served when no movement of money would. */
export const serveKey = (scheme: SchemeCode, category: Category, askId: string) =>
  keyOf("serve", waitersPartition(scheme), `${category}#${askId}`);

/** A scheme's line book: how far it has come, and its parts. */
export const bookPartition = (scheme: SchemeCode) => `${families.lineBook}${scheme}`;
export const lineBookKey = (scheme: SchemeCode) => keyOf("lineBook", bookPartition(scheme));
export const bookPartKey = (scheme: SchemeCode, part: number) => keyOf("bookPart", bookPartition(scheme), sequence(part));
export const foundOfAwardKey = (scheme: SchemeCode, awardId: string) =>
  keyOf("foundOfAward", `${bookPartition(scheme)}#${kinds.foundOfAward.within}`, awardId);

/** An award that a second person has approved: its lines can be sent out. */
export const approvedKey = (caseId: string, awardId: string) => keyOf("approved", casePartition(caseId), awardId);

export const lineKey = (caseId: string, lineId: string) => keyOf("line", casePartition(caseId), lineId);
/** An order to the provider. */
export const orderKey = (caseId: string, lineId: string, number: number) => keyOf("order", casePartition(caseId), `${lineId}#${number}`);
/** A line's place in the list of its stage, where trouble is a stage of its own. The oldest, or the soonest to expire, comes first. */
export const lineListKey = (line: Line): ListKey | undefined => {
  const stage = stageOf(line);
  return (
    line.fulfiller &&
    stage && { listPk: lineList(line.fulfiller, stage), listSk: `${line.provided?.expiresOn ?? line.awardedAt}#${line.lineId}` }
  );
};
export const lineList = (fulfiller: Fulfiller, stage: LineStage) => `${families.fulfil}${fulfiller}#${stage}`;

/** Undecided cases stand by urgency and by how long the council has had them, cases that wait for money by their turn, decided cases by the time of the decision. */
export const caseListKey = (head: UnlinkedCase): ListKey => {
  const { status, caseId, submittedAt, urgent } = head;
  const place = () => {
    if (head.status === "awarded" || head.status === "refused") return head.decision.at;
    return head.status === "forMoney" ? `${head.waits.priority}#${submittedAt}` : `${Number(!urgent)}#${clockStart(head)}`;
  };
  return { listPk: caseList(status), listSk: `${place()}#${caseId}` };
};
export const caseList = (status: CaseStatus) => `${families.caseList}${status}`;

/** A partner's list: open referrals before closed ones, and the soonest due first. */
export const partnerKey = (service: ServiceCode, isOpen: boolean, answerDue: string, referralId: string): ListKey => ({
  listPk: partnerList(service),
  listSk: `${isOpen ? 0 : 1}#${answerDue}#${referralId}`,
});
export const partnerList = (service: ServiceCode) => `${families.partner}${service}`;

/** Unanswered referrals by the day on which the answer is due, those given back by when that was. */
export const followUpListKey = ({ state, since, answerDue, referralId }: FollowUp): ListKey | undefined =>
  state === "done" ? undefined : { listPk: followUpList(state), listSk: `${state === "requested" ? answerDue : since}#${referralId}` };
export const followUpList = (state: FollowedUpState) => `${families.followUps}${state}`;

/** Published versions, in one partition: the whole book is one read. */
const schemesPartition = (kind: "publishedScheme" | "publication" | "schemeDraft" | "schemeTrial" | "latestTrial") =>
  `${families.scheme}${kinds[kind].within}`;
export const publishedPartition = schemesPartition("publishedScheme");
export const publishedKey = (scheme: SchemeCode, version: number) =>
  keyOf("publishedScheme", publishedPartition, `${scheme}#${sequence(version)}`);
/** The place of a publication among all: two that were checked against the same book cannot both take it. */
export const publicationKey = (number: number) => keyOf("publication", schemesPartition("publication"), sequence(number));
export const draftsPartition = schemesPartition("schemeDraft");
export const schemeDraftKey = (draftId: string) => keyOf("schemeDraft", draftsPartition, draftId);

/** The same for the directory of services, which is one document. */
const directoryPartition = (kind: "publishedDirectory" | "directoryPublication" | "directoryDraft") =>
  `${families.directory}${kinds[kind].within}`;
export const publishedDirectoriesPartition = directoryPartition("publishedDirectory");
export const publishedDirectoryKey = (version: number) => keyOf("publishedDirectory", publishedDirectoriesPartition, sequence(version));
export const directoryPublicationKey = (number: number) =>
  keyOf("directoryPublication", directoryPartition("directoryPublication"), sequence(number));
export const directoryDraftsPartition = directoryPartition("directoryDraft");
export const directoryDraftKey = (draftId: string) => keyOf("directoryDraft", directoryDraftsPartition, draftId);

/** A trial with its parts and results in one partition: one read shows how far it is. */
export const trialPartition = (trialId: string) => `${schemesPartition("schemeTrial")}#${trialId}`;
export const trialKey = (trialId: string) => keyOf("schemeTrial", trialPartition(trialId));
export const trialPartKey = (trialId: string, part: number) => keyOf("trialPart", trialPartition(trialId), sequence(part));
export const trialResultKey = (trialId: string, part: number) => keyOf("trialResult", trialPartition(trialId), sequence(part));
export const latestTrialKey = (draftId: string) => keyOf("latestTrial", schemesPartition("latestTrial"), draftId);

/** Counts of what happened, and never to whom. Eight items each, so that a busy morning's writes do not meet. */
export const countPartition = (scheme: SchemeCode) => `${families.count}${scheme}`;
export const countKey = (scheme: SchemeCode, month: string, what: string, shard: number) =>
  keyOf("count", countPartition(scheme), `${month}#${what}#${shard}`);

/** The returns of a scheme, and the newest of each return's days. */
export const returnsPartition = (scheme: SchemeCode) => `${families.return}${scheme}`;
export const returnsStart = kinds.preparedReturn.sortKey;
export const preparedReturnKey = (scheme: SchemeCode, returnId: string) => keyOf("preparedReturn", returnsPartition(scheme), returnId);
export const returnPeriodKey = (scheme: SchemeCode, code: string, { from, to }: { readonly from: Day; readonly to: Day }) =>
  keyOf("returnPeriod", returnsPartition(scheme), `${code}#${from}#${to}`);
/** The figures of one return, and each time that it was counted again. */
export const returnPartition = (scheme: SchemeCode, returnId: string) => `${returnsPartition(scheme)}#${returnId}`;
export const returnFiguresKey = (scheme: SchemeCode, returnId: string) => keyOf("returnFigures", returnPartition(scheme, returnId));
export const recountStart = kinds.recount.sortKey;
export const recountKey = (scheme: SchemeCode, returnId: string, asOf: string) => keyOf("recount", returnPartition(scheme, returnId), asOf);
export const countAskedKey = (scheme: SchemeCode, returnId: string, asOf: string) =>
  keyOf("countAsked", returnPartition(scheme, returnId), asOf);

/** The statements of a scheme, and the requests to count them. */
export const statementsPartition = (scheme: SchemeCode) => `${families.statement}${scheme}`;
export const statementsStart = kinds.statement.sortKey;
export const statementKey = (scheme: SchemeCode, statementId: string) => keyOf("statement", statementsPartition(scheme), statementId);
export const statementAskedKey = (scheme: SchemeCode, statementId: string) =>
  keyOf("statementAsked", statementsPartition(scheme), statementId);
/** What anybody may read, one for each period of a scheme. */
export const publicStatementsPartition = `${families.statement}${kinds.publicStatement.within}`;
export const publicStatementKey = (scheme: SchemeCode, period: string) =>
  keyOf("publicStatement", publicStatementsPartition, `${scheme}#${period}`);

/** Lists that somebody else keeps of people, by the last day on which each may be used: its id begins with that day. */
export const registersPartition = `${families.register}${kinds.register.within}`;
export const registerKey = (registerId: string) => keyOf("register", registersPartition, registerId);
export const registerPartition = (registerId: string) => `${families.register}${registerId}`;
export const registerRowsKey = (registerId: string, { fileId, part }: { readonly fileId: string; readonly part: number }) =>
  keyOf("registerRows", registerPartition(registerId), `${fileId}#${sequence(part)}`);
export const registerSendingKey = (sending: string) => keyOf("registerSending", registerPartition(sending));
export const registerPartKey = (registerId: string, pass: number, part: number, attempt: number) =>
  keyOf("registerPart", registerPartition(registerId), `${sequence(pass)}#${sequence(part)}#${sequence(attempt)}`);
/** The rows of one list that have one identifier, under its keyed hash. */
export const registerEntryKey = (entryHash: string, registerId: string) =>
  keyOf("registerEntry", `${families.registerEntry}${entryHash}`, registerId);

/** A run in one partition: its rows in parts, the results of each pass, and the part that is next. */
export const runPartition = (runId: string) => `${families.run}${runId}`;
export const runKey = (runId: string) => keyOf("run", runPartition(runId));
/** The run that was prepared under one sender's key. The hash of sender and key is its own partition. */
export const runSendingKey = (sending: string) => keyOf("runSending", runPartition(sending));
export const runRowsKey = (runId: string, part: number) => keyOf("runRows", runPartition(runId), sequence(part));
export const runPartKey = (runId: string, pass: number, part: number, attempt: number) =>
  keyOf("runPart", runPartition(runId), `${sequence(pass)}#${sequence(part)}#${sequence(attempt)}`);
export const runLookKey = (runId: string) => keyOf("runLook", runPartition(runId));
export const runResultStart = (part: number) => `${kinds.runResult.sortKey}${sequence(part)}#`;
export const runResultKey = (runId: string, part: number, pass: number, number: number) =>
  keyOf("runResult", runPartition(runId), `${sequence(part)}#${sequence(pass)}#${sequence(number)}`);
export const runList = `${families.runList}ALL`;
export const runListKey = (preparedAt: string, runId: string): ListKey => ({ listPk: runList, listSk: `${preparedAt}#${runId}` });

/** The payee of a case that staff recorded after the application. */
export const payeeKey = (caseId: string) => keyOf("payee", casePartition(caseId));
/** The households that are paid into one account, under its keyed hash. */
export const accountKey = (accountHash: string) => keyOf("account", `${families.account}${accountHash}`);
/** A batch of payments in one partition: one read makes its file. */
export const batchPartition = (batchId: string) => `${families.batch}${batchId}`;
export const batchKey = (batchId: string) => keyOf("paymentBatch", batchPartition(batchId));
export const chosenKey = (batchId: string) => keyOf("chosenLines", batchPartition(batchId));
export const paymentKey = (batchId: string, paymentId: string) => keyOf("payment", batchPartition(batchId), paymentId);
export const paymentImportKey = (batchId: string, contentHash: string) => keyOf("paymentImport", batchPartition(batchId), contentHash);
/** Batches in the order in which they were prepared. */
export const batchListKey = (preparedAt: string, batchId: string): ListKey => ({ listPk: batchList, listSk: `${preparedAt}#${batchId}` });
export const batchList = `${families.batchList}ALL`;

/** The address list that is looked up in now, and the addresses of each postcode in each list. */
export const addressListKey = () => keyOf("addressList", `${families.gazetteer}${kinds.addressList.within}`);
export const listedAddressesPartition = (postcode: string) =>
  `${families.gazetteer}${kinds.listedAddresses.within}#${postcode.replace(" ", "")}`;
export const listedAddressesKey = (postcode: string, listId: string, part: number) =>
  keyOf("listedAddresses", listedAddressesPartition(postcode), `${listId}#${sequence(part)}`);

/** Changes to a scheme's money that finance made or proposed. */
export const budgetChangesPartition = (scheme: SchemeCode) => withinEnvelopes(scheme, "budgetChange");
export const budgetChangeKey = (scheme: SchemeCode, changeId: string) => keyOf("budgetChange", budgetChangesPartition(scheme), changeId);
/** The money that one person moved alone on one day. */
export const movedAloneKey = (scheme: SchemeCode, day: Day, personId: string) =>
  keyOf("movedAlone", withinEnvelopes(scheme, "movedAlone"), `${day}#${personId}`);
/** The sum that one person has committed in one day, month or scheme. */
export const decidedInAllKey = (scheme: SchemeCode, span: string, personId: string) =>
  keyOf("decidedInAll", withinEnvelopes(scheme, "decidedInAll"), `${span}#${personId}`);
/** A scheme's money night by night: what its budgets had awarded, and whether every balance equalled its ledger. */
export const nightsPartition = (scheme: SchemeCode) => withinEnvelopes(scheme, "budgetDay");
export const budgetDayKey = (scheme: SchemeCode, day: Day) => keyOf("budgetDay", nightsPartition(scheme), day);
export const checkedKey = (scheme: SchemeCode) => keyOf("checkedBooks", nightsPartition(scheme));
/** The outcome of each night's work, by the time it began. */
export const nightlyRunsPartition = `${families.night}${kinds.nightlyRun.within}`;
export const nightlyRunKey = (at: string) => keyOf("nightlyRun", nightlyRunsPartition, at);

/** The plans of a scheme's end, and of each kind the one that is open. */
export const yearEndPartition = (scheme: SchemeCode) => `${families.yearEnd}${scheme}`;
export const yearEndPlanKey = (scheme: SchemeCode, planId: string) => keyOf("yearEndPlan", yearEndPartition(scheme), planId);
export const yearEndOpenKey = (scheme: SchemeCode, kind: PlanKind) => keyOf("yearEndOpen", yearEndPartition(scheme), kind);
/** A plan's items in parts, what became of each, and the part that is next. */
export const yearEndPlanPartition = (planId: string) => `${families.yearEnd}${planId}`;
export const yearEndItemsKey = (planId: string, part: number) => keyOf("yearEndItems", yearEndPlanPartition(planId), sequence(part));
export const yearEndMovedKey = (planId: string, entryId: string) => keyOf("yearEndMoved", yearEndPlanPartition(planId), entryId);
export const yearEndDoneKey = (planId: string, part: number) => keyOf("yearEndDone", yearEndPlanPartition(planId), sequence(part));
export const yearEndPartKey = (planId: string, pass: YearEndPass, part: number) =>
  keyOf("yearEndPart", yearEndPlanPartition(planId), `${pass}#${sequence(part)}`);

/** Exports stand under the person who asked for them: nobody finds another's. */
export const exportsPartition = (staffId: string) => `${families.export}${staffId}`;
export const exportKey = (staffId: string, exportId: string) => keyOf("export", exportsPartition(staffId), exportId);
export const exportPartKey = (staffId: string, exportId: string, part: number) =>
  keyOf("exportPart", exportsPartition(staffId), `${exportId}#${sequence(part)}`);
