import { type Award, type AwardToDraw, type Charge, type Consequences, drawnBy, type EntryOfAward } from "../domain/award/award.ts";
import type { CountInAll } from "../domain/award/limits-together.ts";
import type { Case } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import { type WaitsFor, waitsFor } from "../domain/case/waiting-list.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { type EnvelopeId, envelopeName, isSameEnvelope, tallyOf } from "../domain/ledger/envelope.ts";
import { addPence, type Pence, pence } from "../domain/money.ts";
import type { Referral } from "../domain/referral/referral.ts";
import type { Category } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { again, none, retry } from "../retry.ts";
import { claimHousehold, link, moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { commit, type RefusedBy } from "./commit.ts";
import { countDecided } from "./decided-sums.ts";
import { moveMoney, putEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes } from "./envelopes.ts";
import { findItem, putNew, readItem, type Table, writeItem } from "./items.ts";
import { awardKey } from "./keys.ts";
import { type Joined, type Joining, joinForMoney, leaveWaitingList } from "./waiting-list-writes.ts";

/** Everything that one award writes, worked out beforehand by pure functions. */
export type AwardToRecord = {
  readonly award: AwardToDraw;
  readonly taken: Taken;
  readonly consequences: Consequences;
  readonly referrals: readonly Referral[];
  readonly message?: Message;
  /** Amounts that count towards its decider's limits. */
  readonly counts: readonly CountInAll[];
};

/** In order of precedence: a stale case hides the rest, a moved household hides the money. */
export type AwardRecorded =
  | { readonly kind: "recorded"; readonly award: Award }
  | { readonly kind: "caseMoved"; readonly now: Case }
  | { readonly kind: "householdMoved"; readonly now: HouseholdClaims }
  /** The decider has committed more since their sums were read. */
  | { readonly kind: "sumsMoved" }
  | ({ readonly kind: "noMoneyLeft"; readonly left: Pence } & WaitsFor);

export type Awards = {
  record(award: AwardToRecord): Promise<AwardRecorded>;
  /** Puts a decision on the waiting list of a category. */
  wait(joining: Joining): Promise<Joined>;
  find(caseId: string, awardId: string): Promise<Award | undefined>;
};

/** A charge, how many of its envelopes were too poor, and what each of those had left for it. */
type Drawing = { readonly charge: Charge; tried: number; left: Pence[] };

const envelopeOf = ({ charge, tried }: Drawing): EnvelopeId => {
  const id = charge.envelopes[tried];
  if (!id) throw new RangeError("A charge names the envelopes that it may draw on.");
  return id;
};

/** The charges that one envelope pays, since a transaction writes an item once. */
type Payment = { readonly id: EnvelopeId; readonly drawings: readonly Drawing[] };

const paymentsOf = (drawings: readonly Drawing[]): readonly Payment[] =>
  [...Map.groupBy(drawings, (drawing) => envelopeName(envelopeOf(drawing))).values()].flatMap((own) =>
    own[0] ? [{ id: envelopeOf(own[0]), drawings: own }] : [],
  );

const chargesOf = ({ drawings }: Payment): readonly Charge[] => drawings.map(({ charge }) => charge);

/** A line names its pot where its category alone does not say which one paid. */
const linesDrawn = ({ lines }: AwardToDraw, drawings: readonly Drawing[]): Award["lines"] => {
  const ids = paymentsOf(drawings).map(({ id }) => id);
  const isSplit = (category: Category) => ids.filter((id) => id.category === category).length > 1;
  return lines.map((line, index) => {
    const drawing = isSplit(line.category) ? drawings.find(({ charge }) => charge.lines.includes(index)) : undefined;
    return drawing ? { ...line, pot: envelopeOf(drawing).pot } : line;
  });
};

export const dynamoAwards = (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)): Awards => ({
  /** The heart: case, household, envelopes, award, ledger, event and outbox commit together or not at all. */
  async record({ award, taken, consequences: { charges, claims, entries }, referrals, message, counts }) {
    const drawings = charges.map((charge): Drawing => ({ charge, tried: 0, left: [] }));
    const drawn = (payments: readonly Payment[]): Award => ({
      ...award,
      lines: linesDrawn(award, drawings),
      drawnOn: payments.map(({ id }) => ({ ...id, shard: envelopes.shardOf(id) })),
    });
    const step = link(taken);
    let paid = paymentsOf(drawings);
    let recorded = drawn(paid);

    const writes = () => {
      paid = paymentsOf(drawings);
      recorded = drawn(paid);
      return {
        case: moveCase(table, step),
        household: claimHousehold(table, claims),
        counted: counts.map((count) => countDecided(table, count)),
        money: paid.map((payment) =>
          moveMoney(table, {
            drawnOn: { ...payment.id, shard: envelopes.shardOf(payment.id) },
            from: "available",
            to: award.awaitsApproval ? "reserved" : "committed",
            amount: amountOf(payment),
            tally: tallyOf(chargesOf(payment).map(({ tally }) => tally)),
            keeper: envelopes.keeper(),
          }),
        ),
        award: putNew(table, writeItem("award", awardKey(award.caseId, award.awardId), recorded)),
        entries: entries.map((entry) => putEntry(table, entryDrawn(entry, recorded))),
        event: putEvent(table, step.event),
        referrals: referrals.flatMap((referral) => putReferral(table, referral)),
        message: message && putMessage(table, message),
        leaving: leaveWaitingList(table, taken),
      };
    };
    const moveAway = async ({ money }: RefusedBy<ReturnType<typeof writes>>) => {
      for (const [index, { id }] of paid.entries()) if (money?.each[index]?.conflicted) await envelopes.moveAway(id);
    };

    return retry<AwardRecorded>(async () => {
      const committed = await commit(table, writes, { moveAway });
      if (committed.kind === "committed") return { kind: "recorded", award: recorded };

      const { case: theCase, household, counted, money } = committed.by;
      if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
      if (household?.failed && household.item) return { kind: "householdMoved", now: readItem("household", household.item) };
      if (counted?.failed) return { kind: "sumsMoved" };
      const short = paid.filter((_, index) => money?.each[index]?.failed);
      if (short.length === 0) throw new Fault("awardNotRecorded");
      return (await findRoom(short, drawings, envelopes)) ?? again;
    }, none);
  },

  wait: (joining) => joinForMoney(table, joining),

  async find(caseId, awardId) {
    return findItem(table, "award", awardKey(caseId, awardId));
  },
});

const amountOf = (payment: Payment): Pence => addPence(chargesOf(payment).map(({ amount }) => amount));

/** An award's entry, in the shard that pays its line. */
export const entryDrawn = (entry: EntryOfAward, award: Pick<Award, "lines" | "drawnOn">) => ({
  ...entry,
  ...drawnBy(award, award.lines[entry.award?.line ?? 0]),
});

/**
 * Finds envelopes with room for the charges of those that were short. The largest charge keeps its place, and what does not
 * fit beside it goes on to its next envelope. Returns the refusal if a charge has no further one.
 */
const findRoom = async (
  short: readonly Payment[],
  drawings: readonly Drawing[],
  envelopes: Envelopes,
): Promise<Extract<AwardRecorded, { kind: "noMoneyLeft" }> | undefined> => {
  const toLookAt = short.map(({ id }) => id);
  // Goes on to those that are added on the way.
  for (const id of toLookAt) {
    const here = drawings.filter((drawing) => isSameEnvelope(envelopeOf(drawing), id));
    if (here.length === 0) continue;
    const room = await envelopes.makeRoom(id, addPence(here.map(({ charge }) => charge.amount)));
    if (room.kind === "room") continue;
    let left = room.left;
    for (const drawing of here.toSorted((a, b) => b.charge.amount - a.charge.amount)) {
      const { charge } = drawing;
      if (charge.amount <= left) {
        left = pence(left - charge.amount);
        continue;
      }
      drawing.left.push(left);
      if (drawing.tried + 1 >= charge.envelopes.length) return { kind: "noMoneyLeft", ...waitsFor(charge), left: addPence(drawing.left) };
      drawing.tried += 1;
      toLookAt.push(envelopeOf(drawing));
    }
  }
  return undefined;
};
