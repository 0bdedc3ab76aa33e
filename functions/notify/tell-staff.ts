import type { Context } from "aws-lambda";
import { clock } from "../../shared/clock.ts";
import { withCorrelation } from "../../shared/correlation.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { toDosOf, toDoWords } from "../../shared/domain/to-do.ts";
import { isDueOn, type ToDoMessage } from "../../shared/domain/to-do-message.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { ToDoMessages } from "../../shared/store/to-do-messages.ts";
import type { ToDos } from "../../shared/store/to-dos.ts";

/** Takes an email to a member of staff. False where the message service refuses it. */
export type StaffPostbox = {
  tell(email: string, blanks: Readonly<Record<string, string>>, reference: string): Promise<boolean>;
};

export type TellStaffPorts = {
  readonly messages: Pick<ToDoMessages, "all" | "claim">;
  readonly toDos: ToDos;
  readonly schemes: Pick<Schemes, "book">;
  readonly postbox: StaffPostbox;
};

/**
 * Tells everybody who wishes it what waits for them. A message that fails is not sent again on that day: two are worse than
 * none, and the next day's says the same. Whoever could not be told rings the alarm.
 */
export const createTellStaff =
  (ports: TellStaffPorts) =>
  async (_event: unknown, { awsRequestId: requestId }: Context): Promise<{ readonly told: number }> => {
    log.resetKeys();
    log.appendKeys({ requestId, correlationId: requestId, function: "tellStaff" });
    const now = clock();
    const day = londonDay(now);
    return withCorrelation(requestId, async () => {
      const due = (await ports.messages.all()).filter((message) => isDueOn(message, day));
      const schemes = due.length > 0 ? schemesAsOf(await ports.schemes.book(now), day).map(({ code }) => code) : [];
      let told = 0;
      let failed = 0;
      for (const message of due) {
        try {
          if (await tell(message, day, schemes, ports)) told += 1;
        } catch (error) {
          failed += 1;
          log.error("staff not told", { staffId: message.by.id, error: errorForLog(error) });
        }
      }
      log.info("told staff", { due: due.length, told, failed });
      if (failed > 0) throw new Fault("messageNotSent");
      return { told };
    });
  };

const tell = async (
  { by, roles, email }: ToDoMessage,
  day: Day,
  schemes: readonly string[],
  { messages, toDos, postbox }: TellStaffPorts,
): Promise<boolean> => {
  const waiting = await toDos.waitingFor(by.id, toDosOf(roles), schemes);
  if (waiting.length === 0 || !(await messages.claim(by.id, day))) return false;
  const words = waiting.map((toDo) => `${toDoWords(toDo)}${toDo.scheme === undefined ? "" : ` (${toDo.scheme})`}`).join("; ");
  if (!(await postbox.tell(email, { waiting: words }, `to-do-${by.id}-${day}`))) throw new Fault("messageNotSent");
  return true;
};
