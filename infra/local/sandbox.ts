import type { IncomingMessage, ServerResponse } from "node:http";
import { londonDay } from "../../shared/domain/dates.ts";
import type { AccountGroups } from "./account-groups.ts";
import { isAccount } from "./accounts.ts";
import { bankPath, type createBankPages } from "./bank-pages.ts";
import type { Clock } from "./clock.ts";
import { codesPath, type createCodePages } from "./code-pages.ts";
import { cohortFile } from "./demo-data/cohort-file.ts";
import { splitUrl } from "./http-event.ts";
import type { createNotifySandbox } from "./notify-sandbox.ts";
import { readRequestBody } from "./request-body.ts";
import { sandboxPage, sandboxPath } from "./sandbox-page.ts";

export const notifyPath = `${sandboxPath}/notify`;

export type SandboxPorts = {
  readonly clock: Clock;
  readonly groups: AccountGroups;
  readonly notify: ReturnType<typeof createNotifySandbox>;
  readonly bank: ReturnType<typeof createBankPages>;
  readonly codes: ReturnType<typeof createCodePages>;
  readonly runNightly: () => Promise<void>;
};

/** Ten o'clock on a day; undefined for text that is no day. */
const momentOf = (day: string): Date | undefined => {
  const moment = new Date(`${day}T10:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && moment.toJSON()?.startsWith(day) ? moment : undefined;
};

/** The sandboxes around the service: messages, bank, provider of codes, clock, and a page for them. */
export const createSandbox = ({ clock, groups, notify, bank, codes, runNightly }: SandboxPorts) => {
  let nightly: { readonly at: Date; readonly isDone: boolean } | undefined;

  const showPage = async (response: ServerResponse, clockError?: string) => {
    const view = { now: clock.now(), isClockMoved: clock.isMoved, sent: await notify.sent(), nightly, hasGroups: groups.has };
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

  const doNightly = async (response: ServerResponse) => {
    const at = clock.now();
    const isDone = await runNightly().then(
      () => true,
      () => false,
    );
    nightly = { at, isDone };
    response.writeHead(303, { location: sandboxPath }).end();
  };

  const changeGroups = (response: ServerResponse, form: URLSearchParams) => {
    const account = form.get("account") ?? "";
    if (isAccount(account)) groups.set(account, form.get("has") === "yes");
    response.writeHead(303, { location: sandboxPath }).end();
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rawPath: path, rawQueryString } = splitUrl(request.url ?? "/");
    const method = request.method ?? "GET";
    const read = await readRequestBody(request);
    const body = read.kind === "read" ? read.bytes.toString() : "";
    if (path.startsWith(`${notifyPath}/`)) {
      const { authorization = "" } = request.headers;
      const sent = { method, path: path.slice(notifyPath.length), query: new URLSearchParams(rawQueryString), authorization, body };
      const { status, body: reply } = await notify.answer(sent);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply));
      return;
    }
    // Another site's page must not move the clock or pay anybody.
    const isFromElsewhere = request.headers["sec-fetch-site"] === "cross-site";
    if (path === bankPath || path.startsWith(`${bankPath}/`)) {
      const contentType = request.headers["content-type"] ?? "";
      const bytes = read.kind === "read" ? read.bytes : Buffer.alloc(0);
      const answer = await bank({ method, path: path.slice(bankPath.length), contentType, body: bytes, isFromElsewhere });
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    if (path === codesPath || path.startsWith(`${codesPath}/`)) {
      const { authorization = "" } = request.headers;
      const answer = await codes({ method, path: path.slice(codesPath.length), authorization, body, isFromElsewhere });
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    if (path === `${sandboxPath}/cohort.csv` && method === "GET") {
      response.writeHead(200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="cohort.csv"' });
      response.end(cohortFile(londonDay(clock.now())));
      return;
    }
    if (path === `${sandboxPath}/clock` && method === "POST" && !isFromElsewhere) return moveClock(response, new URLSearchParams(body));
    if (path === `${sandboxPath}/groups` && method === "POST" && !isFromElsewhere) return changeGroups(response, new URLSearchParams(body));
    if (path === `${sandboxPath}/nightly` && method === "POST" && !isFromElsewhere) return doNightly(response);
    if (path === sandboxPath && method === "GET") return showPage(response);
    response.writeHead(303, { location: sandboxPath }).end();
  };
};
