import { isDeepStrictEqual } from "node:util";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Bucket } from "../../../shared/domain/ledger/envelope.ts";
import { isSameEnvelope } from "../../../shared/domain/ledger/envelope.ts";
import { countsWay, type LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import { isSpent, type Line, lineIdOf, lineSteps, linesOf, mayStep } from "../../../shared/domain/line/line.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

/** A line with every entry that moved its money. */
export type LineWithEntries = { readonly line: Line; readonly entries: readonly LedgerEntry[] };

/** Every line of every award: from its item, or from its award while it has none. */
export const linesWithEntries = ({ awards, lines, entries }: Everything): readonly LineWithEntries[] => {
  const stored = new Map(lines.map((line) => [line.lineId, line]));
  const ofLine = grouped(
    entries.filter(({ award }) => award !== undefined),
    ({ award }) => (award ? lineIdOf(award.awardId, award.line) : ""),
  );
  return awards.flatMap((award) =>
    linesOf(award).map((line) => ({ line: stored.get(line.lineId) ?? line, entries: ofLine.get(line.lineId) ?? [] })),
  );
};

/** Whether a line counts: it was opened, and not cancelled before it reached anybody. */
export const stillCounts = ({ entries }: LineWithEntries): boolean => sum(entries.map(({ kind }) => countsWay(kind))) === 1;

/** Every award is whole, and every penny of every line is where the line's state says. */
export const awardTroubles = (everything: Everything): readonly string[] => {
  const lines = linesWithEntries(everything);
  const known = new Set(lines.map(({ line }) => line.lineId));
  return [
    ...everything.awards.flatMap(awardNotWhole),
    ...cutsNotOnEntries(everything),
    ...lines.flatMap(moneyNotWhereTheLineIs),
    ...everything.lines.flatMap(stepsThatDoNotFollow),
    ...everything.lines.filter(({ lineId }) => !known.has(lineId)).map(({ lineId }) => `Line ${lineId} belongs to no award.`),
    ...everything.entries.flatMap(({ entryId, award }) =>
      award && !known.has(lineIdOf(award.awardId, award.line)) ? [`Entry ${entryId} belongs to no award's line.`] : [],
    ),
  ];
};

const awardNotWhole = ({ awardId, lines, total }: Award): string[] =>
  differs(`the total of ${awardId}`, total, sum(lines.map(({ amount }) => amount)));

/** Returns read the ledger alone, so an entry that opens a line says all by which they cut it. */
const cutsNotOnEntries = ({ awards, entries }: Everything): string[] => {
  const byId = new Map(awards.map((award) => [award.awardId, award]));
  return entries.flatMap(({ kind, entryId, award: of }) => {
    if (!of || !openings.includes(kind)) return [];
    const award = byId.get(of.awardId);
    return [
      ...(of.cuts && isDeepStrictEqual(of.cuts, award?.cuts) ? [] : [`Entry ${entryId} does not have the cuts of its award.`]),
      ...(of.delivery && of.delivery === award?.lines[of.line]?.delivery ? [] : [`Entry ${entryId} does not have its line's delivery.`]),
    ];
  });
};

const openings: readonly LedgerEntry["kind"][] = ["award", "reservation"];

const moneyNotWhereTheLineIs = ({ line, entries }: LineWithEntries): string[] => {
  const { lineId, amount, drawnOn } = line;
  const place = placeOf(line);
  const timesIn = (bucket: Bucket) => sum(entries.map(({ from, to }) => (to === bucket ? 1 : 0) - (from === bucket ? 1 : 0)));
  return [
    ...differs(`how often ${lineId} was opened`, entries.filter(({ kind }) => openings.includes(kind)).length, 1),
    ...(["reserved", "committed", "paid"] as const).flatMap((bucket) =>
      differs(`how often the money of ${lineId}, ${line.state}, is ${bucket}`, timesIn(bucket), bucket === place ? 1 : 0),
    ),
    ...entries.flatMap((entry) => [
      ...differs(`the amount of entry ${entry.entryId}`, entry.amount, amount),
      ...(isSameEnvelope(entry, drawnOn) && entry.shard === drawnOn.shard ? [] : [`Entry ${entry.entryId} is not where ${lineId} drew.`]),
    ]),
  ];
};

/** The bucket that a line's money stands in; none once it has come back. */
const placeOf = ({ state, delivery }: Line): Bucket | undefined => {
  switch (state) {
    case "reserved":
      return "reserved";
    case "cancelled":
    case "recycled":
    case "returned":
      return undefined;
    default:
      return isSpent(delivery, state) ? "paid" : "committed";
  }
};

/** Each step was possible where the line then stood, and was taken once. */
const stepsThatDoNotFollow = ({ lineId, state, steps }: Line): string[] => {
  const [first] = steps;
  let at: Line["state"] = first?.step === "approve" || first?.step === "decline" ? "reserved" : steps.length > 0 ? "approved" : state;
  const wrong = steps.flatMap(({ step }) => {
    const before = at;
    at = lineSteps[step].to;
    return mayStep(before, step) ? [] : [`Line ${lineId} took the step ${step} while it was ${before}.`];
  });
  const twice = [...grouped(steps, ({ key, step }) => `${step} ${key}`)].filter(([, same]) => same.length > 1);
  return [
    ...wrong,
    ...twice.map(([name]) => `Line ${lineId} took the step ${name} twice.`),
    ...(at === state ? [] : [`Line ${lineId} is ${state}, and its steps led to ${at}.`]),
  ];
};
