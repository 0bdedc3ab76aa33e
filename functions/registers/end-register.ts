import { actorOf } from "../../shared/domain/principal.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import { deletePass, type Registers } from "../../shared/store/registers.ts";
import { askAgain, type ToStep } from "./register-step.ts";

export type EndOutcome =
  | { readonly kind: "ended"; readonly register: Register }
  | { readonly kind: "stale"; readonly register: Register }
  | { readonly kind: "notFound" };

/** Ends the use of a list at once, and has its rows deleted in the background. */
export const endRegister = async (
  { registerId, seen, reason, by, now }: ToStep & { readonly reason: string },
  { registers }: { readonly registers: Pick<Registers, "find" | "move" | "lastRequested" | "requestPart"> },
): Promise<EndOutcome> => {
  const register = await registers.find(registerId);
  if (!register) return { kind: "notFound" };
  if (register.state === "ended") return { kind: "ended", register };
  if (register.state === "ending") {
    await askAgain(register, deletePass, now, { registers });
    return { kind: "ended", register };
  }
  if (register.version !== seen) return { kind: "stale", register };
  const to: Partial<Register> = { state: "ending", endedBy: actorOf(by), endedAt: now.toISOString(), endReason: reason };
  const moved = await registers.move(register, to, { pass: deletePass, part: 1 }, now.toISOString());
  if (moved.kind === "moved") return { kind: "ended", register: moved.register };
  const isOver = moved.now.state === "ending" || moved.now.state === "ended";
  return { kind: isOver ? "ended" : "stale", register: moved.now };
};
