import type { ActName } from "../system.ts";
import type { Actor } from "./principal.ts";

/** The things that several people have a hand in. A line has its case's parts, and a batch and a run those of their lines. */
export type SharedWork = "case" | "line" | "batch" | "run" | "schemeDraft" | "directoryDraft" | "budgetChange";

/** Nobody does `does` on a thing on which they did `did`. No role is exempt. */
export type Separation = { readonly on: SharedWork; readonly did: ActName; readonly does: ActName };

export const separations = [
  { on: "case", did: "apply", does: "award" },
  { on: "case", did: "award", does: "approveAward" },
  { on: "line", did: "importBankResults", does: "recordPayee" },
  { on: "line", did: "apply", does: "confirmPayee" },
  { on: "line", did: "award", does: "confirmPayee" },
  { on: "line", did: "recordPayee", does: "confirmPayee" },
  { on: "line", did: "importBankResults", does: "confirmPayee" },
  { on: "line", did: "apply", does: "confirmDestination" },
  { on: "line", did: "award", does: "confirmDestination" },
  { on: "line", did: "recordPayee", does: "confirmDestination" },
  { on: "line", did: "confirmPayee", does: "confirmDestination" },
  { on: "run", did: "prepareRun", does: "approveRun" },
  { on: "batch", did: "prepareBatch", does: "releaseBatch" },
  { on: "batch", did: "award", does: "releaseBatch" },
  { on: "batch", did: "recordPayee", does: "releaseBatch" },
  { on: "batch", did: "confirmPayee", does: "releaseBatch" },
  { on: "batch", did: "importBankResults", does: "releaseBatch" },
  { on: "batch", did: "prepareBatch", does: "importBankResults" },
  { on: "batch", did: "releaseBatch", does: "importBankResults" },
  { on: "batch", did: "recordPayee", does: "importBankResults" },
  { on: "batch", did: "confirmPayee", does: "importBankResults" },
  { on: "schemeDraft", did: "editSection", does: "publishDraft" },
  { on: "budgetChange", did: "proposeBudgetChange", does: "signBudgetChange" },
] as const satisfies readonly Separation[];

/** One act that one person did on the thing. */
export type Part = { readonly did: ActName; readonly by: string };

/** The row of the table that keeps a person from an act, because of a part that they had before. */
export const partAgainst = (on: SharedWork, does: ActName, { id }: Pick<Actor, "id">, parts: readonly Part[]): Separation | undefined => {
  const own = new Set(parts.filter(({ by }) => by === id).map(({ did }) => did));
  const rows: readonly Separation[] = separations;
  return rows.find((row) => row.on === on && row.does === does && own.has(row.did));
};
