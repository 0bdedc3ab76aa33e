import { londonDay } from "../../shared/domain/dates.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import { loadPass, type Registers } from "../../shared/store/registers.ts";
import { askAgain, type ToStep } from "./register-step.ts";

export type LoadOutcome =
  | { readonly kind: "loading"; readonly register: Register }
  | { readonly kind: "stale"; readonly register: Register }
  | { readonly kind: "over" }
  | { readonly kind: "tooMany" }
  | { readonly kind: "notFound" };

/** A case is compared with so many lists at most, so that its page reads no more however many there are. */
export const listsInUseMost = 12;

/** Has a list loaded in the background. Nobody sees a row of it before the last one is in. */
export const loadRegister = async (
  { registerId, seen, by, now }: ToStep,
  { registers }: { readonly registers: Pick<Registers, "find" | "current" | "move" | "lastRequested" | "requestPart"> },
): Promise<LoadOutcome> => {
  const register = await registers.find(registerId);
  if (!register) return { kind: "notFound" };
  const today = londonDay(now);
  if (register.usedUntil < today) return { kind: "over" };
  if (register.state === "loaded") return { kind: "loading", register };
  if (register.state === "loading") {
    await askAgain(register, loadPass, now, { registers });
    return { kind: "loading", register };
  }
  if (register.state !== "checked" || register.version !== seen) return { kind: "stale", register };
  const others = (await registers.current(today)).filter(({ state }) => state === "loaded" || state === "loading");
  if (others.length >= listsInUseMost) return { kind: "tooMany" };
  const to: Partial<Register> = { state: "loading", loadedBy: actorOf(by) };
  const moved = await registers.move(register, to, { pass: loadPass, part: 1 }, now.toISOString());
  if (moved.kind === "moved") return { kind: "loading", register: moved.register };
  const isOn = moved.now.state === "loading" || moved.now.state === "loaded";
  return { kind: isOn ? "loading" : "stale", register: moved.now };
};
