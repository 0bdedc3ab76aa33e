import type { Day } from "../dates.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import type { Statement, StatementFigures } from "./statement.ts";
import { leastShown } from "./suppress.ts";

/** A figure that is not shown, because somebody could be recognised by it, is left out. */
export type PublicFigures = {
  readonly households: number;
  readonly types: readonly { readonly label: string; readonly households?: number }[];
  /** A household counts in every type that it had. Left out where a type is. */
  readonly typesTogether?: number;
  readonly awards?: StatementFigures["awards"];
  readonly grant: number;
  readonly awarded: number;
  readonly paid: number;
  readonly otherSpend: number;
  readonly referrals?: number;
};

/** What anybody may read. It holds nothing that is not shown. */
export type PublicStatement = {
  readonly statementId: string;
  readonly scheme: SchemeCode;
  readonly period: string;
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
  readonly asOf: string;
  readonly approvedAt: string;
  readonly figures: PublicFigures;
};

/** Nobody is told by a nought. */
const isSmall = (count: number): boolean => count > 0 && count < leastShown;

/** Whether a statement would tell of single people, whatever is left out of it. */
export const isTooSmall = ({ households }: Pick<StatementFigures, "households">): boolean => households < leastShown;

/**
 * The figures without small numbers. The number of households stays, and with it a hidden type could be worked out from the
 * others: so the next smallest are hidden too, until it cannot. What else could tell is left out with them.
 */
export const publicFigures = (figures: StatementFigures): PublicFigures => {
  const { households, types, awards, referrals, grant, awarded, paid, otherSpend } = figures;
  const hidden = hiddenTypes(
    types.map((type) => type.households),
    households,
  );
  const isWhole = hidden.size === 0;
  return {
    households,
    types: types.map((type, index) => ({ label: type.label, ...(!hidden.has(index) && { households: type.households }) })),
    ...(isWhole && { typesTogether: types.reduce((sum, type) => sum + type.households, 0) }),
    ...(isWhole && !Object.values(awards).some(isSmall) && { awards }),
    ...{ grant, awarded, paid, otherSpend },
    ...(!isSmall(referrals) && { referrals }),
  };
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Every household has a type, so the hidden types hold at least those households that the shown ones cannot. */
const hiddenTypes = (counts: readonly number[], households: number): ReadonlySet<number> => {
  const small = counts.flatMap((count, index) => (isSmall(count) ? [index] : []));
  const others = counts.flatMap((count, index) => (count >= leastShown ? [{ count, index }] : [])).sort((a, b) => a.count - b.count);
  const hidden = new Set(small);
  if (hidden.size === 0) return hidden;
  for (const [place, { index }] of others.entries()) {
    hidden.add(index);
    const shown = others.slice(place + 1);
    const mostHidden = small.length * (leastShown - 1) + (place + 1) * (shown[0]?.count ?? households);
    if (mostHidden > households - sum(shown.map(({ count }) => count))) break;
  }
  return hidden;
};

export const publicStatement = (
  { statementId, scheme, period, window, figures }: Statement & { readonly figures: StatementFigures },
  name: string,
  approvedAt: string,
): PublicStatement => ({ statementId, scheme, period, name, ...window, approvedAt, figures: publicFigures(figures) });
