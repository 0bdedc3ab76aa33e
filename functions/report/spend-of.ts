import type { Day } from "../../shared/domain/dates.ts";
import { type Bucket, bucketNames, type Envelope, type EnvelopeId, type Grant } from "../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, type RunOut, runOutOf } from "../../shared/domain/ledger/pace.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Category, Scheme } from "../../shared/domain/scheme/scheme.ts";

export type Figures = Readonly<Record<Bucket, Pence>> & {
  readonly allocated: Pence;
  readonly returned: Pence;
  /** Each item of an award is one payment. */
  readonly payments: number;
  readonly awards: number;
  readonly households: number;
};

/** Awards and households count in a category and in a scheme, but in no single budget. */
export type BudgetSpend = EnvelopeId & Omit<Figures, "awards" | "households"> & { readonly runOut: RunOut };

export type CategorySpend = Figures & { readonly category: Category; readonly label: string; readonly budgets: readonly BudgetSpend[] };

export type Spend = {
  readonly grant: Grant;
  /** Each award and household counts once, so this is not the sum of the categories. */
  readonly total: Figures;
  readonly categories: readonly CategorySpend[];
};

export type Standing = { readonly envelopes: readonly Envelope[]; readonly grant: Grant; readonly lately: readonly BudgetDay[] };

/** A scheme's figures come from its envelopes alone: the write that moves the money counts it too. */
export const spendOf = (scheme: Scheme, { envelopes, grant, lately }: Standing, today: Day): Spend => ({
  grant,
  total: figuresOf(envelopes, "inScheme"),
  categories: categoriesOf(scheme, envelopes).flatMap(({ code, label, pays }) => {
    const own = envelopes.filter(({ category }) => category === code);
    // Services and administration pay no awards, and are shown once they have a budget.
    if (pays !== "awards" && own.length === 0) return [];
    const budgets = own
      .toSorted((a, b) => a.period.localeCompare(b.period) || a.pot.localeCompare(b.pot))
      .map((envelope) => ({ ...budgetOf(envelope), runOut: runOutOf(scheme, envelope, lately, today) }));
    return [{ category: code, label, ...figuresOf(own, "inCategory"), budgets }];
  }),
});

/** Includes a category that the scheme no longer has while it still has a budget, so that no money is out of sight. */
const categoriesOf = ({ categories }: Scheme, envelopes: readonly Envelope[]) => {
  const gone = [...new Set(envelopes.map(({ category }) => category))].filter((code) => categories.every((known) => known.code !== code));
  return [...categories, ...gone.map((code) => ({ code, label: code, pays: "awards" as const }))];
};

const budgetOf = ({
  scheme,
  category,
  period,
  pot,
  allocated,
  returned,
  payments,
  ...envelope
}: Envelope): Omit<BudgetSpend, "runOut"> => ({
  scheme,
  category,
  period,
  pot,
  allocated,
  ...bucketsOf([envelope]),
  returned,
  payments,
});

const bucketsOf = (envelopes: readonly Readonly<Record<Bucket, Pence>>[]) =>
  Object.fromEntries(bucketNames.map((name) => [name, addPence(envelopes.map((envelope) => envelope[name]))])) as Record<Bucket, Pence>;

const figuresOf = (envelopes: readonly Envelope[], counted: "inCategory" | "inScheme"): Figures => ({
  allocated: addPence(envelopes.map(({ allocated }) => allocated)),
  ...bucketsOf(envelopes),
  returned: addPence(envelopes.map(({ returned }) => returned)),
  payments: sum(envelopes.map(({ payments }) => payments)),
  awards: sum(envelopes.map(({ awards }) => awards[counted])),
  households: sum(envelopes.map(({ households }) => households[counted])),
});

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
