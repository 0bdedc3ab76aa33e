import type { Application } from "../domain/application.ts";
import type { Award, Recipient } from "../domain/award/award.ts";
import type { Payee } from "../domain/bank/payee.ts";
import { type Case, partsOfCase } from "../domain/case/case.ts";
import { isBarred } from "../domain/case/conflict-of-interest.ts";
import type { Message } from "../domain/case/message.ts";
import { type HouseholdClaims, noClaims } from "../domain/household/household.ts";
import { barredFrom } from "../domain/household/interest.ts";
import { contactOfPart, hasPart } from "../domain/household/parts.ts";
import { notKnown, type StandingContact } from "../domain/household/standing-contact.ts";
import { caseIdOf } from "../domain/ids.ts";
import type { Fulfiller } from "../domain/line/fulfiller.ts";
import { type Line, type LineStage, lineFrom, lineIdOf, linesOf, partsOfLine } from "../domain/line/line.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import type { Order } from "../domain/line/order.ts";
import type { PayeeRecord } from "../domain/payments/payee-record.ts";
import type { Part } from "../domain/separation.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { table as schema } from "../system.ts";
import { putMessage } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { findHousehold, followAll } from "./households.ts";
import { barredAmong, type OfHousehold } from "./interests.ts";
import { findItem, type Item, isKind, putNew, readItem, readItems, type Table, writeItem } from "./items.ts";
import { applicationKey, awardKey, caseKey, householdKey, type Key, lineKey, lineList, orderKey, payeeKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";
import { readAtOneInstant, readMany, readTogether } from "./read-together.ts";
import { standingContactOf } from "./safe-contact.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** A line with the award and the case that say whether it may take a step. An award of a run has no case. */
export type LineSeen = { readonly line: Line; readonly award: Award; readonly case?: Case };

/** The parts that people had in the line. For the earliest lines, only the case may name the person who entered the application. */
export const partsOfSeen = ({ line, case: head }: Pick<LineSeen, "line" | "case">): readonly Part[] => [
  ...(head ? partsOfCase(head) : []),
  ...partsOfLine(line),
];

/** An award's lines and its household at one instant. */
export type Standing = { readonly lines: readonly Line[]; readonly household: HouseholdClaims };

/** The resident that a line is for. */
export type Behind = {
  readonly application?: Application;
  readonly recipient?: Recipient;
  /** The payee that staff recorded later; `payTo` of the application or recipient is then theirs. */
  readonly recorded?: PayeeRecord;
  /** The payee that the household itself gave. */
  readonly ownPayee?: Payee;
};

/** The resident that a line is for, with their household's safe contact. */
export type Reached = Behind & { readonly standing: StandingContact };

/** Orders and messages of a step, which the stream carries on. */
export type LineOutbox = { readonly orders?: readonly Order[]; readonly messages?: readonly Message[] };

/** In order of precedence: a line that moved hides a household that did. */
export type LineMoved =
  | { readonly kind: "moved" }
  | { readonly kind: "lineMoved"; readonly now: Line }
  | { readonly kind: "householdMoved"; readonly now: HouseholdClaims };

export type Lines = {
  find(caseId: string, awardId: string, line: number): Promise<LineSeen | undefined>;
  ofAward(award: Award): Promise<readonly Line[]>;
  standing(award: Award): Promise<Standing>;
  /** The household that an award counts for. */
  household(award: Award): Promise<HouseholdClaims>;
  /** Lines of any cases by their ids, with their cases, in no order. */
  some(lineIds: readonly string[]): Promise<readonly Omit<LineSeen, "award">[]>;
  /** The resident of each line, by the line's id: from its application or from a run's list. */
  behind(lines: readonly Line[]): Promise<ReadonlyMap<string, Behind>>;
  /** The same with safe contact, for a use case that is about to get in touch. */
  reach(lines: readonly Line[]): Promise<ReadonlyMap<string, Reached>>;
  /** Whether somebody has declared an interest in the line's household. */
  isOut(seen: LineSeen, personId: string): Promise<boolean>;
  /** The cases of those households in which somebody has declared an interest. */
  barredFrom(personId: string, things: readonly OfHousehold[]): Promise<ReadonlySet<string>>;
  onList(fulfiller: Fulfiller, stage: LineStage, wanted: SliceWanted): Promise<Slice<Line> | BadCursor>;
  /** Takes steps of lines, all or none, with their orders and messages. */
  move(moves: readonly LineMove[], outbox?: LineOutbox): Promise<LineMoved>;
};

export const dynamoLines = (table: Table): Lines => ({
  async find(caseId, awardId, index) {
    const items = await readTogether(table, [caseKey(caseId), awardKey(caseId, awardId), lineKey(caseId, lineIdOf(awardId, index))]);
    const [award] = readItems("award", items);
    if (!award?.lines[index]) return undefined;
    const [head] = readItems("case", items);
    const [line = lineFrom(award, index)] = readItems("line", items);
    return { line, award, ...(head && { case: head }) };
  },

  async ofAward(award) {
    const items = await readTogether(table, keysOfLines(award));
    return asTheyStand(award, items);
  },

  standing: (award) => retry<Standing>(async () => (await standingUnder(table, award, award.householdId)) ?? again, none),

  household: (award) => householdOfAward(table, award),

  async some(lineIds) {
    const known = lineIds.flatMap((lineId) => {
      const caseId = caseIdOf(lineId);
      return caseId ? [{ caseId, lineId }] : [];
    });
    const keys = [
      ...known.map(({ caseId, lineId }) => lineKey(caseId, lineId)),
      ...[...new Set(known.map(({ caseId }) => caseId))].map(caseKey),
    ];
    const items = await readMany(table, keys);
    const cases = new Map(readItems("case", items).map((head) => [head.caseId, head]));
    return readItems("line", items).map((line) => {
      const head = cases.get(line.caseId);
      return { line, ...(head && { case: head }) };
    });
  },

  async behind(lines) {
    const itemAt = await itemsOf(table, lines.flatMap(keysBehind));
    return new Map(lines.map((line) => [line.lineId, behindOf(line, itemAt)]));
  },

  async reach(lines) {
    const itemAt = await itemsOf(table, [...lines.flatMap(keysBehind), ...lines.map(({ householdId }) => householdKey(householdId))]);
    const ids = [...new Set(lines.map(({ householdId }) => householdId))];
    const households = await followAll(
      table,
      ids,
      ids.map((householdId) => itemAt(householdKey(householdId))).filter((item) => item !== undefined),
    );
    const standing = new Map(
      await Promise.all(
        ids.map(async (householdId) => {
          const household = households.get(householdId);
          const said = await standingContactOf(table, household ?? { householdId });
          return [householdId, household ? contactOfPart(household, householdId, said) : said] as const;
        }),
      ),
    );
    return new Map(lines.map((line) => [line.lineId, { ...behindOf(line, itemAt), standing: standing.get(line.householdId) ?? notKnown }]));
  },

  /** The case of an award repeats who has an interest in its household. An award from a list has no case. */
  async isOut({ line, case: head }, personId) {
    if (head) return isBarred(head, personId);
    return barredFrom(await findHousehold(table, line.householdId)).includes(personId);
  },

  barredFrom: (personId, things) => barredAmong(table, personId, things),

  onList: (fulfiller, stage, wanted) =>
    querySlice(
      table,
      {
        IndexName: schema.index.name,
        partition: { name: "listPk", value: lineList(fulfiller, stage) },
        keyNames: ["pk", "sk", "listSk"],
      },
      wanted,
      (item) => readItem("line", item),
    ),

  async move(moves, { orders = [], messages = [] } = {}) {
    const committed = await commit(table, {
      ...writeLineMoves(table, moves),
      orders: orders.map((order) => putNew(table, writeItem("order", orderKey(order.caseId, order.lineId, order.number), order))),
      messages: messages.map((message) => putMessage(table, message)),
    });
    if (committed.kind === "committed") return { kind: "moved" };
    const { lines, household } = committed.by;
    for (const [index, { before }] of moves.entries()) {
      const refusal = lines?.each[index];
      // The write expected the line's item and found none.
      if (refusal?.failed) return { kind: "lineMoved", now: refusal.item ? readItem("line", refusal.item) : before };
    }
    if (household?.failed && household.item) return { kind: "householdMoved", now: readItem("household", household.item) };
    throw new Fault("lineNotMoved");
  },
});

const holds = ({ claims }: HouseholdClaims, { awardId }: Award): boolean => claims.some((claim) => claim.awardId === awardId);

/** The award as it now is, if a person has put it to another household since it was read. */
const movedSince = async (table: Table, award: Award): Promise<Award | undefined> => {
  const now = await findItem(table, "award", awardKey(award.caseId, award.awardId));
  return now?.householdId === award.householdId ? undefined : now;
};

/** Undefined where the household was split in between. */
const standingUnder = async (table: Table, award: Award, householdId: string): Promise<Standing | undefined> => {
  // Read one after another, a line could be seen before its step and the household after it, and no version would show it.
  const items = await untilFree(() => readAtOneInstant(table, [householdKey(householdId), ...keysOfLines(award)]));
  const [household = noClaims(householdId)] = readItems("household", items);
  if (household.joinedTo !== undefined) return standingUnder(table, award, household.joinedTo);
  if (holds(household, award)) return { lines: asTheyStand(award, items), household };
  const moved = await movedSince(table, award);
  if (moved) return standingUnder(table, moved, moved.householdId);
  return hasPart(household, award.householdId) ? { lines: asTheyStand(award, items), household } : undefined;
};

const householdOfAward = async (table: Table, award: Award): Promise<HouseholdClaims> => {
  const household = await findHousehold(table, award.householdId);
  const moved = holds(household, award) ? undefined : await movedSince(table, award);
  return moved ? householdOfAward(table, moved) : household;
};

type ItemAt = (key: Key) => Item | undefined;

const itemsOf = async (table: Table, keys: readonly Key[]): Promise<ItemAt> => {
  const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;
  const items = await readMany(table, [...new Map(keys.map((key) => [nameOf(key), key])).values()]);
  const found = new Map(items.map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
  return (key) => found.get(nameOf(key));
};

const personKeyOf = ({ isOfRun, caseId, awardId }: Line): Key => (isOfRun ? awardKey(caseId, awardId) : applicationKey(caseId));
const keysBehind = (line: Line): readonly Key[] => [personKeyOf(line), payeeKey(line.caseId)];
const behindOf = (line: Line, itemAt: ItemAt): Behind => behindFrom(itemAt(personKeyOf(line)), itemAt(payeeKey(line.caseId)));

const behindFrom = (item: Item | undefined, recorded: Item | undefined): Behind => {
  if (!item) return {};
  const told = recorded && readItem("payee", recorded);
  const since = told && { payTo: told.payee };
  if (isKind("application", item)) {
    const { application } = readItem("application", item);
    const { payTo } = application;
    return { application: { ...application, ...since }, ...(told && { recorded: told }), ...(payTo && { ownPayee: payTo }) };
  }
  const { recipient } = readItem("award", item);
  if (!recipient) return {};
  const { payTo } = recipient;
  return { recipient: { ...recipient, ...since }, ...(told && { recorded: told }), ...(payTo && { ownPayee: payTo }) };
};

const keysOfLines = ({ caseId, awardId, lines }: Award) => lines.map((_, index) => lineKey(caseId, lineIdOf(awardId, index)));

/** Lines that nothing has happened to yet are as their award says. */
const asTheyStand = (award: Award, items: readonly Item[]): readonly Line[] => {
  const kept = readItems("line", items);
  return linesOf(award).map((line) => kept.find(({ lineId }) => lineId === line.lineId) ?? line);
};
