import type { Envelope } from "../../shared/domain/envelope.ts";
import { addPence, type Pence, pence } from "../../shared/domain/money.ts";
import type { Category, Scheme } from "../../shared/domain/scheme/scheme.ts";

/** What budgets were given, what was committed from them, and whom that reached. */
export type Figures = {
  readonly allocated: Pence;
  readonly committed: Pence;
  readonly left: Pence;
  /** Items of awards: each is one payment. */
  readonly payments: number;
  readonly awards: number;
  readonly households: number;
};

export type Spend = {
  readonly grant: Pence;
  readonly notAllocated: Pence;
  /** Awards and households once in the scheme: not the sum of the categories, each of which counts its own once. */
  readonly total: Figures;
  readonly categories: readonly (Figures & { readonly category: Category; readonly label: string })[];
};

/** A scheme's figures, from its envelopes alone: they count in the very write that takes the money. */
export const spendOf = (scheme: Scheme, envelopes: readonly Envelope[]): Spend => {
  const total = figuresOf(envelopes, "inScheme");
  return {
    grant: scheme.grant.amount,
    notAllocated: pence(scheme.grant.amount - total.allocated),
    total,
    categories: scheme.categories.flatMap(({ code, label, pays }) => {
      const own = envelopes.filter(({ category }) => category === code);
      // Services and administration are no awards; they are shown where money was put into them all the same.
      return pays === "awards" || own.length > 0 ? [{ category: code, label, ...figuresOf(own, "inCategory") }] : [];
    }),
  };
};

const figuresOf = (envelopes: readonly Envelope[], counted: "inCategory" | "inScheme"): Figures => {
  const allocated = addPence(envelopes.map((envelope) => envelope.allocated));
  const left = addPence(envelopes.map(({ available }) => available));
  return {
    allocated,
    committed: pence(allocated - left),
    left,
    payments: sum(envelopes.map(({ payments }) => payments)),
    awards: sum(envelopes.map(({ awards }) => awards[counted])),
    households: sum(envelopes.map(({ households }) => households[counted])),
  };
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
