import type { HouseholdPart } from "../household/household.ts";
import { reachedIn } from "../household/household.ts";
import type { HouseholdChange } from "../household/household-change.ts";
import type { EnvelopeId } from "../ledger/envelope.ts";
import { type CountsOnce, type EntryKind, type HouseholdGroups, type LedgerEntry, placesOf } from "../ledger/ledger.ts";
import { zeroPence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { Category, SchemeCode } from "../scheme/scheme.ts";
import type { Award } from "./award.ts";

type Shard = EnvelopeId & { readonly shard: number };
type DrawnOn = Pick<Award, "awardId" | "scheme" | "committedAt" | "drawnOn">;

/** A count that a join takes away or a split adds, in the shard that counted the household. */
export type CountCorrection = { readonly drawnOn: Shard; readonly counts: CountsOnce };

type Group = readonly HouseholdPart[];

export const groupsOf = (kept: Group, part: Group): HouseholdGroups => {
  const idsOf = (group: Group) => group.map(({ householdId }) => householdId);
  return { kept: idsOf(kept), part: idsOf(part) };
};

const schemesOf = (group: Group): readonly SchemeCode[] => [...new Set(group.flatMap(({ reached }) => Object.keys(reached)))];
const awardsIn = (group: Group, scheme: SchemeCode): number => group.reduce((sum, part) => sum + reachedIn(part, scheme).awards, 0);
const awardsInCategory = (group: Group, scheme: SchemeCode, category: Category): number =>
  group.reduce((sum, part) => sum + (reachedIn(part, scheme).categories[category] ?? 0), 0);
const categoriesOf = (group: Group, scheme: SchemeCode): readonly Category[] => [
  ...new Set(group.flatMap((part) => Object.keys(reachedIn(part, scheme).categories))),
];

/** The awards that the corrections of two groups of joined households look at. */
export const awardsOfBoth = (one: Group, other: Group): readonly string[] => {
  const both = schemesOf(one).filter((scheme) => awardsIn(one, scheme) > 0 && awardsIn(other, scheme) > 0);
  return [
    ...new Set(
      [...one, ...other].flatMap(({ claims }) => claims.filter(({ scheme }) => both.includes(scheme)).map(({ awardId }) => awardId)),
    ),
  ];
};

/**
 * Each category and each scheme in which both groups were helped. There a join counts one household less, and a split one
 * more: in the shard of the later group's first award, where that group's count stands or would have stood alone.
 */
export const countCorrections = (one: Group, other: Group, awards: readonly DrawnOn[]): readonly CountCorrection[] => {
  const byId = new Map(awards.map((award) => [award.awardId, award]));
  const firstOf = (group: Group, scheme: SchemeCode, category?: Category) => {
    const own = group.flatMap(({ claims }) => claims.flatMap(({ awardId }) => byId.get(awardId) ?? []));
    const drawing = own.flatMap(({ drawnOn, committedAt, awardId, ...award }) => {
      const shard = category === undefined ? drawnOn[0] : drawnOn.find((drawn) => drawn.category === category);
      return award.scheme === scheme && shard ? [{ at: `${committedAt}#${awardId}`, shard }] : [];
    });
    return drawing.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  };
  const placeOf = (scheme: SchemeCode, category?: Category): Shard => {
    const firsts = [firstOf(one, scheme, category), firstOf(other, scheme, category)].flatMap((first) => first ?? []);
    const last = firsts.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
    if (!last) throw new RangeError("A household that was helped claims a need by an award.");
    return last.shard;
  };
  const found = schemesOf(one).flatMap((scheme): CountCorrection[] => {
    if (awardsIn(one, scheme) === 0 || awardsIn(other, scheme) === 0) return [];
    const both = categoriesOf(one, scheme).filter(
      (category) => awardsInCategory(one, scheme, category) > 0 && awardsInCategory(other, scheme, category) > 0,
    );
    return [
      { drawnOn: placeOf(scheme), counts: { inCategory: false, inScheme: true } },
      ...both.map((category) => ({ drawnOn: placeOf(scheme, category), counts: { inCategory: true, inScheme: false } })),
    ];
  });
  return [...Map.groupBy(found, ({ drawnOn }) => JSON.stringify(placeNameOf(drawnOn))).values()].flatMap((same) =>
    same[0]
      ? [
          {
            drawnOn: same[0].drawnOn,
            counts: {
              inCategory: same.some(({ counts }) => counts.inCategory),
              inScheme: same.some(({ counts }) => counts.inScheme),
            },
          },
        ]
      : [],
  );
};

const placeNameOf = ({ scheme, category, period, pot, shard }: Shard) => [scheme, category, period, pot, shard];

const whys = {
  join: "Two households were found to be one, which counts once",
  split: "Two households were found to be apart, and count apart again",
} as const;

/** A join or a split. `version` is the surviving household's after it, so that nothing of it is put twice. */
export type JoinOrSplit = {
  readonly kind: Extract<EntryKind, "join" | "split">;
  readonly kept: string;
  readonly part: string;
  readonly version: number;
  readonly groups: HouseholdGroups;
  readonly at: string;
  readonly by: Actor;
  readonly reason: string;
};

/** The ledger's entries of a join or a split. */
export const correctingEntries = (corrections: readonly CountCorrection[], { kind, ...of }: JoinOrSplit): readonly LedgerEntry[] =>
  corrections.map(({ drawnOn: { scheme, category, period, pot, shard }, counts }, index) => ({
    ...{ scheme, category, period, pot, shard },
    entryId: `${of.kept}-${of.version}.${index + 1}`,
    kind,
    amount: zeroPence,
    ...placesOf(kind),
    at: of.at,
    by: of.by,
    why: whys[kind],
    households: { kept: of.kept, part: of.part, counts, groups: of.groups },
  }));

const saysOf = {
  join: { kind: "joined", ofKept: "Another household was joined to this one", ofPart: "This household was joined to another one" },
  split: { kind: "split", ofKept: "A household was split from this one", ofPart: "This household was split from another one" },
} as const;

/** The records of a join or a split, for the histories of both households. */
export const changesOf = ({ kind, kept, part, version, at, by, reason }: JoinOrSplit): readonly HouseholdChange[] => {
  const says = saysOf[kind];
  const change = { changeId: `${kept}-${version}`, at, by, kind: says.kind, reason };
  return [
    { ...change, householdId: kept, says: says.ofKept, other: part },
    { ...change, householdId: part, says: says.ofPart, other: kept },
  ];
};
