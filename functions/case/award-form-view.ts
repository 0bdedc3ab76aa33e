import { awardLimitOf, awardLimits } from "../../shared/domain/award/award.ts";
import { limitsTogetherOf, limitTogetherInWords } from "../../shared/domain/award/limits-together.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import { deciders, deliveries, itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Form } from "../../shared/http/read-body.ts";
import {
  filledRows,
  itemChoices,
  itemsMeetingTheSame,
  mostRows,
  rowsAsTyped,
  rowsToBeginWith,
  totalOfRows,
  usualAmounts,
} from "./award-rows.ts";
import { checkChoices, evidenceChoices } from "./evidence-form.ts";

/** The award form for one household: new, or as it was typed. */
export const awardFormView = (scheme: Scheme, asked: Facts, typed: Form | undefined, { roles }: Pick<Principal, "roles">) => {
  const facts = { ...asked, needs: needsInQuestion(scheme, asked, typed) };
  const limit = awardLimitOf(scheme, roles);
  const rows = typed ? rowsAsTyped(typed) : rowsToBeginWith(scheme, asked);
  return {
    rows: rows.map((row) => ({ ...row, ...itemsMeetingTheSame(scheme, row) })),
    rowsShown: rows.length,
    nextRow: rows.length + 1,
    mayAddRow: rows.length < mostRows,
    mostRows,
    ...totalOfRows(rows),
    asksReasons: scheme.items.some(({ ambiguous, tariff }) => ambiguous || tariff !== undefined),
    items: itemChoices(scheme, asked),
    usual: usualAmounts(scheme, asked),
    deliveries: Object.entries(deliveries).map(([value, text]) => ({ value, text })),
    evidence: evidenceChoices(facts, scheme),
    checks: checkChoices(facts, scheme),
    limit:
      limit === undefined
        ? "The scheme sets no limit on what you may award."
        : `You may award up to ${formatPounds(limit)} alone. More than that waits for a second person to approve it.`,
    together: limitsTogetherOf(scheme, { roles }).map((own) => `In several awards you may commit ${limitTogetherInWords(own)} alone.`),
    limits: awardLimits(scheme).map(({ role, upTo, verified, source }) => ({
      text: `${deciders[role]}: up to ${formatPounds(upTo)}.`,
      ...(!verified && { unverified: source }),
    })),
  };
};

/** The needs asked for and those that the typed rows meet: the scheme may ask for evidence of each. */
const needsInQuestion = (scheme: Scheme, { needs }: Facts, typed: Form | undefined) => {
  const added = typed ? filledRows(typed).flatMap(({ item }) => itemOf(scheme, item)?.need ?? []) : [];
  return [...new Set([...needs, ...added])];
};
