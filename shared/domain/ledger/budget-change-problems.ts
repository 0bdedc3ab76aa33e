import { type Day, formatDay, londonDay } from "../dates.ts";
import { formatPounds, type Pence, pence, zeroPence } from "../money.ts";
import { categoryOf, type Scheme } from "../scheme/scheme.ts";
import { type BudgetChange, type BudgetChangeRequest, type BudgetRef, budgetChangeKinds, budgetMissing } from "./budget-change.ts";
import { budgetName, periodWords, potName } from "./budget-words.ts";
import {
  daysOfPeriod,
  type Envelope,
  type EnvelopeId,
  emptyEnvelope,
  type Grant,
  isOver,
  isPurposePot,
  isSameEnvelope,
  periodsOf,
  purposeOfPot,
} from "./envelope.ts";

export type Balances = {
  readonly envelopes: readonly Envelope[];
  readonly grant: Grant;
  /** The spend of which the change takes something back. */
  readonly spend?: BudgetChange;
};

export type ChangeProblem = { readonly field: "amount" | "budget" | "to" | "spend" | "administration"; readonly message: string };

const idOf = (scheme: Scheme, ref: BudgetRef): EnvelopeId => ({ scheme: scheme.code, ...ref });
const standing = (id: EnvelopeId, { envelopes }: Balances): Envelope =>
  envelopes.find((envelope) => isSameEnvelope(envelope, id)) ?? emptyEnvelope(id);

/** Problems of the budgets come before problems of the amount. None means that the change can be made. */
export const changeProblems = (change: BudgetChangeRequest, scheme: Scheme, now: Date, balances: Balances): readonly ChangeProblem[] => {
  const budgets = [...budgetProblems(change, scheme, londonDay(now), balances), ...spendProblems(change, scheme, balances)];
  return budgets.length > 0 ? budgets : amountProblems(change, scheme, balances);
};

const budgetProblems = (
  { kind, budget, to }: BudgetChangeRequest,
  scheme: Scheme,
  today: Day,
  balances: Balances,
): readonly ChangeProblem[] => {
  const isGiven = kind === "allocation";
  const first = budget && (isGiven ? receiverProblem(budget, scheme, today) : giverProblem(budget, scheme, balances));
  const second = to && receiverProblem(to, scheme, today);
  const isItself = budget && to && isSameEnvelope(idOf(scheme, budget), idOf(scheme, to));
  return [
    ...(first ? [{ field: "budget" as const, message: first }] : []),
    ...(second ? [{ field: "to" as const, message: second }] : []),
    ...(kind === "transfer" && budget && to && isPurposePot(budget.pot) && budget.pot !== to.pot
      ? [{ field: "to" as const, message: onlyItsPurpose(scheme, budget) }]
      : []),
    ...(isItself ? [{ field: "to" as const, message: "Select another budget: money cannot be moved from a budget to itself" }] : []),
  ];
};

const onlyItsPurpose = (scheme: Scheme, { pot }: BudgetRef): string =>
  `Select a budget of the same purpose: only awards for ${potName(scheme, pot)} may spend this money. It can go back to the grant`;

/** A spend names a line of administration where its category pays for administration, and nowhere else. */
const spendProblems = ({ kind, budget, administration }: BudgetChangeRequest, scheme: Scheme, { spend }: Balances): ChangeProblem[] => {
  if (kind === "spendBack") return isEnteredSpend(spend) ? [] : [{ field: "spend", message: budgetMissing.spend }];
  if (kind !== "spend" || !budget) return [];
  if (isPurposePot(budget.pot))
    return [{ field: "budget", message: `Select another budget: only awards for ${potName(scheme, budget.pot)} may spend this money` }];
  const isAdministration = categoryOf(scheme, budget.category)?.pays === "administration";
  const message = isAdministration ? lineProblem(scheme, administration) : administration && notAdministration;
  return message ? [{ field: "administration", message }] : [];
};

const notAdministration = "Leave this empty: this budget does not pay for administration";

const lineProblem = ({ administration: lines }: Scheme, named: string | undefined): string | undefined => {
  if (lines.length === 0 && named === undefined) return undefined;
  return lines.some(({ code }) => code === named) ? undefined : "Select the line of administration that it was spent on";
};

const isEnteredSpend = (change: BudgetChange | undefined): boolean => change?.kind === "spend" && change.state === "done";

const unknownCategory = ({ category }: BudgetRef, scheme: Scheme): string | undefined =>
  categoryOf(scheme, category) ? undefined : `Select a budget of ${scheme.about.name}: it has no category “${category}”`;

const unknownPeriod = ({ category, period }: BudgetRef, scheme: Scheme): string =>
  `Select a period that ${scheme.about.name} has: ${categoryOf(scheme, category)?.label ?? category} has no budget for “${period}”`;

/** A purpose has a pot in its own category alone. */
const unknownPot = ({ category, pot }: BudgetRef, scheme: Scheme): string | undefined =>
  !isPurposePot(pot) || purposeOfPot(scheme, pot)?.category === category
    ? undefined
    : `Select a budget that ${scheme.about.name} has: ${categoryOf(scheme, category)?.label ?? category} has no such purpose`;

/** Money goes into a budget only while awards can still use it. */
const receiverProblem = (ref: BudgetRef, scheme: Scheme, today: Day): string | undefined => {
  const unknown = unknownCategory(ref, scheme) ?? unknownPot(ref, scheme);
  if (unknown) return unknown;
  if (!periodsOf(scheme, ref.category).includes(ref.period)) return unknownPeriod(ref, scheme);
  if (isOver(scheme, today)) return `${scheme.about.name} ended on ${formatDay(scheme.about.end)}, so no money can be put into its budgets`;
  return daysOfPeriod(scheme, ref).to < today ? `${periodWords(scheme, ref)} is over: select a period that is not` : undefined;
};

/** Money comes out of any budget that has some, even of a period that the scheme no longer has. */
const giverProblem = (ref: BudgetRef, scheme: Scheme, { envelopes }: Balances): string | undefined => {
  const isKnown = envelopes.some((envelope) => isSameEnvelope(envelope, idOf(scheme, ref)));
  if (isKnown) return undefined;
  return (
    unknownCategory(ref, scheme) ??
    unknownPot(ref, scheme) ??
    (periodsOf(scheme, ref.category).includes(ref.period) ? undefined : unknownPeriod(ref, scheme))
  );
};

const amountProblems = ({ kind, amount, budget }: BudgetChangeRequest, scheme: Scheme, balances: Balances): readonly ChangeProblem[] => {
  const found = () => {
    switch (kind) {
      case "allocation":
      case "grantDecrease":
        return isGrantMissing(balances) ? grantMissing(scheme) : grantProblem(amount, balances);
      case "deallocation":
      case "transfer":
      case "spend":
        return budget && takingProblem(amount, budget, scheme, balances);
      case "freeze":
        return budget && leftProblem(amount, budget, scheme, balances);
      case "unfreeze":
        return budget && frozenProblem(amount, budget, scheme, balances);
      case "spendBack":
        return standingProblem(amount, balances);
      case "grantIncrease":
        return undefined;
    }
  };
  const message = found();
  return message ? [{ field: "amount", message }] : [];
};

export const isGrantMissing = ({ grant }: Balances): boolean => grant.granted === 0;

const grantMissing = ({ grant }: Scheme): string =>
  `No money of the grant has been entered yet: first choose “${budgetChangeKinds.grantIncrease.label}”, and enter ${formatPounds(grant.amount)}, or as much as has come`;

const grantProblem = (amount: Pence, { grant }: Balances): string | undefined =>
  amount > grant.unallocated
    ? `Enter ${formatPounds(grant.unallocated)} or less: only so much of the grant is in no budget. Take money out of a budget first`
    : undefined;

const leftProblem = (amount: Pence, ref: BudgetRef, scheme: Scheme, balances: Balances): string | undefined => {
  const { available, reserved } = standing(idOf(scheme, ref), balances);
  if (amount <= available) return undefined;
  const beside =
    reserved > 0 ? `. ${formatPounds(reserved)} more is reserved for awards that wait for a second approval, and cannot be moved` : "";
  return `Enter ${formatPounds(available)} or less: no more is left in ${budgetName(scheme, ref)}${beside}`;
};

/** Reserved money stays, and so does a penny beside it: the budget is still in use. */
const takingProblem = (amount: Pence, ref: BudgetRef, scheme: Scheme, balances: Balances): string | undefined => {
  const { available, reserved } = standing(idOf(scheme, ref), balances);
  const tooMuch = leftProblem(amount, ref, scheme, balances);
  if (tooMuch) return tooMuch;
  return reserved > 0 && amount === available
    ? `Leave something in ${budgetName(scheme, ref)}: ${formatPounds(reserved)} is reserved there for awards that wait for a second approval`
    : undefined;
};

const frozenProblem = (amount: Pence, ref: BudgetRef, scheme: Scheme, balances: Balances): string | undefined => {
  const { frozen } = standing(idOf(scheme, ref), balances);
  return amount > frozen ? `Enter ${formatPounds(frozen)} or less: no more is frozen in ${budgetName(scheme, ref)}` : undefined;
};

const standingProblem = (amount: Pence, { spend }: Balances): string | undefined => {
  const stands = spend?.stands ?? zeroPence;
  return amount > stands ? `Enter ${formatPounds(stands)} or less: no more of this spend still stands` : undefined;
};

/** The least that the giving budget keeps: a penny where awards wait for a second approval. */
export const mustStay = ({ kind, budget }: BudgetChangeRequest, scheme: Scheme, balances: Balances): Pence => {
  const takes = kind === "deallocation" || kind === "transfer" || kind === "spend";
  return takes && budget && standing(idOf(scheme, budget), balances).reserved > 0 ? pence(1) : zeroPence;
};
