import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { type Case, decisionOf } from "../domain/case/case.ts";
import { nearestOf } from "../domain/identity/nearest.ts";
import type { CaseToMatch } from "../domain/scheme-draft/matching-trial.ts";
import type { CaseToTry } from "../domain/scheme-draft/trial.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { type Item, isKind, readItem, type Table, values } from "./items.ts";
import { applicationKey, awardKey, caseList, caseListKey, casePartition, eventKey, type Key } from "./keys.ts";
import { dynamoMatches } from "./matches.ts";
import { readMany } from "./read-together.ts";
import { queryAll } from "./slices.ts";

export type DecidedCase = CaseToTry & { readonly matching: CaseToMatch };

/** Some cases in the order in which they were decided, and the place after which the next ones stand. */
export type SomeDecided = {
  readonly cases: readonly DecidedCase[];
  readonly reached: string;
  readonly upTo: string;
  readonly isLast: boolean;
};

export type DecidedCases = {
  /** The cases that were decided after a place (at first a moment) and no later than `until`. */
  after(place: string, until: string): Promise<SomeDecided>;
};

const firstEvent = 1;
const decidedStatuses = ["awarded", "refused"] as const;
/** Cases of one list in a part: parts are few, and each takes a second or two. */
const casesInAPart = 300;

/** A case's place among the decided ones: by the moment of its decision. */
const placeOf = (decided: Case): string => caseListKey(decided).listSk;
const momentOf = (place: string): string => place.slice(0, place.indexOf("#"));

export const dynamoDecidedCases = (table: Table, limit = casesInAPart): DecidedCases => ({
  async after(place, until) {
    const lists = await Promise.all(decidedStatuses.map((status) => nextOfList(table, caseList(status), place, limit)));
    // Two lists are one only up to the end of the shorter one: beyond it, the other may have cases that were not read.
    const [end] = lists.flatMap(({ cutAt }) => cutAt ?? []).sort();
    const heads = lists
      .flatMap(({ heads }) => heads)
      .filter((head) => (decisionOf(head)?.at ?? "") <= until && (end === undefined || placeOf(head) <= end))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const isLast = end === undefined || momentOf(end) > until;
    return { cases: await contentsOf(table, heads), reached: end ?? until, upTo: isLast ? until : momentOf(end), isLast };
  },
});

const nextOfList = async (table: Table, list: string, place: string, limit: number): Promise<{ heads: Case[]; cutAt?: string }> => {
  const { Items: items = [], LastEvaluatedKey: last } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: schema.index.name,
      KeyConditionExpression: "#list = :list AND #place > :place",
      ExpressionAttributeNames: { "#list": schema.index.partitionKey, "#place": schema.index.sortKey },
      ExpressionAttributeValues: values({ ":list": list, ":place": place }),
      Limit: limit,
    }),
  );
  const cutAt = last?.[schema.index.sortKey]?.S;
  return { heads: items.map((item) => readItem("case", item)), ...(cutAt && { cutAt }) };
};

const awardKeyOf = (head: Case): Key | undefined => (head.status === "awarded" ? awardKey(head.caseId, head.decision.awardId) : undefined);

/** The application and the other facts on which each case was decided. */
const contentsOf = async (table: Table, heads: readonly Case[]): Promise<DecidedCase[]> => {
  const keys = heads.flatMap((head) => {
    const { caseId, version } = head;
    const first = version === firstEvent ? [] : eventKey(caseId, firstEvent);
    return [applicationKey(caseId), eventKey(caseId, version), first, awardKeyOf(head) ?? []].flat();
  });
  const byKey = new Map((await readMany(table, keys)).map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
  const at = ({ pk, sk }: Key) => byKey.get(`${pk} ${sk}`);

  return Promise.all(
    heads.map(async (head) => {
      const { caseId, version } = head;
      const application = at(applicationKey(caseId));
      const event = decidingEvent([at(eventKey(caseId, version))]) ?? decidingEvent(await queryAll(table, casePartition(caseId)));
      const key = awardKeyOf(head);
      const award = key && at(key);
      if (!application || !event || (key && !award)) throw new Fault("itemUnreadable");
      return {
        application: readItem("application", application).application,
        detail: event,
        lines: award ? readItem("award", award).lines : [],
        matching: await matchingOf(table, caseId, at(eventKey(caseId, firstEvent))),
      };
    }),
  );
};

/** Matches are read only of a case that was like some household at its submission. */
const matchingOf = async (table: Table, caseId: string, first: Item | undefined): Promise<CaseToMatch> => {
  const detail = first && readItem("event", first).detail;
  const nearest = detail?.kind === "submitted" ? detail.nearest : undefined;
  if (!nearest || nearest.points === 0) return { ...(nearest && { nearest }), settled: [] };
  const matches = await dynamoMatches(table).ofCase(caseId);
  return {
    nearest,
    settled: matches.flatMap(({ state: as, score }) => (as === "open" || as === "gone" ? [] : [{ ...nearestOf([score]), as }])),
  };
};

/** Mostly the last event; an earlier one where the case was referred after its decision. */
const decidingEvent = (items: readonly (Item | undefined)[]): CaseToTry["detail"] | undefined => {
  for (const item of items.toReversed()) {
    if (!item || !isKind("event", item)) continue;
    const { detail } = readItem("event", item);
    if (detail.kind === "awarded" || detail.kind === "refused") return detail;
  }
  return undefined;
};
