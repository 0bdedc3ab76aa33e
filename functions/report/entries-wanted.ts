import { isPeriod, isPot } from "../../shared/domain/ledger/envelope.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FigureName } from "../../shared/http/contracts/report-contracts.ts";
import { limitMax, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { SliceWanted } from "../../shared/store/slices.ts";
import { figureIn, isFigure, type ListOf } from "./figures.ts";
import type { Spend } from "./spend-of.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** The entries behind one figure of a scheme, of a category, or of one budget. */
export type EntryList = { readonly scheme: Scheme; readonly show: FigureName; readonly of: ListOf; readonly value: number };

const sliceLength = 50;

/** Reads the query of a list of entries. An empty cursor or category counts as none. */
export const readEntriesWanted = (
  scheme: Scheme,
  spend: Spend,
  query: Query,
): { list: EntryList; wanted: SliceWanted } | { unreadable: string } => {
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
  const wanted = sliceWantedFrom(query, sliceLength);
  return wanted ? { list: { scheme, show, of, value }, wanted } : { unreadable: `The limit is from 1 to ${limitMax}.` };
};
