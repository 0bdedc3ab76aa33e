import { clockStart } from "../../../shared/domain/case/case-clock.ts";
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
    const firsts = await Promise.all(waitingForUs.map((status) => stored.oldestUrgent(status)));
    const [oldest] = firsts.filter((first) => first !== undefined).toSorted((a, b) => (clockStart(a) < clockStart(b) ? -1 : 1));
    if (!oldest) return [{ minutes: 0, late: 0 }];
    const due = decideBy({ urgent: true, ...oldest }, await schemes.book(now), now);
    return [{ minutes: Math.floor((now.getTime() - Date.parse(clockStart(oldest))) / 60_000), late: Number(due?.isLate ?? false) }];
  },
});
