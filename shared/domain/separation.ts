import type { ActName } from "../system.ts";
import type { Actor } from "./principal.ts";

/** The things that several people have a hand in. A line has its case's parts, and a batch and a run those of their lines. */
export type SharedWork = "case" | "line" | "batch" | "run" | "schemeDraft" | "directoryDraft" | "budgetChange";

/** Nobody does `does` on a thing on which they did `did`. No role is exempt. */
export type Separation = { readonly on: SharedWork; readonly did: ActName; readonly does: ActName };

export const separations = [
  { on: "case", did: "apply", does: "award" },
  { on: "case", did: "award", does: "approveAward" },
  { on: "run", did: "prepareRun", does: "approveRun" },
  // A batch leaves the run's lines out, and pays the others. Its release is kept from whoever decided, preparers of runs among them.
  { on: "line", did: "prepareRun", does: "prepareBatch" },
  { on: "line", did: "prepareRun", does: "finishBatch" },
  { on: "batch", did: "prepareBatch", does: "releaseBatch" },
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
