import { randomUUID } from "node:crypto";
import { type Day, formatDay, londonDay } from "../../shared/domain/dates.ts";
import { type BudgetChange, budgetChangeKinds, budgetChangeStates, namedBy } from "../../shared/domain/ledger/budget-change.ts";
import { type Balances, isGrantMissing } from "../../shared/domain/ledger/budget-change-problems.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import {
  daysOfPeriod,
  type Envelope,
  type EnvelopeId,
  envelopeName,
  isPurposePot,
  isSameEnvelope,
  type Pot,
  periodsOf,
  potOf,
} from "../../shared/domain/ledger/envelope.ts";
import { formatPounds, formatToThePenny, poundsTyped, zeroPence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { type Category, payingCategories, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts } from "../../shared/system.ts";
import { kindTyped } from "./change-form.ts";
import { changeWords, limitWords } from "./change-words.ts";

export const changesPath = (scheme: string): string => `/finance/${scheme}/changes`;
export const changePath = ({ scheme, changeId }: Pick<BudgetChange, "scheme" | "changeId">): string => `${changesPath(scheme)}/${changeId}`;

const changesShown = 50;
const stateColours = { done: "green", waiting: "yellow", refused: "red", takenBack: "grey" } as const;
const stateOf = ({ state }: BudgetChange) => ({ text: budgetChangeStates[state], colour: stateColours[state] });

type Tag = { readonly text: string; readonly colour: string };
type Settled = Pick<NonNullable<BudgetChange["settled"]>, "at" | "by" | "why">;
type ChangeRow = Pick<BudgetChange, "proposedAt" | "proposedBy"> & {
  readonly says: string;
  readonly href: string;
  readonly stateWords: Tag;
  readonly settled?: Settled;
};
type ChangesPageView = {
  readonly scheme: Scheme;
  readonly waiting: readonly ChangeRow[];
  readonly settled: readonly ChangeRow[];
  readonly settledCounted: number;
  readonly later?: string;
  readonly earlier?: string;
  readonly newPath?: string;
};

/** The money of each budget, and the spends of which something still stands. */
export type Choices = Balances & { readonly spends: readonly BudgetChange[] };

type Choice = { readonly value: string; readonly text: string };
type ChangeFormView = {
  readonly scheme: Scheme;
  readonly action: string;
  readonly limit: string;
  readonly errors: readonly FormError[];
  /** The scheme's grant in words, until somebody has entered money of it. */
  readonly grantToEnter?: string;
};
type ChangeKindPageView = ChangeFormView & { readonly kinds: readonly Choice[] };
type NewChangePageView = ChangeFormView & {
  readonly kind: string;
  readonly label: string;
  readonly budgets?: readonly Choice[];
  readonly to?: readonly Choice[];
  readonly spends?: readonly Choice[];
  readonly lines?: readonly Choice[];
  readonly grant: { readonly granted: string; readonly unallocated: string };
  /** The amount that the box offers before anybody types. */
  readonly offered?: string;
  readonly sendingId: string;
  readonly typed?: {
    readonly amount: string;
    readonly budget: string;
    readonly to: string;
    readonly spend: string;
    readonly administration: string;
    readonly why: string;
  };
  readonly errorAt: ErrorAt;
};
type ChangePageView = {
  readonly scheme: Scheme;
  readonly change: BudgetChange;
  readonly path: string;
  readonly says: string;
  readonly amount: string;
  /** The line of administration, what still stands of a spend, and the spend of which something is taken back. */
  readonly line?: string;
  readonly stands?: string;
  readonly spendPath?: string;
  readonly stateWords: Tag;
  readonly maySign: boolean;
  readonly mayTakeBack: boolean;
  readonly isOwn: boolean;
  readonly notice?: string;
  readonly errors: readonly FormError[];
  readonly typedWhy?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "budget/changes.njk": ChangesPageView;
    "budget/new-change-kind.njk": ChangeKindPageView;
    "budget/new-change.njk": NewChangePageView;
    "budget/change.njk": ChangePageView;
  }
}

export const changesPage = (scheme: Scheme, changes: readonly BudgetChange[], principal: Principal, wanted = "1"): Reply => {
  const settled = changes.filter(({ state }) => state !== "waiting");
  const last = Math.max(1, Math.ceil(settled.length / changesShown));
  const shown = Math.min(last, Math.max(1, Math.floor(Number(wanted)) || 1));
  const pageOf = (number: number) => `${changesPath(scheme.code)}?page=${number}`;
  const row = (change: BudgetChange) => ({
    proposedAt: change.proposedAt,
    proposedBy: change.proposedBy,
    settled: change.settled,
    says: changeWords(change, scheme),
    href: changePath(change),
    stateWords: stateOf(change),
  });
  return page("budget/changes.njk", {
    scheme,
    waiting: changes.filter(({ state }) => state === "waiting").map(row),
    settled: settled.slice((shown - 1) * changesShown, shown * changesShown).map(row),
    settledCounted: settled.length,
    later: shown > 1 ? pageOf(shown - 1) : undefined,
    earlier: shown < last ? pageOf(shown + 1) : undefined,
    newPath: holdsOneOf(principal, acts.proposeBudgetChange.who) ? `${changesPath(scheme.code)}/new` : undefined,
  });
};

type Typed = { readonly form?: Form; readonly errors?: readonly FormError[]; readonly status?: number };

/** The form for one kind of change, or for choosing the kind where the address names none. */
export const newChangePage = (
  scheme: Scheme,
  wanted: string | undefined,
  balances: Choices,
  now: Date,
  { form, errors = [], status = 200 }: Typed = {},
): Reply => {
  const { envelopes, grant, spends } = balances;
  const kind = kindTyped(wanted);
  const action = changesPath(scheme.code);
  const isMissing = isGrantMissing(balances);
  const base = { scheme, action, limit: limitWords(scheme), errors, ...(isMissing && { grantToEnter: formatPounds(scheme.grant.amount) }) };
  if (!kind) {
    const kinds = Object.entries(budgetChangeKinds).map(([value, { label }]) => ({ value, text: label }));
    const missing = wanted === undefined ? [] : [{ field: "kind", text: "Select what you want to do" }];
    return page("budget/new-change-kind.njk", { ...base, kinds, errors: missing }, missing.length > 0 ? 400 : status);
  }
  const today = londonDay(now);
  const named = namedBy(kind);
  const choices = {
    giving: options(scheme, givingBudgets(kind, envelopes), envelopes, kind === "unfreeze" ? "frozen" : "available"),
    receiving: options(scheme, receivingBudgets(scheme, today), envelopes, "available"),
  };
  return page(
    "budget/new-change.njk",
    {
      ...base,
      kind,
      label: budgetChangeKinds[kind].label,
      ...(named.includes("budget") && { budgets: kind === "allocation" ? choices.receiving : choices.giving }),
      ...(named.includes("to") && { to: choices.receiving }),
      ...(kind === "spend" && { lines: scheme.administration.map(({ code, label }) => ({ value: code, text: label })) }),
      ...(named.includes("spend") && { spends: spends.map((spend) => spendOption(scheme, spend)) }),
      grant: { granted: formatPounds(grant.granted), unallocated: formatPounds(grant.unallocated) },
      ...(isMissing && kind === "grantIncrease" && { offered: poundsTyped(scheme.grant.amount) }),
      sendingId: form?.one("sendingId") || randomUUID(),
      typed: form && {
        amount: form.one("amount"),
        budget: form.one("budget"),
        to: form.one("to"),
        spend: form.one("spend"),
        administration: form.one("administration"),
        why: form.one("why"),
      },
      errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    },
    status,
  );
};

const spendOption = (scheme: Scheme, { changeId, budget, amount, stands = zeroPence, proposedAt, why }: BudgetChange): Choice => ({
  value: changeId,
  text: `${formatDay(londonDay(new Date(proposedAt)))}, ${budget ? budgetName(scheme, budget) : ""}: ${formatPounds(amount)}, of which ${formatPounds(stands)} still stands (${why})`,
});

/** Budgets with money of the sort that this kind of change takes. */
const givingBudgets = (kind: BudgetChange["kind"], envelopes: readonly Envelope[]): readonly EnvelopeId[] =>
  envelopes.filter(
    ({ pot, available, frozen }) => (kind === "unfreeze" ? frozen : available) > 0 && !(kind === "spend" && isPurposePot(pot)),
  );

/** Every budget whose period is not over. */
const receivingBudgets = (scheme: Scheme, today: Day): readonly EnvelopeId[] => {
  const paying = payingCategories(scheme);
  return scheme.categories.flatMap((category) =>
    periodsOf(scheme, category.code)
      .filter((period) => daysOfPeriod(scheme, { category: category.code, period }).to >= today)
      .flatMap((period) =>
        (paying.includes(category) ? payingPots(scheme, category.code) : (["ordinary"] as const)).map((pot) => ({
          scheme: scheme.code,
          category: category.code,
          period,
          pot,
        })),
      ),
  );
};

const payingPots = ({ purposes }: Scheme, code: Category): readonly Pot[] => [
  "ordinary",
  "urgent",
  ...purposes.filter(({ category }) => category === code).map(potOf),
];

const options = (scheme: Scheme, ids: readonly EnvelopeId[], envelopes: readonly Envelope[], bucket: "available" | "frozen") =>
  ids.map((id) => {
    const held = envelopes.find((envelope) => isSameEnvelope(envelope, id))?.[bucket];
    const sum = held === undefined ? "nothing put in yet" : `${formatPounds(held)} ${bucket === "frozen" ? "frozen" : "left"}`;
    return { value: envelopeName(id), text: `${budgetName(scheme, id)} (${sum})` };
  });

export const changePage = (
  scheme: Scheme,
  change: BudgetChange,
  principal: Principal,
  { notice, errors = [], status = 200, form }: Typed & { readonly notice?: string } = {},
): Reply => {
  const isOwn = change.proposedBy.id === principal.id;
  const isWaiting = change.state === "waiting";
  return page(
    "budget/change.njk",
    {
      scheme,
      change,
      path: changePath(change),
      says: changeWords(change, scheme),
      amount: formatToThePenny(change.amount),
      ...(change.administration && {
        line: scheme.administration.find(({ code }) => code === change.administration)?.label ?? change.administration,
      }),
      ...(change.stands !== undefined && { stands: formatToThePenny(change.stands) }),
      ...(change.spend && { spendPath: `${changesPath(scheme.code)}/${change.spend}` }),
      stateWords: stateOf(change),
      maySign: isWaiting && !isOwn && holdsOneOf(principal, acts.signBudgetChange.who),
      mayTakeBack: isWaiting && isOwn,
      isOwn,
      notice,
      errors,
      typedWhy: form?.one("why"),
    },
    status,
  );
};
