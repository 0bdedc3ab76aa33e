import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";
import { blanksIn } from "../../../functions/message/message-words.ts";
import { templates } from "../../../functions/notify/templates.ts";

export type Taken = {
  readonly id: string;
  readonly reference: string;
  readonly template_id: string;
  readonly personalisation: Record<string, string>;
  readonly phone_number?: string;
  readonly email_address?: string;
};

type Error = readonly [status: number, error: string, message: string, headers?: Readonly<Record<string, string>>];

/** GOV.UK Notify as its REST documentation describes it, with what a council can get wrong there as settings. */
export type Settings = {
  key: "live" | "teamOnly" | "unknown";
  trialMode: boolean;
  clockSecondsOut: number;
  deletedTemplates: readonly string[];
  blanksAdded: readonly string[];
  textsLongerBy: number;
  international: boolean;
  senderExists: boolean;
  leftInMinute: number;
  leftToday: number;
  retryAfter: string | undefined;
  isDown: boolean;
  /** The texts of a validation error that are about the number; Notify has several. */
  wrongNumbers: Readonly<Record<string, string>>;
};

export const allWell: Settings = {
  key: "live",
  trialMode: false,
  clockSecondsOut: 0,
  deletedTemplates: [],
  blanksAdded: [],
  textsLongerBy: 0,
  international: true,
  senderExists: true,
  leftInMinute: 3_000,
  leftToday: 250_000,
  retryAfter: undefined,
  isDown: false,
  wrongNumbers: {},
};

const bodies = Object.values(templates).flatMap(({ text, email }) => [text, email]);
const longestText = 918;

export const startPublishedNotify = async () => {
  const taken: Taken[] = [];
  const asked: string[] = [];
  const settings: Settings = { ...allWell };
  const failed = new Map<string, "permanent-failure" | "temporary-failure" | "technical-failure">();
  const serviceId = randomUUID();
  const secret = randomUUID();

  const unsigned = async (authorization: string): Promise<Error | undefined> => {
    if (settings.key === "unknown") return [403, "AuthError", "Invalid token: API key not found"];
    const token = authorization.split(" ")[1] ?? "";
    const currentDate = new Date(Date.now() + settings.clockSecondsOut * 1000);
    const isSigned = await jwtVerify(token, new TextEncoder().encode(secret), { issuer: serviceId, maxTokenAge: 30, currentDate }).then(
      () => true,
      () => false,
    );
    return isSigned ? undefined : [403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"];
  };

  const refusal = (type: "sms" | "email", request: Omit<Taken, "id">): Error | undefined => {
    const { trialMode, deletedTemplates, blanksAdded, textsLongerBy, wrongNumbers, retryAfter } = settings;
    if (settings.leftInMinute <= 0)
      return [
        429,
        "RateLimitError",
        "Exceeded rate limit for key type live of 3000 requests per 60 seconds",
        retryAfter ? { "retry-after": retryAfter } : {},
      ];
    if (settings.leftToday <= 0) return [429, "TooManyRequestsError", `Exceeded send limits (${type}: 250000) for today`];
    const to = (type === "sms" ? request.phone_number : request.email_address) ?? "";
    const wrong = wrongNumbers[to];
    if (wrong) return [400, "ValidationError", `${type === "sms" ? "phone_number" : "email_address"} ${wrong}`];
    if (settings.key === "teamOnly") return [400, "BadRequestError", "Can’t send to this recipient using a team-only API key."];
    if (trialMode)
      return [
        400,
        "BadRequestError",
        "Can’t send to this recipient when service is in trial mode – see https://www.notifications.service.gov.uk/trial-mode",
      ];
    if (!settings.international && to.startsWith("+") && !to.startsWith("+44"))
      return [400, "BadRequestError", "Cannot send to international mobile numbers"];
    if (!settings.senderExists)
      return [400, "BadRequestError", `sms_sender_id ${randomUUID()} does not exist in database for service id ${serviceId}`];
    const template = bodies.find(({ id }) => id === request.template_id);
    if (!template) return [400, "ValidationError", "template_id is not a valid UUID"];
    if (deletedTemplates.includes(template.id)) return [400, "BadRequestError", "Template not found"];
    const missing = [...blanksIn(`${template.subject ?? ""} ${template.body}`), ...blanksAdded].filter(
      (blank) => request.personalisation[blank] === undefined,
    );
    if (missing.length > 0) return [400, "BadRequestError", `Missing personalisation: ${missing.join(", ")}`];
    const length = Object.entries(request.personalisation).reduce(
      (text, [blank, value]) => text.replaceAll(`((${blank}))`, value),
      template.body,
    ).length;
    if (type === "sms" && length + textsLongerBy > longestText)
      return [400, "BadRequestError", `Content for template has a character count greater than the limit of ${longestText}`];
    return undefined;
  };

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const answer = (status: number, reply: object, headers: Readonly<Record<string, string>> = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(reply));
    const refuse = ([status, error, message, headers]: Error) =>
      answer(status, { status_code: status, errors: [{ error, message }] }, headers);
    if (settings.isDown) return refuse([500, "Exception", "Internal server error"]);
    const notSigned = await unsigned(request.headers.authorization ?? "");
    if (notSigned) return refuse(notSigned);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://notify");
    if (request.method === "GET" && searchParams.get("status") === "failed") {
      // The newest first, two a page, as Notify gives 250.
      const failures = taken.filter(({ reference }) => failed.has(reference)).toReversed();
      const from = failures.findIndex(({ id }) => id === searchParams.get("older_than")) + 1;
      const page = failures.slice(from, from + 2);
      const notifications = page.map(({ id, reference }) => ({ id, reference, status: failed.get(reference), type: "sms" }));
      return answer(200, { notifications, links: from + 2 < failures.length ? { next: "more" } : {} });
    }
    if (request.method === "GET") {
      const found = taken.filter(({ reference }) => reference === searchParams.get("reference"));
      return answer(200, { notifications: found, links: {} });
    }
    const type = pathname.endsWith("/sms") ? "sms" : "email";
    const message = JSON.parse(body) as Omit<Taken, "id">;
    asked.push(message.reference);
    const refused = refusal(type, message);
    if (refused) return refuse(refused);
    settings.leftInMinute--;
    settings.leftToday--;
    const id = randomUUID();
    taken.push({ ...message, id });
    return answer(201, { id, reference: message.reference, uri: "", template: { id: message.template_id, version: 1 }, content: {} });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: async () => `council_live-${serviceId}-${secret}`,
    taken,
    /** The references of every request to send. */
    asked,
    settings,
    /** Messages that Notify took and could not deliver, by reference. */
    failed,
    stop: () => new Promise((stopped) => server.close(stopped)),
  };
};
