import { addDays, type Day, formatDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** Reminders of a return without a known due date, in days after the period that it covers. */
const remindAfterDays = [7, 14, 21] as const;

export const returnsView = ({ returns }: Pick<Scheme, "returns">, today: Day) =>
  returns.map(({ name, from, to, due, layout, verified, source }) => {
    const reminders = remindAfterDays.map((days) => addDays(to, days));
    return {
      name,
      covers: `${formatDay(from)} to ${formatDay(to)}`,
      ...(due && { due: formatDay(due) }),
      reminders: reminders.map(formatDay),
      isReminded: due === undefined && reminders.some((day) => day <= today),
      layout,
      verified,
      source,
    };
  });
