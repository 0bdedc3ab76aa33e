import type { Award, AwardToDraw, Charge, Consequences, EntryOfAward } from "../domain/award/award.ts";
import type { CountInAll } from "../domain/award/limits-together.ts";
import type { Case } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { EnvelopeId } from "../domain/ledger/envelope.ts";
import { addPence, type Pence } from "../domain/money.ts";
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
  | { readonly kind: "noMoneyLeft"; readonly category: Category; readonly left: Pence };

export type Awards = {
  record(award: AwardToRecord): Promise<AwardRecorded>;
  /** Puts a decision on the waiting list of a category. */
  wait(joining: Joining): Promise<Joined>;
  find(caseId: string, awardId: string): Promise<Award | undefined>;
};

/** A charge, how many of its envelopes were too poor, and what each of those had left. */
type Drawing = { readonly charge: Charge; tried: number; left: Pence[] };

const envelopeOf = ({ charge, tried }: Drawing): EnvelopeId => {
  const id = charge.envelopes[tried];
  if (!id) throw new RangeError("A charge names the envelopes that it may draw on.");
  return id;
};

export const dynamoAwards = (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)): Awards => ({
  /** The heart: case, household, envelopes, award, ledger, event and outbox commit together or not at all. */
  async record({ award, taken, consequences: { charges, claims, entries }, referrals, message, counts }) {
    const drawings = charges.map((charge): Drawing => ({ charge, tried: 0, left: [] }));
    const drawnOn = () => drawings.map((drawing) => ({ ...envelopeOf(drawing), shard: envelopes.shardOf(envelopeOf(drawing)) }));
    const step = link(taken);
    let recorded: Award = { ...award, drawnOn: drawnOn() };

    const writes = () => {
      recorded = { ...award, drawnOn: drawnOn() };
      return {
        case: moveCase(table, step),
        household: claimHousehold(table, claims),
        counted: counts.map((count) => countDecided(table, count)),
        money: drawings.map(({ charge: { amount, into, tally } }, index) =>
          moveMoney(table, { drawnOn: drawnAt(recorded, index), from: "available", to: into, amount, tally, keeper: envelopes.keeper() }),
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
      for (const [index, drawing] of drawings.entries()) if (money?.each[index]?.conflicted) await envelopes.moveAway(envelopeOf(drawing));
    };

    return retry<AwardRecorded>(async () => {
      const committed = await commit(table, writes, { moveAway });
      if (committed.kind === "committed") return { kind: "recorded", award: recorded };

      const { case: theCase, household, counted, money } = committed.by;
      if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
      if (household?.failed && household.item) return { kind: "householdMoved", now: readItem("household", household.item) };
      if (counted?.failed) return { kind: "sumsMoved" };
      const short = drawings.filter((_, index) => money?.each[index]?.failed);
      if (short.length === 0) throw new Fault("awardNotRecorded");
      for (const drawing of short) {
        const without = await findRoom(drawing, envelopes);
        if (without) return without;
      }
      return again;
    }, none);
  },

  wait: (joining) => joinForMoney(table, joining),

  async find(caseId, awardId) {
    return findItem(table, "award", awardKey(caseId, awardId));
  },
});

const drawnAt = ({ drawnOn }: Award, index: number): Award["drawnOn"][number] => {
  const drawn = drawnOn[index];
  if (!drawn) throw new RangeError("An award draws on an envelope for each of its charges.");
  return drawn;
};

/** An award's entry, in the shard that pays its category. */
export const entryDrawn = (entry: EntryOfAward, { drawnOn }: Pick<Award, "drawnOn">) => {
  const drawn = drawnOn.find(({ category }) => category === entry.category);
  if (!drawn) throw new RangeError("An entry stands in an envelope that its award draws on.");
  return { ...entry, ...drawn };
};

/** Finds an envelope with room for the charge. Returns the refusal if none has. */
const findRoom = async (drawing: Drawing, envelopes: Envelopes): Promise<Extract<AwardRecorded, { kind: "noMoneyLeft" }> | undefined> => {
  const { charge } = drawing;
  for (;;) {
    const room = await envelopes.makeRoom(envelopeOf(drawing), charge.amount);
    if (room.kind === "room") return undefined;
    drawing.left.push(room.left);
    if (drawing.tried + 1 >= charge.envelopes.length)
      return { kind: "noMoneyLeft", category: charge.category, left: addPence(drawing.left) };
    drawing.tried += 1;
  }
};
