import type { Day } from "../../shared/domain/dates.ts";
import { placesOfRows, type Registers } from "../../shared/store/registers.ts";

/** Makes every list ready for the newest matching key alone, so that an older one can go. It can be stopped, and begun again. */
export const keyRegistersAgain = async (
  today: Day,
  { registers }: { readonly registers: Pick<Registers, "current" | "keyAgain"> },
): Promise<number> => {
  const kept = (await registers.current(today)).filter(({ state }) => state !== "ended" && state !== "ending");
  for (const register of kept) for (const place of placesOfRows(register)) await registers.keyAgain(register, place);
  return kept.length;
};
