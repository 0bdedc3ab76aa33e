import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { AccountGroups } from "../../../infra/local/account-groups.ts";
import type { AccountId } from "../../../infra/local/accounts.ts";
import { createIdentity } from "../../../infra/local/identity.ts";
import { identityPath } from "../../../infra/local/identity-clients.ts";
import { localSecrets } from "../../../infra/local/local-secrets.ts";

/** The development provider by itself, on a port of its own: real OpenID Connect over real HTTP. */
export const startProvider = async (groups?: AccountGroups) => {
  const secrets = await localSecrets(undefined);
  let answer: RequestListener = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  answer = createIdentity(origin, secrets, groups);
  return {
    origin,
    issuer: `${origin}${identityPath}`,
    clientSecret: secrets.identityClientSecret,
    signingKey: secrets.signingKey,
    stop: () => new Promise((stopped) => server.close(stopped)),
  };
};

/** A browser chooses an account at the provider. Returns the address that it is sent back to. */
export const chooseAccount = async (start: string, account: AccountId): Promise<URL> => {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, form?: URLSearchParams): Promise<URL> => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: form }),
    });
    await response.arrayBuffer();
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) return url;
    const next = new URL(location, url);
    return next.pathname.startsWith(identityPath) ? visit(next) : next;
  };
  return visit(await visit(new URL(start)), new URLSearchParams({ account }));
};
