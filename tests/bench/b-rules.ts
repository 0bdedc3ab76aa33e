import { marshall } from "@aws-sdk/util-dynamodb";
import type { CaseEventDetail } from "../../shared/domain/case/case.ts";
import { assessApplication } from "../../shared/domain/rules/eligibility.ts";
import type { DecisionFacts } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { tryCase } from "../../shared/domain/scheme-draft/trial.ts";
import { eventAfter } from "../../shared/store/case-writes.ts";
import { assessor } from "../examples.ts";
import { generateCases } from "../generator/cases.ts";
import { type DecidedCase, decideAll } from "../generator/decide.ts";
import { type Figure, inTurn, median } from "./measure.ts";

const decisionsARound = 2_000;
const rounds = 9;

type ToAssess = { readonly one: DecidedCase; readonly detail: CaseEventDetail; readonly facts: DecisionFacts; readonly scheme: Scheme };

/**
 * Every rule of a decision, against keeping their results: the event's hash and its form in the store. Both are work of
 * one processor, without a table.
 */
export const benchRules = async (): Promise<Figure[]> => {
  const cases = decideAll(generateCases({ cases: decisionsARound }), shippedSchemes).flatMap(toAssess);
  const times: number[] = [];
  const figure = await inTurn({
    name: "Rules",
    aim: 1,
    rounds,
    prepare: async () => undefined,
    ours: async () => {
      const time = timeOf(cases, ({ one, facts, scheme }) => assessApplication(one.application, facts, scheme));
      times.push(time);
      return time;
    },
    floor: async () => timeOf(cases, ({ one }) => keep(one)),
    note: "",
  });
  const rules = Math.round(cases.reduce((total, { scheme }) => total + scheme.rules.length, 0) / cases.length);
  const decided = `${microseconds(median(times), cases)} microseconds a decision, by ${rules} rules; ${cases.length} decisions a round`;
  const tried = `${microseconds(timeOf(cases, tryAgain), cases)} microseconds to try a decided case under two versions`;
  return [{ ...figure, note: `${decided}; ${tried}` }];
};

const microseconds = (milliseconds: number, cases: readonly ToAssess[]): string => ((1_000 * milliseconds) / cases.length).toFixed(0);

/** As a trial of a draft does, without reading the case. */
const tryAgain = ({ one: { application, awards }, detail, scheme }: ToAssess): void => {
  if (detail.kind === "awarded" || detail.kind === "refused")
    tryCase({ application, detail, lines: awards.flatMap(({ lines }) => lines) }, scheme, scheme);
};

const toAssess = (one: DecidedCase): ToAssess[] =>
  one.events.flatMap(({ detail }) => {
    if (!("assessment" in detail) || !detail.assessment) return [];
    const { facts, scheme: code, schemeVersion: version } = detail.assessment;
    const scheme = schemeVersion(shippedSchemes, code, version);
    return scheme ? [{ one, detail, facts, scheme }] : [];
  });

const keep = ({ caseId, events }: DecidedCase): void => {
  for (const { detail } of events)
    marshall(eventAfter({ caseId, version: 1, lastEventHash: "" }, "2026-11-20T10:00:00.000Z", assessor, detail), {
      removeUndefinedValues: true,
    });
};

const timeOf = (cases: readonly ToAssess[], does: (one: ToAssess) => void): number => {
  const start = performance.now();
  for (const one of cases) does(one);
  return performance.now() - start;
};
