import type { Gauges } from "../../../shared/store/gauges.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { decideBy } from "../../case/decide-by.ts";
import type { Gauge } from "../watch.ts";

/** Cases that wait for somebody of the council: one that was asked something waits for the resident. */
const waitingForUs = ["waiting", "toApprove"] as const;

export type OldestUrgentCasePorts = { readonly stored: Pick<Gauges, "oldestUrgent">; readonly schemes: Pick<Schemes, "book"> };

/** How long the urgent case has waited that has waited longest, and whether that is longer than its scheme allows; nothing where none waits. */
export const oldestUrgentCase = ({ stored, schemes }: OldestUrgentCasePorts): Gauge => ({
  name: "oldestUrgentCase",
  async read(now) {
    const [oldest] = (await Promise.all(waitingForUs.map((status) => stored.oldestUrgent(status)))).filter((at) => at !== undefined).sort();
    if (!oldest) return [{ minutes: 0, late: 0 }];
    const due = decideBy({ urgent: true, submittedAt: oldest }, await schemes.book(now), now);
    return [{ minutes: Math.floor((now.getTime() - Date.parse(oldest)) / 60_000), late: Number(due?.isLate ?? false) }];
  },
});
