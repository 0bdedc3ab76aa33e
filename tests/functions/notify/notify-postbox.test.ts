import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { notifyPostbox } from "../../../functions/notify/notify-postbox.ts";
import { templates } from "../../../functions/notify/templates.ts";
import type { Message } from "../../../shared/domain/case/message.ts";

const serviceId = "26785a09-ab16-4eb0-8407-a37497a57506";
const secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
const key = async () => `council_live-${serviceId}-${secret}`;

let server: Server;
let url: string;
let answer: RequestListener;
const asked: { method?: string; url?: string; authorization: string; body: string }[] = [];

beforeEach(async () => {
  asked.length = 0;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method, url: request.url, authorization: request.headers.authorization ?? "", body });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const answers =
  (status: number, text: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(text);

const now = new Date("2026-11-20T10:00:00Z");

const message = {
  caseId: "C-1",
  messageId: "C-1-M1",
  template: "received",
  channel: "email",
  to: "casey@example.com",
  blanks: { reference: "C-1", story: "not for a message" },
  state: "pending",
  askedAt: "2026-05-01T09:00:00.000Z",
} as const satisfies Message;

test("a call is signed as Notify asks: by the key's secret, for the key's service, at this second", async () => {
  answer = answers(201, "{}");
  await notifyPostbox(url, key).send(message, message.messageId, now);
  const [scheme, token = ""] = asked[0]?.authorization.split(" ") ?? [];
  const [header = "", claims = "", signature] = token.split(".");
  expect(scheme).toBe("Bearer");
  expect(signature).toBe(createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url"));
  expect(JSON.parse(atob(header))).toEqual({ typ: "JWT", alg: "HS256" });
  const { iss, iat, ...others } = JSON.parse(atob(claims));
  expect({ iss, others }).toEqual({ iss: serviceId, others: {} });
  expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(20);
});

test("an email names its template, its address, its reference and the template's own blanks", async () => {
  answer = answers(201, "{}");
  expect(await notifyPostbox(url, key).send(message, message.messageId, now)).toEqual({ kind: "taken" });
  expect(asked).toMatchObject([{ method: "POST", url: "/v2/notifications/email" }]);
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
    template_id: templates.received.email.id,
    email_address: message.to,
    personalisation: { reference: "C-1" },
    reference: message.messageId,
  });
});

test("the look-up of a message sends its reference alone", async () => {
  answer = answers(200, '{"notifications":[{"id":"n-1"}]}');
  expect(await notifyPostbox(url, key).has("C-1&status=x")).toBe(true);
  expect(asked).toMatchObject([{ method: "GET", url: "/v2/notifications?reference=C-1%26status%3Dx", body: "" }]);
});

test("a redirect is not followed, so nothing reaches another host", async () => {
  answer = answers(307, "", { location: `${url}/elsewhere` });
  await expect(notifyPostbox(url, key).send(message, message.messageId, now)).rejects.toMatchObject({ code: "messageNotSent" });
  expect(asked).toHaveLength(1);
});

test("a call that hangs ends after ten seconds, and the message is delivered again", async () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const patience = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(50));
  answer = () => undefined;
  await expect(notifyPostbox(url, key).send(message, message.messageId, now)).rejects.toMatchObject({ code: "messageNotSent" });
  expect(patience).toHaveBeenCalledWith(10_000);
});

test.each([
  ["a page", "<html>casey@example.com</html>"],
  ["another shape", '{"messages":["casey@example.com"]}'],
])("an answer that is %s says nothing of a message, and is not kept", async (_what, text) => {
  answer = answers(200, text);
  const failure = await notifyPostbox(url, key)
    .has(message.messageId)
    .catch((error: Error) => error);
  expect(failure).toMatchObject({ code: "messageNotSent" });
  expect(String((failure as Error).cause)).not.toContain("casey");
});

test("a key that cannot be read is its own fault, and nothing is sent", async () => {
  const unreadable = new Error("The secret cannot be read.");
  await expect(notifyPostbox(url, () => Promise.reject(unreadable)).send(message, message.messageId, now)).rejects.toBe(unreadable);
  expect(asked).toEqual([]);
});
