import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { type Register, registersInUse, takenOverBy } from "../../shared/domain/register/register.ts";
import { deletePass, loadPass, type Registers } from "../../shared/store/registers.ts";
import { turnsIn } from "./register-step.ts";

/** A list as it stands on a day. */
export type RegisterNow = {
  readonly register: Register;
  /** Assessors see today what it holds. */
  readonly isInUse: boolean;
  readonly isOver: boolean;
  readonly takenOver?: Register;
  /** Parts loaded or deleted so far, of all parts. */
  readonly done: number;
  readonly turns: number;
  /** Nothing has moved for some minutes. */
  readonly isStuck: boolean;
};

export type ReadPorts = { readonly registers: Pick<Registers, "find" | "current" | "lastRequested"> };

const minutesToWait = 10;
const passOf = ({ state }: Register) => (state === "loading" ? loadPass : state === "ending" ? deletePass : undefined);

/** Beside the lists whose last day is not over, one that a newer list has taken over is told from one in use. */
export const registerNow = (register: Register, current: readonly Register[], today: Day): RegisterNow => {
  const turns = turnsIn(register);
  const takenOver = takenOverBy(register, current);
  return {
    register,
    isInUse: registersInUse(current, today).some(({ registerId }) => registerId === register.registerId),
    isOver: register.usedUntil < today,
    ...(takenOver && { takenOver }),
    done: register.state === "loaded" || register.state === "ended" ? turns : 0,
    turns,
    isStuck: false,
  };
};

export const readRegisterNow = async (registerId: string, now: Date, { registers }: ReadPorts): Promise<RegisterNow | undefined> => {
  const today = londonDay(now);
  const [register, current] = await Promise.all([registers.find(registerId), registers.current(today)]);
  if (!register) return undefined;
  const standing = registerNow(register, current, today);
  const last = passOf(register) && (await registers.lastRequested(registerId));
  if (!last || last.pass !== passOf(register)) return standing;
  return { ...standing, done: last.part - 1, isStuck: now.getTime() - Date.parse(last.askedAt) > minutesToWait * 60_000 };
};
