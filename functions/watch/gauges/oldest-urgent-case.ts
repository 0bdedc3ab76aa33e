import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { decideBy } from "../../case/decide-by.ts";
import type { Gauge } from "../watch.ts";

/** Statuses that wait for the council: a case with an open question waits for the resident. */
const waitingForUs = ["waiting", "toApprove"] as const;

type OldestUrgentCasePorts = { readonly stored: Pick<Gauges, "oldestUrgent">; readonly schemes: Pick<Schemes, "book"> };

export const oldestUrgentCase = ({ stored, schemes }: OldestUrgentCasePorts): Gauge => ({
  name: "oldestUrgentCase",
  async read(now) {
    const [oldest] = (await Promise.all(waitingForUs.map((status) => stored.oldestUrgent(status)))).filter((at) => at !== undefined).sort();
    if (!oldest) return [{ minutes: 0, late: 0 }];
    const due = decideBy({ urgent: true, submittedAt: oldest }, await schemes.book(now), now);
    return [{ minutes: Math.floor((now.getTime() - Date.parse(oldest)) / 60_000), late: Number(due?.isLate ?? false) }];
  },
});
