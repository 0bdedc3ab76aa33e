import { QueryCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Application } from "../domain/application.ts";
import type { Case, CaseEvent } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import { noClaims } from "../domain/household/household.ts";
import { Fault } from "../fault.ts";
import { putEvent, putMessage } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { applicationKey, caseKey, caseListKey, draftKey, householdCaseKey, householdKey, personKey, personPartition } from "./keys.ts";

/** A person at an address, as keyed hashes: enough to find the household again, not to learn who it is. */
export type PersonMark = { readonly personHash: string; readonly addressHash: string };

/** The households in which these people are known: at this address, and at others. */
export type KnownHouseholds = { readonly here?: string; readonly elsewhere: readonly string[] };

export type Submission = {
  readonly application: Application;
  /** Hash of the application as it was sent: tells the same one sent twice from another one under its id. */
  readonly contentHash: string;
  readonly case: Case;
  readonly event: CaseEvent;
  readonly isNewHousehold: boolean;
  /** The version of a known household that the application was worked out from. */
  readonly householdVersion?: number;
  readonly adults: readonly PersonMark[];
  readonly message?: Message;
  readonly draftTokenHash?: string;
};

export type Submitted =
  | { readonly kind: "submitted" }
  | { readonly kind: "alreadySubmitted" }
  | { readonly kind: "otherSubmittedUnderThisId" }
  /** Another application of the household came first: look for the household again. */
  | { readonly kind: "householdMoved" };

export type Applications = {
  knownHouseholds(adults: readonly PersonMark[]): Promise<KnownHouseholds>;
  submit(submission: Submission): Promise<Submitted>;
};

export const dynamoApplications = (table: Table): Applications => ({
  async knownHouseholds(adults) {
    const found = await Promise.all(
      adults.map(async ({ personHash, addressHash }) => {
        const { Items = [] } = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: values({ ":pk": personPartition(personHash) }),
            ConsistentRead: true,
            Limit: 20,
          }),
        );
        return Items.map((item) => readItem("person", item)).map((mark) => ({
          ...mark,
          isHere: mark.addressHash === addressHash,
        }));
      }),
    );
    const marks = found.flat();
    const here = marks.find(({ isHere }) => isHere)?.householdId;
    const elsewhere = [...new Set(marks.map(({ householdId }) => householdId).filter((householdId) => householdId !== here))];
    return { ...(here && { here }), elsewhere };
  },

  async submit({ application, contentHash, case: head, event, isNewHousehold, householdVersion, adults, message, draftTokenHash }) {
    const { caseId, householdId, submittedAt } = head;
    const adultWrites = adults.map(
      ({ personHash, addressHash }): TransactWriteItem => ({
        Put: {
          TableName: table.name,
          Item: writeItem("person", personKey(personHash, addressHash), { personHash, addressHash, householdId }),
          ConditionExpression: "attribute_not_exists(pk) OR householdId = :household",
          ExpressionAttributeValues: values({ ":household": householdId }),
        },
      }),
    );
    const committed = await commit(table, {
      application: putNew(table, writeItem("application", applicationKey(caseId), { application, contentHash })),
      household: isNewHousehold
        ? putNew(table, writeItem("household", householdKey(householdId), noClaims(householdId)))
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
