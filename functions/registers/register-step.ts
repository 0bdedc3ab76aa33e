import type { Principal } from "../../shared/domain/principal.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import { placesOfRows, type RegisterPart, type Registers, registerExpiry } from "../../shared/store/registers.ts";

/** A step of a list, by somebody who saw this version of it. */
export type ToStep = { readonly registerId: string; readonly seen: number; readonly by: Principal; readonly now: Date };

/** Some seconds of work for the function that takes a part from its queue. */
const placesInATurn = 10;

/** A part of a pass: the places of the rows that are loaded, or deleted, together. */
export const turnOf = (register: Register, part: number) => placesOfRows(register).slice((part - 1) * placesInATurn, part * placesInATurn);
export const turnsIn = (register: Register): number => Math.ceil(placesOfRows(register).length / placesInATurn);

/** Asks again for the part at which a pass stands still. What is done is not done twice. */
export const askAgain = async (
  register: Register,
  pass: RegisterPart["pass"],
  now: Date,
  { registers }: { readonly registers: Pick<Registers, "lastRequested" | "requestPart"> },
): Promise<void> => {
  const { registerId } = register;
  const last = await registers.lastRequested(registerId);
  const next = last?.pass === pass ? { ...last, attempt: last.attempt + 1 } : { registerId, pass, part: 1, attempt: 0 };
  await registers.requestPart({ ...next, askedAt: now.toISOString(), expiresAtSeconds: registerExpiry(register) });
};
