import { council } from "../../shared/council.ts";
import { essentialsWithout } from "../../shared/domain/answers.ts";
import { isBankingDay } from "../../shared/domain/bank/bank-holidays.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { type Directory, servicesToTellOf } from "../../shared/domain/directory/directory.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

type Essential = keyof typeof essentialsWithout;

/** Help that anybody can use at once, with or without services in the council's directory. */
const atOnce: Record<Essential, readonly string[]> = {
  food: [],
  heatingOrPower: ["If a prepayment meter has run out, ask your supplier for emergency credit. Their number is on the meter or the bill."],
  somewhereToSleep: ["The council must help somebody who has nowhere safe to stay tonight. Call us and say so."],
  babyOrMedicine: ["For medicine or a baby’s milk that cannot wait, ask a pharmacist or call 111, at any hour."],
};

const londonHour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", hourCycle: "h23" });

export const isTelephoneOpen = (now: Date): boolean => {
  const hour = Number(londonHour.format(now));
  return isBankingDay(londonDay(now)) && council.telephoneOpens <= hour && hour < council.telephoneCloses;
};

/**
 * Help of today, for somebody who cannot wait for a decision. Anybody may read the page over their shoulder, so it is the
 * same for everyone, and says nothing of what they answered.
 */
export const todaysHelp = ({ onwardHelp }: Pick<Scheme, "onwardHelp">, directory: Directory, now: Date) => ({
  isOpen: isTelephoneOpen(now),
  essentials: (Object.keys(essentialsWithout) as Essential[]).map((essential) => {
    const offered = onwardHelp
      .filter(({ conditions }) => conditions.some(({ measure, value }) => measure === "without" && value === essential))
      .map(({ offer }) => offer);
    return {
      label: essentialsWithout[essential],
      says: atOnce[essential],
      services: servicesToTellOf(directory)
        .filter(({ code }) => offered.includes(code))
        .map(({ name, tells, phone, hours, url }) => ({
          name,
          tells: tells ?? "",
          phone: phone ?? "",
          hours: hours ?? "",
          url: url ?? "",
        })),
    };
  }),
  emergency: council.emergency,
});

export type TodaysHelp = ReturnType<typeof todaysHelp>;
