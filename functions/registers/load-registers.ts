import { type Clock, clock } from "../../shared/clock.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import { readItem } from "../../shared/store/items.ts";
import { deletePass, loadPass, type RegisterPart, type Registers } from "../../shared/store/registers.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { turnOf, turnsIn } from "./register-step.ts";

export type LoadPorts = { readonly registers: Pick<Registers, "find" | "index" | "remove" | "requestPart" | "move"> };

/** Loads lists, and deletes those whose use was ended, part by part as the queue delivers them. */
export const createLoadRegisters = ({ queue, ...ports }: LoadPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "loadRegisters",
    async ({ item }) => {
      const part = readItem("registerPart", item);
      return { registerId: part.registerId, pass: part.pass, part: part.part, outcome: await takeTurn(part, clock, ports) };
    },
    queue,
  );

const isWanted = ({ state }: Register, pass: number): boolean =>
  (state === "loading" && pass === loadPass) || (state === "ending" && pass === deletePass);

/** Takes one part, which may be delivered more than once and late, and asks for the next. The last one changes what the list is. */
const takeTurn = async (asked: RegisterPart, clock: Clock, { registers }: LoadPorts): Promise<string> => {
  const { registerId, pass, part } = asked;
  const register = await registers.find(registerId);
  if (!register || !isWanted(register, pass)) return "notAsked";
  for (const place of turnOf(register, part))
    await (pass === loadPass ? registers.index(register, place) : registers.remove(register, place));
  const now = clock().toISOString();
  if (part < turnsIn(register)) {
    await registers.requestPart({ ...asked, part: part + 1, attempt: 0, askedAt: now });
    return "done";
  }
  const { kind } = await registers.move(register, pass === loadPass ? { state: "loaded", loadedAt: now } : { state: "ended" });
  return kind === "moved" ? "finished" : "alreadyFinished";
};
