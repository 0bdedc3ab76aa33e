import { periodWords } from "../../shared/domain/ledger/budget-words.ts";
import { wholePeriod } from "../../shared/domain/ledger/envelope.ts";
import { runOutWords } from "../../shared/domain/ledger/pace.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Budget } from "./budgets.ts";

export const budgetsView = (budgets: readonly Budget[], scheme: Scheme | undefined) =>
  budgets.map((budget) => ({
    ...budget,
    periodWords: scheme && budget.period !== wholePeriod ? periodWords(scheme, budget) : undefined,
    lasts: runOutWords(budget.runOut),
    urgentReserve: budget.urgentReserve?.allocated
      ? { ...budget.urgentReserve, lasts: runOutWords(budget.urgentReserve.runOut) }
      : undefined,
    purposes: budget.purposes?.map((purpose) => ({ ...purpose, lasts: runOutWords(purpose.runOut) })),
  }));
