import type { RuleSetting } from "../scheme/scheme.ts";
import { crisisOrShock } from "./crisis-or-shock.ts";
import { evidenceOrWaiver } from "./evidence-or-waiver.ts";
import { housingGate } from "./housing-gate.ts";
import { housingLastResort } from "./housing-last-resort.ts";
import { incomeWithinLimit } from "./income-within-limit.ts";
import { livesInArea } from "./lives-in-area.ts";
import { needInScope } from "./need-in-scope.ts";
import { notAlreadyHelped } from "./not-already-helped.ts";
import { notMetElsewhere } from "./not-met-elsewhere.ts";
import { oldEnough } from "./old-enough.ts";
import { publicFundsRouted } from "./public-funds-routed.ts";
import { publicFundsSettled } from "./public-funds-settled.ts";
import type { Rule } from "./rule.ts";
import { sameSchemeAsApplied } from "./same-scheme-as-applied.ts";
import { savingsWithinLimit } from "./savings-within-limit.ts";
import { withinCaps } from "./within-caps.ts";

/** A new rule, or a new version of one, is a file beside this one and a line here. */
export const rules = [
  livesInArea,
  oldEnough,
  incomeWithinLimit,
  savingsWithinLimit,
  crisisOrShock,
  needInScope,
  notMetElsewhere,
  housingLastResort,
  housingGate,
  notAlreadyHelped,
  withinCaps,
  publicFundsRouted,
  publicFundsSettled,
  evidenceOrWaiver,
  sameSchemeAsApplied,
] as const satisfies readonly Rule[];

/** Schemes keep the version of a rule that they were published with. */
export const ruleFor = ({ rule, version }: Pick<RuleSetting, "rule" | "version">): Rule | undefined =>
  rules.find((known) => known.name === rule && known.version === version);
