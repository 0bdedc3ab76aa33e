import { awardsOfBoth, changesOf, correctingEntries, countCorrections, groupsOf } from "../../shared/domain/award/count-corrections.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom, openInterests } from "../../shared/domain/household/interest.ts";
import { joinedTogether, partsOf } from "../../shared/domain/household/parts.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { HouseholdJoins } from "../../shared/store/household-joins.ts";
import type { MatchStep } from "../../shared/store/matches.ts";
import { declareIn } from "./declare-interest.ts";
import { identitiesJoined, indexRest, roomForIdentifiers } from "./joined-records.ts";

export type ToJoin = {
  /** The household that survives, or one that is joined to it. */
  readonly keep: string;
  readonly join: string;
  readonly by: Actor;
  readonly reason: string;
  readonly now: Date;
  /** Reads the match that this settles afresh. None where somebody has settled it otherwise: then nothing is joined. */
  readonly match?: () => Promise<MatchStep | undefined>;
};

export type JoinPorts = {
  readonly joins: HouseholdJoins;
  readonly cases: Pick<Cases, "find" | "change" | "ofHousehold">;
  readonly identities: Pick<HouseholdIdentities, "find" | "change" | "reindex">;
};

/** In order of precedence. */
export type JoinOutcome =
  /** `part` can be split off again under its own id. */
  | { readonly kind: "joined"; readonly household: HouseholdClaims; readonly part: string }
  /** An earlier try of the same, or somebody else, joined them. */
  | { readonly kind: "alreadyJoined"; readonly household: HouseholdClaims }
  /** The person has declared an interest in one of them. */
  | { readonly kind: "barred" }
  | { readonly kind: "matchMoved" };

/**
 * Makes one household of two, with everything that either has had. From then on no rule and no write tells them apart, until
 * somebody splits them. Safe to send again after a lost answer.
 */
export const joinHouseholds = async (toJoin: ToJoin, ports: JoinPorts): Promise<JoinOutcome> => {
  const { keep: keepId, join: joinId, by, reason, now } = toJoin;
  const { joins } = ports;
  const outcome = await retry<JoinOutcome>(async () => {
    const [keep, other] = await Promise.all([joins.find(keepId), joins.find(joinId)]);
    if ([keep, other].some((household) => barredFrom(household).includes(by.id))) return { kind: "barred" };
    if (keep.householdId === other.householdId) return { kind: "alreadyJoined", household: keep };
    const match = await toJoin.match?.();
    if (toJoin.match && !match) return { kind: "matchMoved" };
    const at = now.toISOString();
    const joined = joinedTogether(keep, other, { at, by: actorOf(by), reason });
    const [one, two] = [partsOf(keep), partsOf(other)];
    const corrections = countCorrections(one, two, await joins.awards(awardsOfBoth(one, two)));
    const of = { kept: keep.householdId, part: other.householdId, version: joined.version, at, by: actorOf(by), reason };
    const join = { kind: "join", ...of, groups: groupsOf(one, two) } as const;
    const identities = await ports.identities.change(await identitiesJoined(keep.householdId, other.householdId, now, ports), {
      room: roomForIdentifiers,
    });
    const written = await joins.join({
      keep,
      other,
      joined,
      entries: correctingEntries(corrections, join),
      changes: changesOf(join),
      match,
      identities,
    });
    if (written.kind !== "written") return again;
    await indexRest(identities, [keep.householdId, other.householdId], ports);
    return { kind: "joined", household: joined, part: other.householdId };
  });
  if ("household" in outcome) await barInEachCase(outcome.household, toJoin, ports);
  return outcome;
};

/** An interest in one household holds for both: each case of either notes it too. Sent again, the join goes on. */
const barInEachCase = async (household: HouseholdClaims, { now }: ToJoin, { cases }: JoinPorts): Promise<void> => {
  const interested = openInterests(household);
  if (interested.length === 0) return;
  const ofAll = await cases.ofHousehold(household.householdId);
  for (const { by } of interested) for (const { caseId } of ofAll) await declareIn(caseId, { by, now }, cases);
};
