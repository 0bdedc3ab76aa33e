import { setTimeout as pause } from "node:timers/promises";
import { NotifyClient } from "notifications-node-client";
import { Fault } from "../../shared/fault.ts";
import type { Postbox } from "./postbox.ts";
import { blanksFor, templates } from "./templates.ts";

/** Notify answers within a second or two, and its client would wait for ever: a call that hangs must not hold up the messages behind it. */
const patienceMilliseconds = 10_000;
const tooLate = async (): Promise<never> => {
  await pause(patienceMilliseconds, undefined, { ref: false });
  throw new Error("GOV.UK Notify did not answer in time.");
};
const inTime = <T>(call: Promise<T>): Promise<T> => Promise.race([call, tooLate()]);

/**
 * What Notify will say again however often it is asked. A refused key (401, 403) is ours to mend and a full hour
 * (429) passes, so messages that meet those wait and come again.
 */
const isForGood = (status: number) => status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

/** GOV.UK Notify. A message's id is the reference that Notify keeps it under. */
export const notifyPostbox = (url: string, key: () => Promise<string>): Postbox => {
  const connect = async () => new NotifyClient(url, await key());

  return {
    async send({ messageId, template: name, channel, to, blanks }) {
      const client = await connect();
      const template = templates[name][channel];
      const options = { reference: messageId, personalisation: blanksFor(template, blanks) };
      try {
        await inTime<unknown>(channel === "text" ? client.sendSms(template.id, to, options) : client.sendEmail(template.id, to, options));
        return "taken";
      } catch (error) {
        if (isForGood(statusOf(error))) return "refused";
        throw new Fault("messageNotSent", { cause: error });
      }
    },

    async has(messageId) {
      const client = await connect();
      try {
        const { data } = await inTime(client.getNotifications(undefined, undefined, messageId));
        return data.notifications.length > 0;
      } catch (error) {
        throw new Fault("messageNotSent", { cause: error });
      }
    },
  };
};

/** The client rejects with what its own HTTP client threw, of which only the answer's status matters. */
const statusOf = (error: unknown): number => {
  const { status } = (error as { response?: { status?: unknown } }).response ?? {};
  return typeof status === "number" ? status : 0;
};
