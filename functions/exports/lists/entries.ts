import { potName } from "../../../shared/domain/ledger/budget-words.ts";
import { entryKinds } from "../../../shared/domain/ledger/ledger.ts";
import { categoryOf } from "../../../shared/domain/scheme/scheme.ts";
import { grantLedger } from "../../../shared/store/money.ts";
import { fromLedger, type ReadRows, type RowOf, schemeOf } from "../list-rows.ts";

export const readEntries: ReadRows<"entries"> = fromLedger<RowOf<"entries">>("all", async (entries, asked, ports) => {
  const scheme = await schemeOf(asked, ports);
  const grant = grantLedger(scheme.code).category;
  return {
    rows: entries.map(({ at, entryId, kind, category, period, pot, amount, from, to, why, by, change, award }) => ({
      ...{ at, entryId, kind: entryKinds[kind].label, period, amount, from, to, why, change },
      category: category === grant ? "The grant" : (categoryOf(scheme, category)?.label ?? category),
      pot: potName(scheme, pot),
      by: by.name,
      awardId: award?.awardId,
      line: award && award.line + 1,
      item: award?.item,
      caseId: award?.caseId,
      householdId: award?.householdId,
    })),
  };
});
