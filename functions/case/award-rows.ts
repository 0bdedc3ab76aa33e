import { lineAmount } from "../../shared/domain/award/award.ts";
import { claimAgainst, spentIn } from "../../shared/domain/household/household.ts";
import { addPence, formatPounds, type Pence, parsePounds, pence, poundsTyped } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { compositionOf, type Facts } from "../../shared/domain/rules/facts.ts";
import { type CatalogueItem, categoryOf, itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type UsualAmount, usualAmount } from "../../shared/domain/scheme/usual-amount.ts";
import type { Form } from "../../shared/http/read-body.ts";

export type TypedRow = {
  readonly number: number;
  readonly item: string;
  readonly quantity: string;
  /** For each. */
  readonly amount: string;
  readonly delivery: string;
  readonly reason: string;
};

const fewestRows = 3;
export const mostRows = 20;
const numbers = Array.from({ length: mostRows }, (_, index) => index + 1);
/** A delivery alone fills no row: the page suggests one, so clearing the item is enough to leave a row out. */
const isFilled = ({ item, amount, reason }: TypedRow) => [item, amount, reason].some((text) => text.trim() !== "");

const boxes = ["item", "quantity", "amount", "delivery", "reason"] as const;
export const rowNames = (number: number): readonly string[] => boxes.map((box) => `${box}-${number}`);

const typedRows = (fields: Form): TypedRow[] =>
  numbers.map((number) => ({
    number,
    item: fields.one(`item-${number}`),
    quantity: fields.one(`quantity-${number}`),
    amount: fields.one(`amount-${number}`),
    delivery: fields.one(`delivery-${number}`),
    reason: fields.one(`reason-${number}`),
  }));

export const filledRows = (fields: Form): TypedRow[] => typedRows(fields).filter(isFilled);

export const rowsAsTyped = (fields: Form): TypedRow[] => {
  const last = filledRows(fields).at(-1)?.number ?? 0;
  const added = fields.one("pressed") === "row" ? 1 : 0;
  const shown = Math.min(Number(/^\d{1,2}$/.exec(fields.one("rows"))?.[0] ?? 0), mostRows);
  return typedRows(fields).slice(0, Math.max(fewestRows, last, shown) + added);
};

/** A row of one item at one price has no more to say than the price; an empty quantity is one. */
const sumOf = ({ amount, quantity }: TypedRow): Pence | undefined => {
  const each = parsePounds(amount, lineAmount.most);
  const times = quantity.trim() === "" ? 1 : Number(quantity.trim());
  return each.kind === "pounds" && Number.isInteger(times) && times > 0 ? pence(each.amount * times) : undefined;
};

/** The sum of the rows, and the count of rows whose amount cannot be read. */
export const totalOfRows = (rows: readonly TypedRow[]) => {
  const sums = rows.filter(isFilled).map(sumOf);
  return { total: addPence(sums.flatMap((sum) => sum ?? [])), unread: sums.filter((sum) => sum === undefined).length };
};

/**
 * A row for each need that can be met now. A scheme lists its preferred item and delivery first; where there are several
 * items for a need, the row says so.
 */
export const rowsToBeginWith = (scheme: Scheme, facts: Facts): TypedRow[] => {
  const suggested = facts.needs
    .filter((need) => !claimAgainst(scheme, need, facts.claims, facts.today))
    .map((need) => scheme.items.filter((item) => item.need === need))
    .flatMap(([item]) => item ?? [])
    .map((item) => ({
      item: item.code,
      quantity: "1",
      amount: usualBox(scheme, item, facts),
      delivery: item.deliveries[0] ?? "",
      reason: "",
    }));
  const empty = { item: "", quantity: "", amount: "", delivery: "", reason: "" };
  return numbers.slice(0, Math.max(fewestRows, suggested.length)).map((number) => ({ number, ...(suggested[number - 1] ?? empty) }));
};

/** The need that a row's item meets and the catalogue's other items for it, where there are some. */
export const itemsMeetingTheSame = (scheme: Scheme, { item: code }: TypedRow) => {
  const item = itemOf(scheme, code);
  const others = scheme.items.filter((other) => other.need === item?.need && other.code !== code);
  return item && others.length > 0 ? { meets: needs[item.need], others: others.map(({ label }) => label) } : {};
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
