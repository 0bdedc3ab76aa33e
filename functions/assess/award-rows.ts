import { type Application, hasChildren } from "../../shared/domain/application.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { claimAgainst, type HouseholdClaims } from "../../shared/domain/household.ts";
import { type CatalogueItem, categoryOf, type Delivery, type Scheme } from "../../shared/domain/scheme.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** One row of the award form, exactly as typed. */
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
/** A delivery alone fills no row: the page suggests one, and clearing the item must be enough to leave a row out. */
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

/** The rows to show again: everything typed stays in its row. */
export const rowsAsTyped = (fields: Form): TypedRow[] => {
  const last = filledRows(fields).at(-1)?.number ?? 0;
  return typedRows(fields).slice(0, Math.max(fewestRows, last));
};

/**
 * The rows to begin with: what was asked for and can be met now, where the catalogue has one thing for it. The
 * usual amount is filled in where policy publishes one; the first delivery of an item is the one its scheme prefers.
 */
export const rowsToBeginWith = (scheme: Scheme, application: Application, claims: HouseholdClaims, now: Date): TypedRow[] => {
  const today = londonDay(now);
  const suggested = application.wants.needs
    .filter((need) => !claimAgainst(scheme, need, claims, today))
    .map((need) => scheme.items.filter((item) => item.need === need))
    .flatMap(([item, ...others]) => (item && others.length === 0 ? [item] : []))
    .map((item) => ({
      item: item.code,
      amount: usualAmount(item, hasChildren(application, today)),
      delivery: firstDelivery(item),
      reason: "",
    }));
  const empty = { item: "", amount: "", delivery: "", reason: "" };
  return numbers.slice(0, Math.max(fewestRows, suggested.length + 1)).map((number) => ({ number, ...(suggested[number - 1] ?? empty) }));
};

const usualAmount = ({ usual }: CatalogueItem, withChildren: boolean): string =>
  usual ? ((withChildren ? usual.withChildren : usual.withoutChildren) / 100).toFixed(2).replace(/\.00$/, "") : "";

const firstDelivery = ({ deliveries: [first] }: CatalogueItem): Delivery | "" => first ?? "";

/** The catalogue as a list to choose from: what was asked for first. */
export const itemChoices = (scheme: Scheme, application: Application, now: Date) => {
  const asked = application.wants.needs;
  const withChildren = hasChildren(application, londonDay(now));
  const choices = scheme.items.map((item) => {
    const notes = [
      categoryOf(scheme, item.category)?.label ?? item.category,
      ...(item.usual ? [`usually £${usualAmount(item, withChildren)}`] : []),
      ...(item.ambiguous ? ["say why"] : []),
    ];
    return { value: item.code, isAsked: asked.includes(item.need), text: `${item.label} (${notes.join(", ")})` };
  });
  return choices.toSorted((a, b) => Number(b.isAsked) - Number(a.isAsked));
};
