import { addDays, type Day, formatDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** Where nobody knows when a return is due, finance is reminded on these days after the period it covers. */
const remindAfterDays = [7, 14, 21] as const;

/** Each return that the scheme asks for: what it covers, when it is due, and what nobody has confirmed. */
export const returnsOf = ({ returns }: Pick<Scheme, "returns">, today: Day) =>
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
