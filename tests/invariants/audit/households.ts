import { type HouseholdClaims, reachedIn, spentIn, windowFor } from "../../../shared/domain/household/household.ts";
import { isMoneyBack } from "../../../shared/domain/ledger/ledger.ts";
import { itemOf } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion, type SchemeBook } from "../../../shared/domain/scheme/scheme-book.ts";
import { type LineWithEntries, linesWithEntries, stillCounts } from "./awards.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

/** Each household's claims and figures follow from its awards. */
export const householdTroubles = (everything: Everything, book: SchemeBook): readonly string[] => {
  const lines = linesWithEntries(everything);
  const ofHousehold = grouped(lines, ({ line }) => line.householdId);
  const known = new Set(everything.households.map(({ householdId }) => householdId));
  return [
    ...everything.households.flatMap((household) => {
      const own = ofHousehold.get(household.householdId) ?? [];
      return [...claimsBeyondTheScheme(household, book), ...claimsOffTheLines(household, own, book), ...spentOffTheLines(household, own)];
    }),
    ...[...ofHousehold.keys()].filter((name) => !known.has(name)).map((name) => `Household ${name} has an award, and no record.`),
    ...countsOffTheHouseholds(everything, lines),
  ];
};

/** No two claims on one need overlap beyond what the scheme of the later one allows. */
const claimsBeyondTheScheme = ({ householdId, claims }: HouseholdClaims, book: SchemeBook): string[] =>
  claims.flatMap((claim, index) => {
    const overlapping = claims
      .slice(0, index + 1)
      .filter(({ need, from, until }) => need === claim.need && from <= claim.from && claim.from <= until);
    const scheme = newestVersion(book, claim.scheme);
    return scheme && overlapping.length <= windowFor(scheme, claim.need).awards
      ? []
      : [`Household ${householdId} holds ${overlapping.length} claims on ${claim.need} at once in ${claim.scheme}.`];
  });

const claimsOffTheLines = ({ householdId, claims }: HouseholdClaims, lines: readonly LineWithEntries[], book: SchemeBook): string[] => {
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

const spentOffTheLines = (household: HouseholdClaims, lines: readonly LineWithEntries[]): string[] =>
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
const countsOffTheHouseholds = ({ shards }: Everything, lines: readonly LineWithEntries[]): string[] => {
  const live = lines.filter(stillCounts).map(({ line }) => line);
  const ofScheme = grouped(live, ({ drawnOn }) => drawnOn.scheme);
  const ofCategory = grouped(live, ({ drawnOn, category }) => `${drawnOn.scheme} ${category}`);
  const shardsOfScheme = grouped(shards, ({ scheme }) => scheme);
  const shardsOfCategory = grouped(shards, ({ scheme, category }) => `${scheme} ${category}`);
  const compare = (where: "inCategory" | "inScheme", counted: typeof shardsOfScheme, standing: typeof ofScheme) =>
    [...counted].flatMap(([name, own]) => {
      const ours = standing.get(name) ?? [];
      const awards = distinct(ours.map(({ awardId }) => awardId));
      const households = distinct(ours.map(({ householdId }) => householdId));
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
