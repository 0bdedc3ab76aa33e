import { isDeepStrictEqual } from "node:util";
import { type HouseholdClaims, reachedIn, spentIn, windowFor } from "../../../shared/domain/household/household.ts";
import { householdFrom, partsOf } from "../../../shared/domain/household/parts.ts";
import { isMoneyBack } from "../../../shared/domain/ledger/ledger.ts";
import { itemOf } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion, type SchemeBook } from "../../../shared/domain/scheme/scheme-book.ts";
import { type LineWithEntries, linesWithEntries, stillCounts } from "./awards.ts";
import { differs, type Everything, grouped, rootsIn, sum } from "./everything.ts";

/** Each household's claims and figures follow from its awards. */
export const householdTroubles = (everything: Everything, book: SchemeBook): readonly string[] => {
  const lines = linesWithEntries(everything);
  const ofHousehold = grouped(lines, ({ line }) => line.householdId);
  const known = new Set(everything.households.map(({ householdId }) => householdId));
  return [
    ...joinsTorn(everything),
    ...everything.households
      .filter(({ joinedTo }) => joinedTo === undefined)
      .flatMap(partsOf)
      .flatMap((household) => {
        const own = ofHousehold.get(household.householdId) ?? [];
        return [...claimsBeyondTheScheme(household, book), ...claimsOffTheLines(household, own, book), ...spentOffTheLines(household, own)];
      }),
    ...[...ofHousehold.keys()].filter((name) => !known.has(name)).map((name) => `Household ${name} has an award, and no record.`),
    ...countsOffTheHouseholds(everything, lines),
  ];
};

/** A household that is joined is a part of the one that it points to, once, and that one has in all what its parts have. */
const joinsTorn = (everything: Everything): string[] => {
  const rootOf = rootsIn(everything);
  const kept = everything.households.filter(({ joinedTo }) => joinedTo === undefined);
  const partsIn = kept.flatMap((household) => partsOf(household).map((part) => `${part.householdId} in ${household.householdId}`));
  const wanted = everything.households.map(({ householdId }) => `${householdId} in ${rootOf(householdId)}`);
  return [
    ...wanted.filter((place) => !partsIn.includes(place)).map((place) => `Household ${place} is no part there.`),
    ...(partsIn.length === wanted.length ? [] : ["A household is a part of two households."]),
    ...everything.households.flatMap((household) => {
      const { parts, joinedTo, claims, householdId, version } = household;
      if (joinedTo !== undefined && claims.length > 0) return [`Household ${householdId} is joined, and has claims of its own.`];
      const { claims: c, spent, reached, contact } = parts ? householdFrom(householdId, version, parts) : household;
      const isSame = isDeepStrictEqual([claims, household.spent, household.reached, household.contact], [c, spent, reached, contact]);
      return isSame ? [] : [`Household ${householdId} has not in all what its parts have.`];
    }),
  ];
};

type Record = Pick<HouseholdClaims, "householdId" | "claims" | "spent" | "reached">;

/** No two claims on one need overlap beyond what the scheme of the later one allows. */
const claimsBeyondTheScheme = ({ householdId, claims }: Record, book: SchemeBook): string[] =>
  claims.flatMap((claim, index) => {
    const overlapping = claims
      .slice(0, index + 1)
      .filter(({ need, from, until }) => need === claim.need && from <= claim.from && claim.from <= until);
    const scheme = newestVersion(book, claim.scheme);
    return scheme && overlapping.length <= windowFor(scheme, claim.need).awards
      ? []
      : [`Household ${householdId} holds ${overlapping.length} claims on ${claim.need} at once in ${claim.scheme}.`];
  });

const claimsOffTheLines = ({ householdId, claims }: Record, lines: readonly LineWithEntries[], book: SchemeBook): string[] => {
  const met = lines.filter(stillCounts).flatMap(({ line: { awardId, item, drawnOn } }) => {
    const scheme = newestVersion(book, drawnOn.scheme);
    const need = scheme && itemOf(scheme, item)?.need;
    return need ? [`${need} by ${awardId}`] : [];
  });
  const claimed = claims.map(({ need, awardId }) => `${need} by ${awardId}`);
  const missing = [...new Set(met)].filter((name) => !claimed.includes(name));
  const left = claimed.filter((name) => !met.includes(name));
  return [
    ...missing.map((name) => `Household ${householdId} does not claim ${name}.`),
    ...left.map((name) => `Household ${householdId} still claims ${name}.`),
    ...(new Set(claimed).size === claimed.length ? [] : [`Household ${householdId} claims something twice by one award.`]),
  ];
};

const distinct = (texts: readonly string[]) => new Set(texts).size;

const spentOffTheLines = (household: Record, lines: readonly LineWithEntries[]): string[] =>
  [
    ...new Set([...Object.keys(household.spent), ...Object.keys(household.reached), ...lines.map(({ line }) => line.drawnOn.scheme)]),
  ].flatMap((scheme) => {
    const own = lines.filter(({ line }) => line.drawnOn.scheme === scheme);
    const live = own.filter(stillCounts).map(({ line }) => line);
    const kept = own.filter(({ entries }) => !entries.some(({ kind }) => isMoneyBack(kind)));
    const reached = reachedIn(household, scheme);
    const categories = new Set([...Object.keys(reached.categories), ...live.map(({ category }) => category)]);
    const place = `of household ${household.householdId} in ${scheme}`;
    return [
      ...differs(`what is spent ${place}`, spentIn(household, scheme), sum(kept.map(({ line }) => line.amount))),
      ...differs(`awards ${place}`, reached.awards, distinct(live.map(({ awardId }) => awardId))),
      ...[...categories].flatMap((category) =>
        differs(
          `awards in ${category} ${place}`,
          reached.categories[category],
          distinct(live.flatMap((line) => (line.category === category ? line.awardId : []))),
        ),
      ),
    ];
  });

/** Awards and households are counted once, in each category and in the scheme, over all envelopes and shards together. */
const countsOffTheHouseholds = (everything: Everything, lines: readonly LineWithEntries[]): string[] => {
  const { shards } = everything;
  const rootOf = rootsIn(everything);
  const live = lines.filter(stillCounts).map(({ line }) => line);
  const ofScheme = grouped(live, ({ drawnOn }) => drawnOn.scheme);
  const ofCategory = grouped(live, ({ drawnOn, category }) => `${drawnOn.scheme} ${category}`);
  const shardsOfScheme = grouped(shards, ({ scheme }) => scheme);
  const shardsOfCategory = grouped(shards, ({ scheme, category }) => `${scheme} ${category}`);
  const compare = (where: "inCategory" | "inScheme", counted: typeof shardsOfScheme, standing: typeof ofScheme) =>
    [...counted].flatMap(([name, own]) => {
      const ours = standing.get(name) ?? [];
      const awards = distinct(ours.map(({ awardId }) => awardId));
      const households = distinct(ours.map(({ householdId }) => rootOf(householdId)));
      return [
        ...differs(`awards counted in ${name}`, sum(own.map((shard) => shard.awards[where])), awards),
        ...differs(`households counted in ${name}`, sum(own.map((shard) => shard.households[where])), households),
      ];
    });
  return [
    ...compare("inScheme", shardsOfScheme, ofScheme),
    ...compare("inCategory", shardsOfCategory, ofCategory),
    ...[...shardsOfScheme].flatMap(([name, own]) =>
      differs(`payments counted in ${name}`, sum(own.map(({ payments }) => payments)), (ofScheme.get(name) ?? []).length),
    ),
  ];
};
