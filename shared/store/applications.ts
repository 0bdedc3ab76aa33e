import { ConditionalCheckFailedException, type TransactWriteItem, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Application } from "../domain/application.ts";
import type { Case, CaseEvent } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import { type HouseholdClaims, noClaims } from "../domain/household/household.ts";
import { changePart } from "../domain/household/parts.ts";
import { afterSaying, nothingSaid, type StandingContact } from "../domain/household/standing-contact.ts";
import type { Match } from "../domain/identity/match.ts";
import { Fault } from "../fault.ts";
import { putEvent, putMessage } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { contactAsRead } from "./household-as-read.ts";
import type { IdentityWrites } from "./household-identities.ts";
import { fieldValues, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { applicationKey, caseKey, caseListKey, draftKey, filedKey, householdCaseKey, householdKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { putMatch } from "./matches.ts";

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
  /** The household's identity from now on, with its place in the index. */
  readonly identity: Pick<IdentityWrites, "identities" | "identifiers">;
  /** Households that may be the same one: a person compares them. */
  readonly matches: readonly Match[];
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

  submit(submission: Submission): Promise<Submitted>;
};

/** More than any limit of how many come in a day. */
const filedMaximum = 100;

export const dynamoApplications = (table: Table): Applications => ({
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
      identity,
      matches,
      message,
      draftTokenHash,
    } = submission;
    const { caseId, householdId, submittedAt } = head;
    const committed = await commit(table, {
      application: putNew(table, writeItem("application", applicationKey(caseId), { application, contentHash })),
      household: isNewHousehold
        ? putHousehold(table, householdId, application)
        : joined
          ? keepWordOfPart(table, joined, householdId, application)
          : says
            ? keepWord(table, householdId, says, householdVersion)
            : checkHousehold(table, householdId, householdVersion),
      identity: identity.identities,
      identifiers: identity.identifiers,
      matches: matches.map((match) => putMatch(table, match)),
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
    if (by.household?.failed || by.identity?.failed || by.identifiers?.failed) return { kind: "householdMoved" };
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
): TransactWriteItem => {
  const { condition, read } = contactAsRead(was);
  return {
    Update: {
      TableName: table.name,
      Key: values(householdKey(householdId)),
      UpdateExpression: "SET contact = :contact",
      ConditionExpression: `${condition}${seen === undefined ? "" : " AND version = :seen"}`,
      ExpressionAttributeValues: {
        ...fieldValues("household", { contact: becomes }),
        ...read,
        ...values({ ...(seen !== undefined && { ":seen": seen }) }),
      },
    },
  };
};
