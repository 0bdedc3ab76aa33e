import { caseIdIn } from "../../shared/domain/ids.ts";
import { log } from "../../shared/http/log.ts";
import type { Messages } from "../../shared/store/messages.ts";
import { messageOfReference } from "./send-message.ts";

/** A message that the service took and could not deliver, by the reference that we gave it. */
export type Failure = { readonly reference: string };

export type FailureReports = {
  /** The latest failures that the service keeps, whatever their kind. */
  failures(): Promise<readonly Failure[]>;
};

type NoteFailuresPorts = { readonly messages: Pick<Messages, "noteFailure">; readonly reports: FailureReports };

/**
 * Asks which messages did not arrive, and has each of them go its next safe way. Asking needs no public route that anybody
 * could call. A failure that was noted before changes nothing, and neither does one of an earlier way.
 */
export const noteFailures = async (now: Date, { messages, reports }: NoteFailuresPorts): Promise<number> => {
  let noted = 0;
  for (const { reference } of await reports.failures()) {
    const found = messageOfReference(reference);
    const caseId = caseIdIn(reference);
    if (!found || !caseId) continue;
    const isNoted = await messages.noteFailure({ caseId, ...found }, now);
    if (!isNoted) continue;
    noted += 1;
    log.info("not delivered", { messageId: found.messageId });
  }
  return noted;
};
