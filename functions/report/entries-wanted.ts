import { isPeriod, isPot } from "../../shared/domain/ledger/envelope.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FigureName } from "../../shared/http/contracts/report-contracts.ts";
import { limitMax, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { SliceWanted } from "../../shared/store/slices.ts";
import { figureIn, isFigure, type ListOf } from "./figures.ts";
import type { Spend } from "./spend-of.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Which entries: those behind one figure of a scheme, of a category, or of one budget. */
export type EntryList = { readonly scheme: Scheme; readonly show: FigureName; readonly of: ListOf; readonly value: number };

const pageLength = 50;

/** What an address asks for, or what it should have said. An empty cursor or category is none. */
export const readEntriesWanted = (
  scheme: Scheme,
  spend: Spend,
  query: Query,
): { list: EntryList; ask: SliceWanted } | { unreadable: string } => {
  const { show = "available", category, period, pot } = query;
  if (!isFigure(show))
    return { unreadable: "There is no such figure: show one that the spend names, such as allocated, available or awards." };
  if ((period || pot) && !category) return { unreadable: "A period and a pot are of a category: name it." };
  if ((period && !isPeriod(period)) || (pot && !isPot(pot))) return { unreadable: "There is no such period or pot." };
  const of: ListOf = {
    ...(category && { category }),
    ...((period || pot) && { period: period || "whole", pot: pot && isPot(pot) ? pot : "ordinary" }),
  };
  const value = figureIn(show, spend, of);
  if (value === undefined) return { unreadable: "The scheme has no such figure for this category or budget." };
  const ask = sliceWantedFrom(query, pageLength);
  return ask ? { list: { scheme, show, of, value }, ask } : { unreadable: `The limit is from 1 to ${limitMax}.` };
};
