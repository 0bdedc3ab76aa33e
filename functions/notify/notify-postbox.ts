import { SignJWT } from "jose";
import * as z from "zod/mini";
import { Fault } from "../../shared/fault.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";
import type { Failure, FailureReports } from "./note-failures.ts";
import { recipientFields, refusalOf } from "./notify-refusals.ts";
import type { Postbox } from "./send-message.ts";
import { staffTemplates } from "./staff-templates.ts";
import type { StaffPostbox } from "./tell-staff.ts";
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

const failuresSchema = z.object({
  notifications: z.array(z.object({ id: z.string(), reference: z.nullish(z.string()) })),
  links: z.optional(z.object({ next: z.optional(z.string()) })),
});

/** Pages of failures that one look reads: Notify gives 250 a page and keeps them for a week. */
const mostPages = 8;

export const notifyPostbox = (url: string, key: () => Promise<string>): Postbox & FailureReports & StaffPostbox => {
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

    async tell(email, blanks, reference) {
      const template = staffTemplates.toDo;
      const message = { template_id: template.id, personalisation: blanksFor(template, blanks), reference, email_address: email };
      return isTaken((await ask("POST", "/email", message)).status);
    },

    async failures() {
      const failures: Failure[] = [];
      let olderThan: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const query = new URLSearchParams({ status: "failed", ...(olderThan && { older_than: olderThan }) });
        const { status, text } = await ask("GET", `?${query}`);
        const found = readAs(failuresSchema, text);
        if (!isTaken(status) || !found) throw answeredWith(status);
        failures.push(...found.notifications.flatMap(({ reference }) => (reference ? [{ reference }] : [])));
        olderThan = found.notifications.at(-1)?.id;
        if (!olderThan || !found.links?.next) break;
      }
      return failures;
    },

    async has(reference) {
      const { status, text } = await ask("GET", `?${new URLSearchParams({ reference })}`);
      const found = readAs(foundSchema, text);
      if (!isTaken(status) || !found) throw answeredWith(status);
      return found.notifications.length > 0;
    },
  };
};

const isTaken = (status: number) => status >= 200 && status < 300;

/** The status alone: the answer may name the recipient. */
const answeredWith = (status: number) =>
  new Fault("messageNotSent", { cause: new Error(`GOV.UK Notify answered with ${status} and nothing that can be used.`) });

const readAs = <T>(schema: z.ZodMiniType<T>, text: string): T | undefined => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
