import type { Payee } from "../bank/payee.ts";
import type { Actor } from "../principal.ts";
import type { Part } from "../separation.ts";

type Said = { readonly at: string; readonly by: Actor; readonly why?: string };

/** One way to pay a household, as staff recorded it. `confirmed` is the second person, who wrote the same down. */
export type PayeeVersion = Said & { readonly payee: Payee; readonly confirmed?: Said };

/**
 * A household's payee, as somebody recorded it after the application. It takes the place of the application's own payee.
 * Every version before it is kept, the oldest first. Records from before have no version and no reasons.
 */
export type PayeeRecord = PayeeVersion & {
  readonly caseId: string;
  readonly version?: number;
  readonly earlier?: readonly PayeeVersion[];
};

export const versionsOf = ({ earlier = [], payee, at, by, why, confirmed }: PayeeRecord): readonly PayeeVersion[] => [
  ...earlier,
  { payee, at, by, ...(why && { why }), ...(confirmed && { confirmed }) },
];

/** The record after one more version. */
export const recordAfter = (before: PayeeRecord | undefined, caseId: string, next: PayeeVersion): PayeeRecord => ({
  ...next,
  caseId,
  version: (before?.version ?? 0) + 1,
  ...(before && { earlier: versionsOf(before) }),
});

/** Everybody who recorded or confirmed how the household is paid, also before a later change. */
export const payeeParts = (record: PayeeRecord | undefined): readonly Part[] =>
  (record ? versionsOf(record) : []).flatMap(({ by, confirmed }): readonly Part[] => [
    { did: "recordPayee", by: by.id },
    ...(confirmed ? [{ did: "confirmPayee", by: confirmed.by.id } as const] : []),
  ]);
