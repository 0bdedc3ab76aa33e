import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Award, Charge, Consequences } from "../domain/award.ts";
import type { Case, CaseEvent } from "../domain/case.ts";
import type { HouseholdClaims } from "../domain/household.ts";
import type { Message } from "../domain/message.ts";
import { type Pence, zeroPence } from "../domain/money.ts";
import type { Referral } from "../domain/referral.ts";
import type { Category } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { itemFrom, putNew, recordFrom, type Table, values } from "./items.ts";
import { awardKey, envelopeKey, householdKey, ledgerKey } from "./keys.ts";
import { transact } from "./retry.ts";

/** Everything that one award writes, worked out beforehand by pure functions. */
export type AwardToRecord = {
  readonly award: Award;
  readonly before: Case;
  readonly after: Pick<Case, "status"> & { readonly decision: NonNullable<Case["decision"]> };
  readonly event: CaseEvent;
  readonly consequences: Consequences;
  readonly referrals: readonly Referral[];
  readonly message?: Message;
};

/** In order of precedence: a stale case hides the rest, a moved household hides the money. */
export type AwardRecorded =
  | { readonly kind: "recorded" }
  | { readonly kind: "caseMoved"; readonly now: Case }
  | { readonly kind: "householdMoved"; readonly now: HouseholdClaims }
  | { readonly kind: "noMoneyLeft"; readonly category: Category; readonly left: Pence };

export type Awards = {
  record(award: AwardToRecord): Promise<AwardRecorded>;
  find(caseId: string, awardId: string): Promise<Award | undefined>;
};

/** One shard an envelope, until its traffic asks for more. */
const shard = 0;

/** Takes the money out of the envelope, never below zero, and counts in the same write: no figure can lag behind. */
const chargeEnvelope = (
  table: Table,
  { scheme, category, amount, payments, countsAwardInScheme, countsHousehold }: Charge,
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(envelopeKey(scheme, category, shard)),
    UpdateExpression:
      "SET available = available - :amount, payments = payments + :payments, awards.inCategory = awards.inCategory + :one, awards.inScheme = awards.inScheme + :awardInScheme, households.inCategory = households.inCategory + :householdInCategory, households.inScheme = households.inScheme + :householdInScheme",
    ConditionExpression: "available >= :amount",
    ExpressionAttributeValues: values({
      ":amount": amount,
      ":payments": payments,
      ":one": 1,
      ":awardInScheme": countsAwardInScheme ? 1 : 0,
      ":householdInCategory": countsHousehold.inCategory ? 1 : 0,
      ":householdInScheme": countsHousehold.inScheme ? 1 : 0,
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** Claims the household's needs against the very record that the rules read. */
const claimHousehold = (table: Table, { householdId, version, claims, reached, spent }: HouseholdClaims): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(householdKey(householdId)),
    UpdateExpression: "SET version = :next, claims = :claims, reached = :reached, spent = :spent",
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: values({ ":seen": version - 1, ":next": version, ":claims": claims, ":reached": reached, ":spent": spent }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

export const dynamoAwards = (table: Table): Awards => ({
  /** The heart: case, household claim, envelopes, award, ledger, event and outbox commit together or not at all. */
  async record({ award, before, after, event, consequences: { charges, claims, entries }, referrals, message }) {
    const refusals = await transact(table, [
      moveCase(table, before, event, after),
      claimHousehold(table, claims),
      ...charges.map((charge) => chargeEnvelope(table, charge)),
      putNew(table, itemFrom("award", awardKey(award.caseId, award.awardId), award)),
      ...entries.map((entry) => putNew(table, itemFrom("ledgerEntry", ledgerKey(entry, shard), { ...entry, shard }))),
      putEvent(table, event),
      ...referrals.map((referral) => putReferral(table, referral)),
      ...(message ? [putMessage(table, message)] : []),
    ]);
    if (!refusals) return { kind: "recorded" };

    const [theCase, theHousehold, ...theRest] = refusals;
    if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: recordFrom<Case>("case", theCase.item) };
    if (theHousehold?.failed && theHousehold.item)
      return { kind: "householdMoved", now: recordFrom<HouseholdClaims>("household", theHousehold.item) };
    const empty = charges.findIndex((_, index) => theRest[index]?.failed);
    const charge = charges[empty];
    if (charge) {
      const item = theRest[empty]?.item;
      return {
        kind: "noMoneyLeft",
        category: charge.category,
        left: item ? recordFrom<{ available: Pence }>("envelope", item).available : zeroPence,
      };
    }
    throw new Fault("awardNotRecorded");
  },

  async find(caseId, awardId) {
    const { Item: item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: values(awardKey(caseId, awardId)), ConsistentRead: true }),
    );
    return item && recordFrom<Award>("award", item);
  },
});
