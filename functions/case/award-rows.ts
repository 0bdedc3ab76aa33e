import { claimAgainst, spentIn } from "../../shared/domain/household/household.ts";
import { formatPounds, poundsTyped } from "../../shared/domain/money.ts";
import { compositionOf, type Facts } from "../../shared/domain/rules/facts.ts";
import { type CatalogueItem, categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type UsualAmount, usualAmount } from "../../shared/domain/scheme/usual-amount.ts";
import type { Form } from "../../shared/http/read-body.ts";

export type TypedRow = {
  readonly number: number;
  readonly item: string;
  readonly amount: string;
  readonly delivery: string;
  readonly reason: string;
};

const fewestRows = 5;
const mostRows = 20;
const numbers = Array.from({ length: mostRows }, (_, index) => index + 1);
/** A delivery alone fills no row: the page suggests one, so clearing the item is enough to leave a row out. */
const isFilled = ({ item, amount, reason }: TypedRow) => [item, amount, reason].some((text) => text.trim() !== "");

const typedRows = (fields: Form): TypedRow[] =>
  numbers.map((number) => ({
    number,
    item: fields.one(`item-${number}`),
    amount: fields.one(`amount-${number}`),
    delivery: fields.one(`delivery-${number}`),
    reason: fields.one(`reason-${number}`),
  }));

export const filledRows = (fields: Form): TypedRow[] => typedRows(fields).filter(isFilled);

export const rowsAsTyped = (fields: Form): TypedRow[] => {
  const last = filledRows(fields).at(-1)?.number ?? 0;
  return typedRows(fields).slice(0, Math.max(fewestRows, last));
};

/** A row for each need that can be met now and for which the catalogue has one item. A scheme lists its preferred delivery first. */
export const rowsToBeginWith = (scheme: Scheme, facts: Facts): TypedRow[] => {
  const suggested = facts.needs
    .filter((need) => !claimAgainst(scheme, need, facts.claims, facts.today))
    .map((need) => scheme.items.filter((item) => item.need === need))
    .flatMap(([item, ...others]) => (item && others.length === 0 ? [item] : []))
    .map((item) => ({ item: item.code, amount: usualBox(scheme, item, facts), delivery: item.deliveries[0] ?? "", reason: "" }));
  const empty = { item: "", amount: "", delivery: "", reason: "" };
  return numbers.slice(0, Math.max(fewestRows, suggested.length + 1)).map((number) => ({ number, ...(suggested[number - 1] ?? empty) }));
};

const usualOf = (scheme: Scheme, item: CatalogueItem, facts: Facts): UsualAmount => {
  const { people, children } = compositionOf(facts, scheme.about.childUnder);
  return usualAmount(scheme, item, { people, children }, { spentSoFar: spentIn(facts.claims, scheme.code) });
};

const usualBox = (scheme: Scheme, item: CatalogueItem, facts: Facts): string => {
  const usual = usualOf(scheme, item, facts);
  return usual.kind === "usual" ? poundsTyped(usual.amount) : "";
};

export const usualAmounts = (scheme: Scheme, facts: Facts) =>
  scheme.items
    .filter(({ need }) => facts.needs.includes(need))
    .map((item) => ({ item: item.code, label: item.label, ...usualOf(scheme, item, facts) }));

/** The catalogue as a list to choose from: items that were asked for first. */
export const itemChoices = (scheme: Scheme, facts: Facts) => {
  const choices = scheme.items.map((item) => {
    const usual = usualOf(scheme, item, facts);
    const notes = [
      categoryOf(scheme, item.category)?.label ?? item.category,
      ...(usual.kind === "usual" ? [`usually ${formatPounds(usual.amount)}`] : []),
      ...(item.ambiguous ? ["say why"] : []),
    ];
    return { value: item.code, isAsked: facts.needs.includes(item.need), text: `${item.label} (${notes.join(", ")})` };
  });
  return choices.toSorted((a, b) => Number(b.isAsked) - Number(a.isAsked));
};
