import { randomUUID } from "node:crypto";
import { jwtVerify } from "jose";
import { growingList } from "./growing-list.ts";

/** A message that the service sent to GOV.UK Notify. */
export type SentMessage = {
  readonly id: string;
  readonly reference: string;
  readonly type: "sms" | "email";
  readonly to: string;
  readonly template: string;
  readonly personalisation: Readonly<Record<string, string>>;
  readonly at: string;
};

type NotifyReply = { readonly status: number; readonly body: object };
type NotifyRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: string;
};

const refusal = (status: number, error: string, message: string): NotifyReply => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
});

const asNotification = ({ id, reference, type, to, template, at }: SentMessage) => ({
  id,
  reference,
  type,
  [type === "sms" ? "phone_number" : "email_address"]: to,
  status: statusOf(to),
  template: { id: template, version: 1 },
  created_at: at,
});

/** Recipients of GOV.UK Notify's own documentation that cannot be reached, so that one can try what follows. */
const unreachable: Readonly<Record<string, string>> = {
  "07700900002": "permanent-failure",
  "07700900003": "temporary-failure",
  "perm-fail@simulator.notify": "permanent-failure",
  "temp-fail@simulator.notify": "temporary-failure",
};
const statusOf = (to: string): string => unreachable[to.includes("@") ? to : to.replaceAll(/\D/g, "")] ?? "delivered";

/** Reads a client's request; undefined where Notify would refuse it. */
const messageFrom = (body: string, type: SentMessage["type"], at: string): SentMessage | undefined => {
  try {
    const request = JSON.parse(body) as Record<string, unknown>;
    const to = type === "sms" ? request.phone_number : request.email_address;
    if (typeof to !== "string" || typeof request.template_id !== "string") return undefined;
    return {
      id: randomUUID(),
      reference: String(request.reference ?? ""),
      type,
      to,
      template: request.template_id,
      personalisation: (request.personalisation ?? {}) as Record<string, string>,
      at,
    };
  } catch {
    return undefined;
  }
};

/** Plays the part of GOV.UK Notify that the service uses, and keeps the messages. */
export const createNotifySandbox = (key: string, file: string | undefined, now: () => Date) => {
  const sent = growingList<SentMessage>(file);
  // The key ends in the service's id, a hyphen and the secret that signs tokens.
  const [issuer, secret] = [key.slice(-73, -37), new TextEncoder().encode(key.slice(-36))];
  const isSigned = ([, token = ""]: string[]) =>
    jwtVerify(token, secret, { issuer }).then(
      () => true,
      () => false,
    );

  return {
    sent: sent.all,
    async answer({ method, path, query, authorization, body }: NotifyRequest): Promise<NotifyReply> {
      if (!(await isSigned(authorization.split(" ")))) return refusal(403, "AuthError", "Invalid token: signature, api token not found");
      const [, type] = /^\/v2\/notifications\/(sms|email)$/.exec(path) ?? [];
      if (method === "POST" && (type === "sms" || type === "email")) {
        const message = messageFrom(body, type, now().toISOString());
        if (!message) return refusal(400, "ValidationError", "A recipient and a template_id are required properties");
        await sent.add(message);
        const { id, reference, template } = message;
        return { status: 201, body: { id, reference, content: { body: "" }, uri: path, template: { id: template, version: 1 } } };
      }
      if (method === "GET" && path === "/v2/notifications") {
        const reference = query.get("reference");
        const isFailedOnly = query.get("status") === "failed";
        const found = (await sent.all()).filter(
          (message) =>
            (reference === null || message.reference === reference) && (!isFailedOnly || statusOf(message.to).endsWith("-failure")),
        );
        return { status: 200, body: { notifications: found.map(asNotification), links: { current: `${path}?${query}` } } };
      }
      return refusal(404, "NoResultFound", "No result found");
    },
  };
};
