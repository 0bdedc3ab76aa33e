import { ConditionalCheckFailedException, QueryCommand, type TransactWriteItem, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Application } from "../domain/application.ts";
import type { Case, CaseEvent } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import { type HouseholdClaims, noClaims } from "../domain/household/household.ts";
import { changePart } from "../domain/household/parts.ts";
import { afterSaying, nothingSaid, type StandingContact } from "../domain/household/standing-contact.ts";
import { Fault } from "../fault.ts";
import { putEvent, putMessage } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { fieldValues, findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import {
  applicationKey,
  caseKey,
  caseListKey,
  draftKey,
  filedKey,
  householdCaseKey,
  householdKey,
  personKey,
  personPartition,
} from "./keys.ts";
import type { KindName } from "./kinds.ts";

/** A person at an address, as keyed hashes: enough to find the household again, not to learn who it is. */
export type PersonMark = { readonly personHash: string; readonly addressHash: string };

/** Somebody to look for. Earlier marks of people without an address all had one hash for it. */
export type SoughtPerson = PersonMark & { readonly addressHashBefore?: string };

/** A mark to be put, and what it may take the place of. */
export type MarkToPut = PersonMark & {
  /** Only another person's application named them; their own word goes before it. */
  readonly byOthersWord?: true;
  /** The household of their mark when they were looked up, if the mark now names another. */
  readonly instead?: string;
};

/** The households in which somebody is known: at this address, and at others as far as a bounded read goes. */
export type KnownHouseholds = {
  readonly here?: { readonly householdId: string; readonly byOthersWord: boolean };
  readonly elsewhere: readonly string[];
  /** There are more than were read. Whether they are known here is certain all the same. */
  readonly areMore: boolean;
};

export type Submission = {
  readonly application: Application;
  /** Hash of the application as it was sent: tells the same one sent twice from another one under its id. */
  readonly contentHash: string;
  readonly case: Case;
  readonly event: CaseEvent;
  readonly isNewHousehold: boolean;
  /** The version of a known household that the application was worked out from. */
  readonly householdVersion?: number;
  /** The household that a known one is joined with, as it was read: it keeps what each of them says. */
  readonly joined?: HouseholdClaims;
  /** A known household's contact preferences before and after, if this application changes them. */
  readonly says?: { readonly was: StandingContact; readonly becomes: StandingContact };
  readonly adults: readonly MarkToPut[];
  readonly message?: Message;
  readonly draftTokenHash?: string;
};

export type Submitted =
  | { readonly kind: "submitted" }
  | { readonly kind: "alreadySubmitted" }
  | { readonly kind: "otherSubmittedUnderThisId" }
  /** Another application of the household came first: look for the household again. */
  | { readonly kind: "householdMoved" };

/** A key by which applications are counted: a keyed hash, and the day or minute in which they came. */
export type Filed = { readonly filedHash: string; readonly window: string };

export type Applications = {
  /** Counts the applications of this window so far, with this one. Stops at the most that the store counts. */
  noteFiled(caseId: string, filed: Filed & { readonly expiresAtSeconds: number }): Promise<number>;

  knownHouseholds(person: SoughtPerson): Promise<KnownHouseholds>;
  submit(submission: Submission): Promise<Submitted>;
  /** Marks somebody as of a household, unless they are marked at this address already. Says whether it did. */
  mark(person: PersonMark, householdId: string): Promise<boolean>;
};

/** Marks of one person in one read: more than anyone has who moves house often. */
const marksRead = 20;

/** More than any limit of how many come in a day. */
const filedMaximum = 100;

export const dynamoApplications = (table: Table): Applications => ({
  async knownHouseholds({ personHash, addressHash, addressHashBefore }) {
    const { Items = [], LastEvaluatedKey: isCut } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: values({ ":pk": personPartition(personHash) }),
        ConsistentRead: true,
        Limit: marksRead,
      }),
    );
    const marks = Items.map((item) => readItem("person", item));
    const ways = [addressHash, ...(addressHashBefore ? [addressHashBefore] : [])];
    // Anybody can add marks in somebody's name, so what is certain may not depend on how many there are.
    const own = isCut ? await Promise.all(ways.map((way) => findItem(table, "person", personKey(personHash, way)))) : marks;
    const here = ways.flatMap((way) => own.find((mark) => mark?.addressHash === way) ?? [])[0];
    const elsewhere = [...new Set(marks.map(({ householdId }) => householdId))].filter((householdId) => householdId !== here?.householdId);
    return {
      ...(here && { here: { householdId: here.householdId, byOthersWord: here.byOthersWord === true } }),
      elsewhere,
      areMore: isCut !== undefined,
    };
  },

  async noteFiled(caseId, { filedHash, window, expiresAtSeconds }) {
    try {
      const { Attributes: counted } = await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(filedKey(filedHash, window)),
            UpdateExpression: "SET itemKind = :kind, filedHash = :hash, expiresAtSeconds = :until ADD cases :case",
            // Counting more would tell nothing more, and a flood must not grow the item.
            ConditionExpression: "attribute_not_exists(cases) OR size(cases) < :most OR contains(cases, :caseId)",
            ExpressionAttributeValues: {
              ...values({
                ":kind": "filed" satisfies KindName,
                ":hash": filedHash,
                ":until": expiresAtSeconds,
                ":most": filedMaximum,
                ":caseId": caseId,
              }),
              ":case": { SS: [caseId] },
            },
            ReturnValues: "ALL_NEW",
          }),
        ),
      );
      return counted ? readItem("filed", counted).cases.size : 0;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return filedMaximum + 1;
      throw error;
    }
  },

  async mark({ personHash, addressHash }, householdId) {
    const item = writeItem("person", personKey(personHash, addressHash), { personHash, addressHash, householdId });
    const { kind } = await commit(table, { person: putNew(table, item) });
    return kind === "committed";
  },

  async submit(submission) {
    const {
      application,
      contentHash,
      case: head,
      event,
      isNewHousehold,
      householdVersion,
      joined,
      says,
      adults,
      message,
      draftTokenHash,
    } = submission;
    const { caseId, householdId, submittedAt } = head;
    const adultWrites = adults.map(
      ({ personHash, addressHash, byOthersWord, instead }): TransactWriteItem => ({
        Put: {
          TableName: table.name,
          Item: writeItem("person", personKey(personHash, addressHash), {
            personHash,
            addressHash,
            householdId,
            ...(byOthersWord && { byOthersWord }),
          }),
          ConditionExpression: "attribute_not_exists(pk) OR householdId IN (:household, :instead)",
          ExpressionAttributeValues: values({ ":household": householdId, ":instead": instead ?? householdId }),
        },
      }),
    );
    const committed = await commit(table, {
      application: putNew(table, writeItem("application", applicationKey(caseId), { application, contentHash })),
      household: isNewHousehold
        ? putHousehold(table, householdId, application)
        : joined
          ? keepWordOfPart(table, joined, householdId, application)
          : says
            ? keepWord(table, householdId, says, householdVersion)
            : checkHousehold(table, householdId, householdVersion),
      adults: adultWrites,
      case: putNew(table, writeItem("case", { ...caseKey(caseId), ...caseListKey(head) }, head)),
      householdCase: putNew(table, writeItem("householdCase", householdCaseKey(householdId, caseId), { caseId, submittedAt })),
      event: putEvent(table, event),
      message: message && putMessage(table, message),
      draft: draftTokenHash ? closeDraft(table, draftTokenHash) : undefined,
    });
    if (committed.kind === "committed") return { kind: "submitted" };

    const { by } = committed;
    if (by.application?.failed && by.application.item) {
      const stored = readItem("application", by.application.item);
      return { kind: stored.contentHash === contentHash ? "alreadySubmitted" : "otherSubmittedUnderThisId" };
    }
    if (by.household?.failed || by.adults?.failed) return { kind: "householdMoved" };
    throw new Fault("applicationNotRecorded");
  },
});

/** Nobody has declared an interest since the household was read: the new case says who has. */
const checkHousehold = (table: Table, householdId: string, seen: number | undefined): TransactWriteItem | undefined =>
  seen === undefined
    ? undefined
    : {
        ConditionCheck: {
          TableName: table.name,
          Key: values(householdKey(householdId)),
          ConditionExpression: "attribute_not_exists(pk) OR version = :seen",
          ExpressionAttributeValues: values({ ":seen": seen }),
        },
      };

/** A draft that was sent stays as a pointer to its case, so that going back cannot send it again. */
const closeDraft = (table: Table, tokenHash: string): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(draftKey(tokenHash)),
    UpdateExpression: "SET sent = :yes REMOVE answers",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: values({ ":yes": true }),
  },
});

const putHousehold = (table: Table, householdId: string, { contact }: Application): TransactWriteItem =>
  putNew(
    table,
    writeItem("household", householdKey(householdId), { ...noClaims(householdId), contact: afterSaying(nothingSaid, contact) }),
  );

/** Joined households stand in one record under one version, which an award made meanwhile must not overwrite. */
const keepWordOfPart = (table: Table, joined: HouseholdClaims, householdId: string, { contact }: Application): TransactWriteItem => {
  const after = changePart(joined, householdId, (part) => (part.contact ? { ...part, contact: afterSaying(part.contact, contact) } : part));
  const { contact: becomes, parts, version } = { ...after, version: joined.version + 1 };
  return {
    Update: {
      TableName: table.name,
      Key: values(householdKey(joined.householdId)),
      UpdateExpression: `SET version = :version, parts = :parts${becomes ? ", contact = :contact" : ""}`,
      ConditionExpression: "version = :seen",
      ExpressionAttributeValues: {
        ...fieldValues("household", { version, ...(parts && { parts }), ...(becomes && { contact: becomes }) }),
        ...values({ ":seen": joined.version }),
      },
    },
  };
};

/** Changes no version, so that an application does not make a decision about the household look again. */
const keepWord = (
  table: Table,
  householdId: string,
  { was, becomes }: NonNullable<Submission["says"]>,
  seen: number | undefined,
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(householdKey(householdId)),
    UpdateExpression: "SET contact = :contact",
    ConditionExpression: `contact = :was${seen === undefined ? "" : " AND version = :seen"}`,
    ExpressionAttributeValues: {
      ...fieldValues("household", { contact: becomes }),
      ...values({ ":was": was, ...(seen !== undefined && { ":seen": seen }) }),
    },
  },
});
