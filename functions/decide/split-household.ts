import type { Award } from "../../shared/domain/award/award.ts";
import { awardsOfBoth, changesOf, correctingEntries, countCorrections, groupsOf } from "../../shared/domain/award/count-corrections.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { householdFrom, partsOf, takenApart } from "../../shared/domain/household/parts.ts";
import { moveAward, type NotMoved } from "../../shared/domain/line/move-award.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { HouseholdJoins } from "../../shared/store/household-joins.ts";
import type { MatchStep } from "../../shared/store/matches.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { identitiesSplit, indexRest, roomForIdentifiers } from "./joined-records.ts";

export type ToSplit = {
  /** The joined household, by any of its ids. */
  readonly householdId: string;
  /** The household that leaves, with those that had been joined to it. */
  readonly part: string;
  readonly by: Actor;
  readonly reason: string;
  readonly now: Date;
  /** The household for awards made since the join, by the award's id. Others stay with the household of their case. */
  readonly awardsTo?: Readonly<Record<string, string>>;
  /** Reads the match that this opens again afresh. None where somebody has moved it meanwhile: then nothing is split. */
  readonly match?: () => Promise<MatchStep | undefined>;
};

export type SplitPorts = {
  readonly joins: HouseholdJoins;
  readonly schemes: Pick<Schemes, "book">;
  readonly identities: Pick<HouseholdIdentities, "find" | "change" | "reindex">;
};

/** In order of precedence. */
export type SplitOutcome =
  | { readonly kind: "split"; readonly staying: HouseholdClaims; readonly leaving: HouseholdClaims }
  | { readonly kind: "barred" }
  /** They are apart: an earlier try of the same, or somebody else, split them; or they never were one. */
  | { readonly kind: "notJoined"; readonly household: HouseholdClaims }
  /** Nothing is split until every award has a household that may have it. */
  | { readonly kind: "awardNotMoved"; readonly awardId: string; readonly because: NotMoved }
  | { readonly kind: "matchMoved" };

/**
 * Makes two households of one again: each has what it would have had without the join. Awards that a person puts elsewhere
 * are moved first, each in a write of its own, since that changes nothing for the joined household. Safe to send again.
 */
export const splitHousehold = async (toSplit: ToSplit, ports: SplitPorts): Promise<SplitOutcome> => {
  const { joins, schemes } = ports;
  const { householdId, part, by, now, awardsTo = {} } = toSplit;
  const wanted = Object.entries(awardsTo);
  const book = wanted.length > 0 ? await schemes.book(now) : [];
  return retry<SplitOutcome>(async () => {
    const household = await joins.find(householdId);
    if (barredFrom(household).includes(by.id)) return { kind: "barred" };
    const since = partsOf(household).find((one) => one.householdId === part)?.joined?.at;
    if (since === undefined) return { kind: "notJoined", household };
    const planned = await planMoves(household, wanted, { since, book, toSplit, joins });
    if (planned.kind !== "planned") return planned;
    const [move] = planned.moves;
    if (move) {
      await joins.moveAward(move);
      return again;
    }
    return (await splitNow(household, toSplit, ports)) ?? again;
  });
};

const splitNow = async (
  household: HouseholdClaims,
  toSplit: ToSplit,
  { joins, identities }: SplitPorts,
): Promise<SplitOutcome | undefined> => {
  const { part, by, now, reason } = toSplit;
  const match = await toSplit.match?.();
  if (toSplit.match && !match) return { kind: "matchMoved" };
  const { staying, leaving } = takenApart(household, part);
  const [awards, pointerVersion] = await Promise.all([joins.awards(awardsOfBoth(staying, leaving)), joins.versionOf(part)]);
  const version = household.version + 1;
  const after = {
    staying: householdFrom(household.householdId, version, staying),
    leaving: householdFrom(part, pointerVersion + 1, leaving),
  };
  const split = {
    ...({ kind: "split", kept: household.householdId, part, version } as const),
    groups: groupsOf(staying, leaving),
    ...{ at: now.toISOString(), by: actorOf(by), reason },
  };
  const entries = correctingEntries(countCorrections(staying, leaving, awards), split);
  const two = { staying: household.householdId, leaving: part, isCompared: match !== undefined };
  const apart = await identities.change(await identitiesSplit(two, { identities }), { room: roomForIdentifiers });
  const written = await joins.split({
    household,
    pointerVersion,
    ...after,
    entries,
    changes: changesOf(split),
    match,
    identities: apart,
  });
  if (written.kind !== "written") return undefined;
  await indexRest(apart, [household.householdId, part], { identities });
  return { kind: "split", ...after };
};

type Planning = {
  readonly since: string;
  readonly book: SchemeBook;
  readonly toSplit: ToSplit;
  readonly joins: HouseholdJoins;
};
type Moved = Extract<ReturnType<typeof moveAward>, { kind: "moved" }>["move"];

/** Works out every move, each from the household that the one before leaves, before any of them is made. */
const planMoves = async (
  household: HouseholdClaims,
  wanted: readonly (readonly [string, string])[],
  { since, book, toSplit: { by, now }, joins }: Planning,
): Promise<{ readonly kind: "planned"; readonly moves: readonly Moved[] } | Extract<SplitOutcome, { kind: "awardNotMoved" }>> => {
  const awards = new Map((await joins.awards(wanted.map(([awardId]) => awardId))).map((award) => [award.awardId, award]));
  const moves: Moved[] = [];
  let sofar = household;
  for (const [awardId, to] of wanted) {
    const award = awards.get(awardId);
    if (!award) return { kind: "awardNotMoved", awardId, because: { kind: "notOfHousehold" } };
    const moved = moveAward(
      sofar,
      { award, lines: await joins.linesOf(award), to, since, scheme: schemeOf(award, book) },
      { at: now.toISOString(), by: actorOf(by) },
    );
    if (moved.kind === "alreadyThere") continue;
    if (moved.kind !== "moved") return { kind: "awardNotMoved", awardId, because: moved };
    sofar = moved.move.household;
    moves.push(moved.move);
  }
  return { kind: "planned", moves };
};

const schemeOf = ({ scheme, schemeVersion: version }: Award, book: SchemeBook) => {
  const found = schemeVersion(book, scheme, version);
  if (!found) throw new Fault("itemUnreadable");
  return found;
};
