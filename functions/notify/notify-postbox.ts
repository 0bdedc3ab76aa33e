import { SignJWT } from "jose";
import * as z from "zod/mini";
import { Fault } from "../../shared/fault.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";
import type { Postbox } from "./send-message.ts";
import { blanksFor, templates } from "./templates.ts";

/** Notify answers within two seconds. A call that hangs must not hold up the messages behind it. */
const patienceMilliseconds = 10_000;

/** Notify will refuse this message again. A refused key (401, 403) is ours to mend and a rate limit (429) passes: those retry. */
const isForGood = (status: number) => status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

const idLength = 36;

/** A key is "name-serviceId-secret". Notify accepts a token for 30 seconds, so each call signs its own. */
const tokenFrom = (key: string): Promise<string> => {
  const [serviceId, secret] = [key.slice(-2 * idLength - 1, -idLength - 1), key.slice(-idLength)];
  return new SignJWT()
    .setProtectedHeader({ typ: "JWT", alg: "HS256" })
    .setIssuer(serviceId)
    .setIssuedAt()
    .sign(new TextEncoder().encode(secret));
};

const foundSchema = z.object({ notifications: z.array(z.unknown()) });

export const notifyPostbox = (url: string, key: () => Promise<string>): Postbox => {
  const call = callOutTo([hostOf(url)]);
  const ask = async (method: "GET" | "POST", path: string, body?: object): Promise<{ status: number; text: string }> => {
    const token = await tokenFrom(await key());
    try {
      const response = await call(`${url}/v2/notifications${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      throw new Fault("messageNotSent", { cause });
    }
  };

  return {
    async send({ messageId, template: name, channel, to, blanks }) {
      const template = templates[name][channel];
      const message = { template_id: template.id, personalisation: blanksFor(template, blanks), reference: messageId };
      const { status } = await (channel === "text"
        ? ask("POST", "/sms", { ...message, phone_number: to })
        : ask("POST", "/email", { ...message, email_address: to }));
      if (isTaken(status)) return "taken";
      if (isForGood(status)) return "refused";
      throw answeredWith(status);
    },

    async has(messageId) {
      const { status, text } = await ask("GET", `?${new URLSearchParams({ reference: messageId })}`);
      const found = foundIn(text);
      if (!isTaken(status) || !found) throw answeredWith(status);
      return found.notifications.length > 0;
    },
  };
};

const isTaken = (status: number) => status >= 200 && status < 300;

/** The status alone: the answer may name the recipient. */
const answeredWith = (status: number) =>
  new Fault("messageNotSent", { cause: new Error(`GOV.UK Notify answered with ${status} and nothing that can be used.`) });

const foundIn = (text: string): z.infer<typeof foundSchema> | undefined => {
  try {
    return foundSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
