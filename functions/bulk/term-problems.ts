import { evidenceProblems } from "../../shared/domain/award/award-limits.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import type { RunTerms } from "../../shared/domain/run/run.ts";
import { deliveries, itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";

/** The terms of a run that its scheme does not allow. */
export const termProblems = (
  { item: code, delivery, amount, evidence }: RunTerms,
  scheme: Scheme,
): { path: (string | number)[]; message: string }[] => {
  const item = itemOf(scheme, code);
  if (!item) return [{ path: ["item"], message: `Select an item that ${scheme.about.name} pays for` }];
  const missing = evidenceAskedFor([item.need], scheme).filter((asked) => !evidence.some((given) => given.evidence === asked.code));
  return [
    ...(item.deliveries.includes(delivery)
      ? []
      : [{ path: ["delivery"], message: `“${item.label}” cannot be delivered as “${deliveries[delivery].toLowerCase()}”` }]),
    ...(amount === undefined && item.tariff === undefined
      ? [{ path: ["amount"], message: `Enter an amount: there is no usual one for “${item.label}”` }]
      : []),
    ...evidenceProblems(evidence, scheme).map(({ path, message }) => ({ path: [...path], message })),
    ...missing.map(({ code: piece, label }) => ({
      path: ["evidence", piece],
      message: `Say what shows it, or why it is waived: ${label}`,
    })),
  ];
};
