import { SignJWT } from "jose";
import * as z from "zod/mini";
import { Fault } from "../../shared/fault.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";
import { recipientFields, refusalOf } from "./notify-refusals.ts";
import type { Postbox } from "./send-message.ts";
import { blanksFor, templates } from "./templates.ts";

/** Notify answers within two seconds. A call that hangs must not hold up the messages behind it. */
const patienceMilliseconds = 10_000;

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

type Answered = { readonly status: number; readonly text: string; readonly retryAfter: string | null };

const foundSchema = z.object({ notifications: z.array(z.unknown()) });

export const notifyPostbox = (url: string, key: () => Promise<string>): Postbox => {
  const call = callOutTo([hostOf(url)]);
  const ask = async (method: "GET" | "POST", path: string, body?: object): Promise<Answered> => {
    const token = await tokenFrom(await key());
    try {
      const response = await call(`${url}/v2/notifications${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      return { status: response.status, text: await response.text(), retryAfter: response.headers.get("retry-after") };
    } catch (cause) {
      throw new Fault("messageNotSent", { cause });
    }
  };

  return {
    async send({ template: name, channel, to, blanks }, reference, now) {
      const template = templates[name][channel];
      const message = { template_id: template.id, personalisation: blanksFor(template, blanks), reference };
      const answered = await ask("POST", channel === "text" ? "/sms" : "/email", { ...message, [recipientFields[channel]]: to });
      if (isTaken(answered.status)) return { kind: "taken" };
      const refusal = refusalOf({ ...answered, now });
      if (refusal.kind === "passes") throw answeredWith(answered.status);
      return refusal;
    },

    async has(reference) {
      const { status, text } = await ask("GET", `?${new URLSearchParams({ reference })}`);
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
