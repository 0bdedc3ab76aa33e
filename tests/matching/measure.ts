import { afterApplying } from "../../shared/domain/identity/after-applying.ts";
import { type Candidate, chooseHousehold } from "../../shared/domain/identity/choose-household.ts";
import type { HouseholdIdentity, MatchKey } from "../../shared/domain/identity/identity.ts";
import { isSharedByMany, isStrongKey, keysOf, mostCandidates, mostHouseholdsOfKey } from "../../shared/domain/identity/keys-of.ts";
import { heldToOwnWord } from "../../shared/domain/identity/own-word.ts";
import { type ScorePartName, scoreParts } from "../../shared/domain/identity/score-of.ts";
import { type Labelled, labelledDay } from "./labelled.ts";

/** The store's index in memory: the same keys, the same most households of a key, the same most candidates. */
const memoryIndex = () => {
  const householdsOf = new Map<string, Set<string>>();
  const text = ({ kind, value }: MatchKey) => `${kind} ${value}`;
  const held = (key: MatchKey): ReadonlySet<string> => householdsOf.get(text(key)) ?? new Set<string>();
  const isFull = (key: MatchKey) => held(key).size >= mostHouseholdsOfKey;
  return {
    add(householdId: string, keys: readonly MatchKey[]): void {
      for (const key of keys) {
        const households = householdsOf.get(text(key)) ?? new Set<string>();
        if (households.size < mostHouseholdsOfKey) householdsOf.set(text(key), households.add(householdId));
      }
    },
    candidates(keys: readonly MatchKey[]): readonly string[] {
      const found = new Set<string>();
      for (const key of keys)
        if (isStrongKey(key.kind) || !isFull(key)) for (const id of held(key)) if (found.size < mostCandidates) found.add(id);
      return [...found];
    },
    isShared: (key: MatchKey) => isSharedByMany(key.kind, held(key).size),
    isStrongFull: (keys: readonly MatchKey[]) => keys.some((key) => isStrongKey(key.kind) && isFull(key)),
  };
};

/** One mistake, for whoever looks into a figure: which applications, and with which parts. */
export type Mistake = {
  readonly what: "wrong merge" | "missed" | "asked in vain" | "asked rightly";
  readonly application: string;
  readonly other: string;
  readonly parts: readonly string[];
  readonly points: number;
};

export type Measured = {
  readonly applications: number;
  readonly households: number;
  /** Of candidates that are certain or possible, the share that is the same household in truth. */
  readonly precision: number;
  /** Of applications whose household applied before, the share where that household is joined or put before a person. */
  readonly recall: number;
  /** Of all applications, the share that a person looks at. */
  readonly toPerson: number;
  /** Applications that joined, without a person, a household that is not theirs. */
  readonly wrongMerges: number;
  /** Of all candidates compared that have the part, the share that is right; of those that are right, the share that has the part. */
  readonly parts: readonly { readonly part: ScorePartName; readonly precision: number; readonly recall: number; readonly seen: number }[];
  readonly mistakes: readonly Mistake[];
};

const share = (part: number, whole: number, ofNothing: number): number => (whole === 0 ? ofNothing : part / whole);

/**
 * Takes applications in their order, as submission does. Where a person looks, they find the truth at once: the same household
 * is joined, and others are found apart.
 */
export const measure = (applications: readonly Labelled[]): Measured => {
  const index = memoryIndex();
  const known = new Map<string, { identity: HouseholdIdentity; readonly truth: string }>();
  const truths = new Map<string, Set<string>>();
  const parts = new Map<string, { right: number; wrong: number }>();
  const mistakes: Mistake[] = [];
  const counted = { right: 0, named: 0, repeats: 0, found: 0, asked: 0, wrongMerges: 0, rightCompared: 0 };

  for (const { application, household, own } of applications) {
    const keys = keysOf(own);
    const candidates = index.candidates(keys).flatMap((id) => known.get(id)?.identity ?? []);
    const chosen = heldToOwnWord(chooseHousehold(own, candidates, index.isShared), { own, othersHere: [], today: labelledDay });
    const isRight = ({ identity }: Candidate) => known.get(identity.householdId)?.truth === household;
    const named = [...(chosen.joins ? [chosen.joins] : []), ...chosen.possible];
    const note = (what: Mistake["what"], { identity, score }: Candidate) =>
      mistakes.push({ what, application, other: identity.householdId, parts: score.parts.map(({ part }) => part), points: score.points });

    for (const candidate of chosen.compared) {
      if (isRight(candidate)) counted.rightCompared += 1;
      for (const part of new Set(candidate.score.parts.map((one) => one.part))) {
        const seen = parts.get(part) ?? { right: 0, wrong: 0 };
        parts.set(part, isRight(candidate) ? { ...seen, right: seen.right + 1 } : { ...seen, wrong: seen.wrong + 1 });
      }
    }
    counted.named += named.length;
    counted.right += named.filter(isRight).length;
    const before = truths.get(household);
    if (before) {
      counted.repeats += 1;
      if (named.some(isRight)) counted.found += 1;
      else {
        const nearest = chosen.compared.find(isRight);
        if (nearest) note("missed", nearest);
        else mistakes.push({ what: "missed", application, other: [...before][0] ?? "", parts: [], points: 0 });
      }
    }
    if (chosen.joins && !isRight(chosen.joins)) {
      counted.wrongMerges += 1;
      note("wrong merge", chosen.joins);
    }
    const isAsked = chosen.possible.length > 0 || index.isStrongFull(keys);
    if (isAsked) {
      counted.asked += 1;
      const [first] = chosen.possible;
      if (first) note(chosen.possible.some(isRight) ? "asked rightly" : "asked in vain", first);
    }

    const same = chosen.joins ?? chosen.possible.find(isRight);
    if (same) {
      const joined = afterApplying(same.identity, own, labelledDay);
      const entry = known.get(same.identity.householdId);
      if (entry) entry.identity = joined;
      index.add(joined.householdId, keysOf(joined));
    } else {
      const apart = chosen.possible.map(({ identity, score }) => ({
        householdId: identity.householdId,
        as: "different" as const,
        points: score.points,
      }));
      known.set(own.householdId, { identity: { ...own, ...(apart.length > 0 && { apart }) }, truth: household });
      index.add(own.householdId, keys);
    }
    truths.set(household, (before ?? new Set<string>()).add(application));
  }

  return {
    applications: applications.length,
    households: truths.size,
    precision: share(counted.right, counted.named, 1),
    recall: share(counted.found, counted.repeats, 1),
    toPerson: share(counted.asked, applications.length, 0),
    wrongMerges: counted.wrongMerges,
    parts: (Object.keys(scoreParts) as ScorePartName[]).map((part) => {
      const { right, wrong } = parts.get(part) ?? { right: 0, wrong: 0 };
      return { part, seen: right + wrong, precision: share(right, right + wrong, 0), recall: share(right, counted.rightCompared, 0) };
    }),
    mistakes,
  };
};

/** No wrong merge without a person, nearly all found, few people asked. */
export const aim = { recall: 0.98, toPerson: 0.03, wrongMerges: 0 };
export const isMet = ({ recall, toPerson, wrongMerges }: Measured): boolean =>
  recall >= aim.recall && toPerson <= aim.toPerson && wrongMerges <= aim.wrongMerges;

const figure = (value: number): string => value.toFixed(4);

/** One figure a line. A part that no candidate had has no figures. */
export const printedLines = (measured: Measured): readonly string[] => [
  ...measured.parts
    .filter(({ seen }) => seen > 0)
    .flatMap(({ part, precision, recall }) => [`${part} precision ${figure(precision)}`, `${part} recall ${figure(recall)}`]),
  `applications ${measured.applications}`,
  `households ${measured.households}`,
  `precision ${figure(measured.precision)}`,
  `recall ${figure(measured.recall)}`,
  `to a person ${figure(measured.toPerson)}`,
  `wrong merges ${measured.wrongMerges}`,
];
