import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomPKCECodeVerifier,
} from "openid-client";
import { Trouble } from "../trouble.ts";
import { type AccountId, accountIds, isAccount } from "./accounts.ts";
import { identityPath, terminalClientId } from "./identity-clients.ts";
import { findRunning, originOn } from "./running-services.ts";

/** Plays the browser in a sign-in: keeps cookies, and follows redirects within the provider. */
const createBrowser = (issuer: string) => {
  const cookies = new Map<string, string>();

  const visit = async (url: URL, form?: URLSearchParams): Promise<URL> => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: form }),
    });
    await response.arrayBuffer();
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) cookies.set(name, value ?? "");
    }
    const location = response.headers.get("location");
    if (!location) return url;
    const next = new URL(location, url);
    return next.href.startsWith(`${issuer}/`) ? visit(next) : next;
  };
  return { visit };
};

/** An access token for an account, by the same flow as the service's own sign-in. */
export const tokenFor = async (origin: string, account: AccountId): Promise<string> => {
  const issuer = `${origin}${identityPath}`;
  const client = await discovery(new URL(issuer), terminalClientId, undefined, None(), { execute: [allowInsecureRequests] }).catch(() => {
    throw new Trouble(`The service does not answer on ${origin}: start it with npm start, or set PORT to where it runs.`);
  });
  const pkceCodeVerifier = randomPKCECodeVerifier();
  const start = buildAuthorizationUrl(client, {
    redirect_uri: `${origin}/sign-in/callback`,
    scope: "openid",
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const browser = createBrowser(issuer);
  const question = await browser.visit(start);
  const callback = await browser.visit(question, new URLSearchParams({ account }));
  const { access_token: token } = await authorizationCodeGrant(client, callback, { pkceCodeVerifier });
  return token;
};

const printToken = async (account: string): Promise<void> => {
  if (!isAccount(account)) throw new Trouble(`Name an account: npm run -s token -- <account>, one of ${accountIds.join(", ")}.`);
  const origin = process.env.PORT ? originOn(process.env.PORT) : await findRunning();
  process.stdout.write(`${await tokenFor(origin, account)}\n`);
};

if (import.meta.main) {
  await printToken(process.argv[2] ?? "").catch((error: unknown) => {
    const sentence = error instanceof Trouble ? error.message : "The sign-in did not give a token: restart the service and try again.";
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  });
}
