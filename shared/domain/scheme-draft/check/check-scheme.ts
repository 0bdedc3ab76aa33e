import type { DocumentProblem } from "../../document/document-problem.ts";
import type { Scheme } from "../../scheme/scheme.ts";
import { checkCatalogue } from "./check-catalogue.ts";
import { checkLimits } from "./check-limits.ts";
import { checkPeriods } from "./check-periods.ts";
import { checkRules } from "./check-rules.ts";
import { checkTariffs } from "./check-tariffs.ts";

/** Everything in a document that does not agree with the rest of it. */
export const checkScheme = (scheme: Scheme): readonly DocumentProblem[] =>
  [checkPeriods, checkCatalogue, checkTariffs, checkLimits, checkRules].flatMap((check) => check(scheme));
