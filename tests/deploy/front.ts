import type { IncomingMessage, ServerResponse } from "node:http";
import { request as ask } from "node:http";
import { pipeline } from "node:stream/promises";
import { accountGroups } from "../../infra/local/account-groups.ts";
import { createBankPages } from "../../infra/local/bank-pages.ts";
import { createBankSandbox } from "../../infra/local/bank-sandbox.ts";
import type { Clock } from "../../infra/local/clock.ts";
import { createCodePages } from "../../infra/local/code-pages.ts";
import { createCodeSandbox } from "../../infra/local/code-sandbox.ts";
import { createIdentity } from "../../infra/local/identity.ts";
import { identityPath } from "../../infra/local/identity-clients.ts";
import type { LocalSecrets } from "../../infra/local/local-secrets.ts";
import { createNotifySandbox } from "../../infra/local/notify-sandbox.ts";
import { createSandbox } from "../../infra/local/sandbox.ts";
import { sandboxPath } from "../../infra/local/sandbox-page.ts";
import { close, dispatcher, listen } from "../../infra/local/web-server.ts";

/** One origin for people and functions: the sandbox and the identity provider, with the deployed API behind them. */
export const startFront = async (clock: Clock, secrets: LocalSecrets) => {
  const { server, origin, serve } = await listen(0);
  return {
    origin,
    /** Begins to answer. Earlier requests wait until then. */
    openTo(apiAddress: string): void {
      const groups = accountGroups();
      const sandbox = createSandbox({
        clock,
        groups,
        notify: createNotifySandbox(secrets.notifyKey, undefined, clock.now),
        bank: createBankPages(createBankSandbox(undefined, clock.now)),
        codes: createCodePages(createCodeSandbox(undefined, clock.now), secrets.providerKey),
        runNightly: async () => undefined,
      });
      serve(dispatcher({ [identityPath]: createIdentity(origin, secrets, groups), [sandboxPath]: sandbox }, forwardTo(apiAddress)));
    },
    stop: () => close(server),
  };
};

/** Passes a request on unchanged, and returns the answer unchanged. */
const forwardTo =
  (address: string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, headers, url = "/" } = request;
    const answered = await new Promise<IncomingMessage>((done, failed) => {
      const asked = ask(`${address}${url}`, { method, headers }, done).once("error", failed);
      pipeline(request, asked).catch(failed);
    });
    response.writeHead(answered.statusCode ?? 502, answered.headersDistinct as NodeJS.Dict<string[]>);
    await pipeline(answered, response);
  };
