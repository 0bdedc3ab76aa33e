import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "./clock.ts";
import { splitUrl } from "./http-event.ts";
import type { createNotifySandbox } from "./notify-sandbox.ts";
import { readRequestBody } from "./request-body.ts";
import { sandboxPage, sandboxPath } from "./sandbox-page.ts";
import type { FailedRecord } from "./streams.ts";

export const notifyPath = `${sandboxPath}/notify`;

export type SandboxPorts = {
  readonly clock: Clock;
  readonly notify: ReturnType<typeof createNotifySandbox>;
  readonly failures: () => Promise<readonly FailedRecord[]>;
};

/** The moment at which a day's office hours have begun; undefined for what is no day. */
const momentOf = (day: string): Date | undefined => {
  const moment = new Date(`${day}T10:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && moment.toJSON()?.startsWith(day) ? moment : undefined;
};

/** What stands around the service on this machine: the message service, the clock, and a page to look at both. */
export const createSandbox = ({ clock, notify, failures }: SandboxPorts) => {
  const showPage = async (response: ServerResponse, clockError?: string) => {
    const view = { now: clock.now(), isClockMoved: clock.isMoved, sent: await notify.sent(), failed: await failures() };
    response.writeHead(clockError ? 400 : 200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(sandboxPage({ ...view, ...(clockError && { clockError }) }));
  };

  const moveClock = async (response: ServerResponse, form: URLSearchParams) => {
    const day = form.get("preset") ?? form.get("day") ?? "";
    const moment = momentOf(day);
    if (day !== "today" && !moment) return showPage(response, "Enter a day, such as 21 January 2024");
    clock.set(moment);
    response.writeHead(303, { location: sandboxPath }).end();
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rawPath: path, rawQueryString } = splitUrl(request.url ?? "/");
    const method = request.method ?? "GET";
    const read = await readRequestBody(request);
    const body = read.kind === "read" ? read.bytes.toString() : "";
    if (path.startsWith(`${notifyPath}/`)) {
      const { authorization = "" } = request.headers;
      const ask = { method, path: path.slice(notifyPath.length), query: new URLSearchParams(rawQueryString), authorization, body };
      const { status, body: reply } = await notify.answer(ask);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply));
      return;
    }
    // Another site's page must not move the clock of whoever has it open.
    const isFromElsewhere = request.headers["sec-fetch-site"] === "cross-site";
    if (path === `${sandboxPath}/clock` && method === "POST" && !isFromElsewhere) return moveClock(response, new URLSearchParams(body));
    if (path === sandboxPath && method === "GET") return showPage(response);
    response.writeHead(303, { location: sandboxPath }).end();
  };
};
