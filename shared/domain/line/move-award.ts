import type { Award } from "../award/award.ts";
import { londonDay } from "../dates.ts";
import {
  claimAgainst,
  type HouseholdClaims,
  type HouseholdPart,
  overs,
  type Reached,
  reachedIn,
  spanOf,
  spentIn,
} from "../household/household.ts";
import { changePart, hasPart, partsOf } from "../household/parts.ts";
import type { LedgerEntry } from "../ledger/ledger.ts";
import { placesOf } from "../ledger/ledger.ts";
import { addPence, type Pence, pence, zeroPence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { Line } from "./line.ts";
import { bucketOf, changeLine, type LineMove, neverReached } from "./line-move.ts";

/** Everything that the move of one award between joined households writes. */
export type AwardMove = {
  readonly award: Award;
  readonly to: string;
  readonly household: HouseholdClaims;
  readonly lines: readonly LineMove[];
  readonly entry: LedgerEntry;
};

export type NotMoved =
  /** The award is of none of these households, or nothing of it is left. */
  | { readonly kind: "notOfHousehold" }
  | { readonly kind: "beforeJoin" }
  /** The other household has an award of its own for the need, which would then be its second. */
  | { readonly kind: "helpedTwice"; readonly earlierAwardId: string };

type ToMove = {
  readonly award: Award;
  readonly lines: readonly Line[];
  readonly to: string;
  /** The time of the join: only awards made since then can be put elsewhere. */
  readonly since: string;
  readonly scheme: Scheme;
};

/** Moves an award from one of two joined households to the other. Together they have had the same before and after. */
export const moveAward = (
  household: HouseholdClaims,
  { award, lines, to, since, scheme }: ToMove,
  { at, by }: { readonly at: string; readonly by: Actor },
): { readonly kind: "moved"; readonly move: AwardMove } | { readonly kind: "alreadyThere" } | NotMoved => {
  const holder = partsOf(household).find(({ claims }) => claims.some(({ awardId }) => awardId === award.awardId));
  const target = partsOf(household).find(({ householdId }) => householdId === to);
  if (!holder || !target || !hasPart(household, to)) return { kind: "notOfHousehold" };
  if (holder.householdId === to) return { kind: "alreadyThere" };
  if (award.committedAt < since) return { kind: "beforeJoin" };
  const claims = holder.claims.filter(({ awardId }) => awardId === award.awardId);
  for (const { need, on, from } of claims) {
    const against = claimAgainst(scheme, need, target, on ?? from);
    if (against) return { kind: "helpedTwice", earlierAwardId: against.claim.awardId };
  }

  const taken = { claims, ...sumsOf(award, lines, holder) };
  const without = changePart(household, holder.householdId, (part) => withoutAward(part, award, taken));
  const moved = changePart(without, to, (part) => withAward(part, award, taken));
  const [drawnOn] = award.drawnOn;
  if (!drawnOn) throw new RangeError("An award draws on an envelope.");
  const version = household.version + 1;
  const { category, period, pot, shard } = drawnOn;
  return {
    kind: "moved",
    move: {
      award,
      to,
      household: { ...moved, version },
      lines: lines.map((line) => changeLine(line, { householdId: to })),
      entry: {
        ...{ scheme: drawnOn.scheme, category, period, pot, shard },
        entryId: `${household.householdId}-${version}`,
        kind: "awardMoved",
        amount: zeroPence,
        ...placesOf("awardMoved"),
        at,
        by,
        why: "The award belongs to the other of two joined households",
        moved: { awardId: award.awardId, from: holder.householdId, to },
      },
    },
  };
};

type Sums = {
  readonly claims: HouseholdClaims["claims"];
  readonly spent: Pence;
  readonly reached: Reached;
  readonly decided: NonNullable<HouseholdClaims["decided"]>;
};

/** The household's part of the award, less everything that came back of it. */
const sumsOf = (award: Award, lines: readonly Line[], { decided = [] }: HouseholdPart): Omit<Sums, "claims"> => {
  const live = lines.filter((line) => !neverReached(line));
  const categories = [...new Set(live.map(({ category }) => category))];
  const approval = lines.flatMap(({ steps }) => steps).find(({ step }) => step === "approve");
  const { by, at } = award.awaitsApproval ? { by: approval?.by, at: approval?.at } : { by: award.by, at: award.committedAt };
  const spans = at === undefined ? [] : overs.map((over) => spanOf(over, londonDay(new Date(at))));
  const own = decided.filter((one) => one.scheme === award.scheme && one.by === by?.id && spans.includes(one.span));
  return {
    spent: addPence(lines.flatMap((line) => (bucketOf(line) === undefined ? [] : line.amount))),
    reached: { awards: live.length > 0 ? 1 : 0, categories: Object.fromEntries(categories.map((category) => [category, 1])) },
    decided: own.map((one) => ({ ...one, sum: pence(Math.min(one.sum, award.total)) })),
  };
};

const isSameSpan = (one: Sums["decided"][number], other: Sums["decided"][number]): boolean =>
  one.scheme === other.scheme && one.by === other.by && one.span === other.span;

const withoutAward = (part: HouseholdPart, { awardId, scheme }: Award, taken: Sums): HouseholdPart => ({
  ...part,
  claims: part.claims.filter((claim) => claim.awardId !== awardId),
  spent: { ...part.spent, [scheme]: pence(spentIn(part, scheme) - taken.spent) },
  reached: { ...part.reached, [scheme]: reachedWith(reachedIn(part, scheme), taken.reached, -1) },
  ...(part.decided && {
    decided: part.decided.map((one) => {
      const less = taken.decided.find((other) => isSameSpan(one, other));
      return less ? { ...one, sum: pence(one.sum - less.sum) } : one;
    }),
  }),
});

const withAward = (part: HouseholdPart, { scheme }: Award, taken: Sums): HouseholdPart => {
  const before = part.decided ?? [];
  const more = taken.decided.map((one) => ({
    ...one,
    sum: addPence([one.sum, before.find((other) => isSameSpan(one, other))?.sum ?? zeroPence]),
  }));
  return {
    ...part,
    claims: [...part.claims, ...taken.claims],
    spent: { ...part.spent, [scheme]: addPence([spentIn(part, scheme), taken.spent]) },
    reached: { ...part.reached, [scheme]: reachedWith(reachedIn(part, scheme), taken.reached, 1) },
    ...(more.length > 0 && { decided: [...before.filter((one) => !more.some((other) => isSameSpan(one, other))), ...more] }),
  };
};

const reachedWith = (before: Reached, { awards, categories }: Reached, way: 1 | -1): Reached => ({
  awards: before.awards + way * awards,
  categories: {
    ...before.categories,
    ...Object.fromEntries(Object.keys(categories).map((category) => [category, (before.categories[category] ?? 0) + way])),
  },
});
