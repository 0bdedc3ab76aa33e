import { waitOf } from "../../shared/domain/case/case.ts";
import { type Waiting, waitingOrder, waitsForName } from "../../shared/domain/case/waiting-list.ts";
import { newestVersion, type SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { CaseFacts } from "./case-facts.ts";

export const budgetName = ({ scheme: code, ...list }: Pick<Waiting, "scheme" | "category" | "purpose">, book: SchemeBook): string => {
  const scheme = newestVersion(book, code);
  return scheme ? waitsForName(scheme, list) : list.category;
};

export const waitingView = ({ case: head, book, placeInLine }: CaseFacts) => {
  const waits = waitOf(head);
  if (!waits) return undefined;
  const { by, total, since } = waits;
  return {
    by,
    total,
    since,
    place: placeInLine,
    budget: budgetName(waits, book),
    order: waitingOrder,
  };
};
