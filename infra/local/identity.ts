import type { IncomingMessage, ServerResponse } from "node:http";
import { type Configuration, interactionPolicy, Provider } from "oidc-provider";
import { type AccountGroups, accountGroups } from "./account-groups.ts";
import { type AccountId, accounts, isAccount } from "./accounts.ts";
import { identityClientId, identityPath, terminalClientId } from "./identity-clients.ts";
import { identityStore } from "./identity-store.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { html, plainPage } from "./plain-page.ts";

const choosePath = "/choose";
const hours = 3600;

/** Shows the page of accounts at every sign-in, so that one person can be each of them in turn. */
const alwaysAsk = () => {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  const { Check } = interactionPolicy;
  policy
    .get("login")
    ?.checks.add(
      new Check("always_ask", "Choose who is signing in", ({ oidc }) =>
        oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
};

const configuration = (origin: string, secrets: LocalSecrets, claimsOf: (account: AccountId) => object): Configuration => ({
  adapter: identityStore(),
  clients: [
    {
      client_id: identityClientId,
      client_secret: secrets.identityClientSecret,
      token_endpoint_auth_method: "client_secret_post",
      redirect_uris: [`${origin}/sign-in/callback`],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      require_auth_time: true,
    },
    {
      client_id: terminalClientId,
      token_endpoint_auth_method: "none",
      redirect_uris: [`${origin}/sign-in/callback`],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [secrets.signingKey] },
  cookies: { keys: [secrets.cookieKey], long: { path: identityPath } },
  scopes: ["openid", "profile"],
  // As Cognito does: `token_use` in each token, and the groups in both.
  claims: { openid: ["sub", "token_use", "name", "cognito:groups"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) =>
    isAccount(id) ? { accountId: id, claims: () => ({ sub: id, token_use: "id", ...claimsOf(id) }) } : undefined,
  extraTokenClaims: ({ oidc }, token) => {
    const account = "accountId" in token ? token.accountId : undefined;
    const { authTime } = oidc.entities.AuthorizationCode ?? oidc.entities.RefreshToken ?? {};
    return account && isAccount(account) ? { token_use: "access", auth_time: authTime, ...claimsOf(account) } : undefined;
  },
  // As Cognito does: the same token asks again as long as it lives.
  issueRefreshToken: async (_context, client) => client.grantTypeAllowed("refresh_token"),
  rotateRefreshToken: false,
  // No consent page: the council's own people use the council's own service.
  loadExistingGrant: async ({ oidc }) => {
    const { provider, client, account } = oidc;
    if (!client || !account) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  // A sign-in in a second window does not end the first one.
  expiresWithSession: () => false,
  pkce: { required: () => true },
  interactions: { policy: alwaysAsk(), url: (_context, { uid }) => `${identityPath}${choosePath}/${uid}` },
  ttl: {
    AccessToken: 8 * hours,
    AuthorizationCode: 60,
    Grant: 8 * hours,
    IdToken: hours,
    Interaction: hours,
    RefreshToken: 8 * hours,
    Session: hours,
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => `${origin}/api`,
      useGrantedResource: () => true,
      // Functions verify a JWT without a call to the provider.
      getResourceServerInfo: () => ({ scope: "", audience: identityClientId, accessTokenFormat: "jwt", accessTokenTTL: 8 * hours }),
    },
  },
  renderError: (context, { error_description: because }) => {
    context.type = "html";
    context.body = plainPage("Sorry, we could not sign you in", html`<p class="govuk-body">${because ?? "Start again."}</p>`);
  },
});

const choosePage = (uid: string): string =>
  plainPage(
    "Choose who is signing in",
    html`<p class="govuk-body">This page stands in for the council’s sign-in. It exists only on this machine and asks for no password.</p>
      <form method="post" action="${identityPath}${choosePath}/${uid}">
        ${Object.entries(accounts).map(
          ([id, { name, does }]) => html`<p><button class="govuk-button" name="account" value="${id}">${name}, ${does}</button></p>`,
        )}
      </form>`,
  );

const chosenAccount = async (request: IncomingMessage): Promise<string> => {
  let form = "";
  for await (const chunk of request) form = `${form}${chunk}`.slice(0, 1000);
  return new URLSearchParams(form).get("account") ?? "";
};

/** Removes the provider's session cookie, so that a browser can sign in as another account each time. */
const forgetEarlierSignIn = ({ headers }: IncomingMessage): void => {
  const kept = headers.cookie?.split(/;\s*/).filter((pair) => !pair.startsWith("_session"));
  if (kept) headers.cookie = kept.join("; ");
};

/** A development OpenID provider: the authorization code flow with PKCE, one account for each role. */
export const createIdentity = (origin: string, secrets: LocalSecrets, groups: AccountGroups = accountGroups()) => {
  const claimsOf = (account: AccountId) => ({ name: accounts[account].name, "cognito:groups": groups.of(account) });
  const provider = new Provider(`${origin}${identityPath}`, configuration(origin, secrets, claimsOf));
  const answer = provider.callback();

  const choose = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("cache-control", "no-store");
    try {
      const { uid } = await provider.interactionDetails(request, response);
      const account = request.method === "POST" ? await chosenAccount(request) : "";
      if (isAccount(account)) return await provider.interactionFinished(request, response, { login: { accountId: account } });
      response.end(choosePage(uid));
    } catch {
      response.statusCode = 400;
      response.end(plainPage("Sorry, this sign-in has expired", html`<p class="govuk-body">Go back and start again.</p>`));
    }
  };

  return async (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): Promise<void> => {
    // The provider works out its mount path from these two.
    request.originalUrl = request.url ?? "";
    request.url = request.originalUrl.slice(identityPath.length) || "/";
    forgetEarlierSignIn(request);
    if (request.url.startsWith(`${choosePath}/`)) await choose(request, response);
    else await answer(request, response);
  };
};
