import { fulfillers } from "../../../shared/domain/line/fulfiller.ts";
import { lineIdOf, lineStates } from "../../../shared/domain/line/line.ts";
import { categoryOf, deliveries } from "../../../shared/domain/scheme/scheme.ts";
import { fromLedger, type ReadRows, type RowOf, schemeOf } from "../list-rows.ts";
import { openings, readableBy } from "./awards.ts";

export const readLines: ReadRows<"lines"> = fromLedger<RowOf<"lines">>(["AWARDED"], async (entries, asked, ports) => {
  const scheme = await schemeOf(asked, ports);
  const opened = openings(entries);
  const readable = await readableBy(asked.askedBy.id, opened, ports.rows);
  const lines = await ports.rows.lines(readable.map(({ award }) => award));
  return {
    leftOut: opened.length - readable.length,
    rows: readable.map(({ at, amount, category, why, award: { awardId, caseId, householdId, item, line: number } }) => {
      const lineId = lineIdOf(awardId, number);
      const line = lines.get(lineId);
      return {
        ...{ at, lineId, awardId, caseId, item, amount },
        householdId: line?.householdId ?? householdId,
        category: categoryOf(scheme, category)?.label ?? category,
        label: line?.label ?? why,
        quantity: line?.quantity ?? 1,
        delivery: line && deliveries[line.delivery],
        fulfiller: line?.fulfiller && fulfillers[line.fulfiller].label,
        state: line && lineStates[line.state],
        stateAt: line?.steps.at(-1)?.at ?? at,
      };
    }),
  };
});
