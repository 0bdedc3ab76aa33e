import { answer, forgedFormPage, sessionCookie } from "../../shared/http/answer.ts";
import { cookie, newToken, sameToken, tokenHash } from "../../shared/http/identity.ts";
import { page, seeOther } from "../../shared/http/reply.ts";
import { homeFor } from "../../shared/pages/places.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import type { IdentityProvider } from "./identity-provider.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "sign-in/not-finished.njk": SameForAll;
    "sign-in/no-role.njk": SameForAll;
    "sign-in/signed-out.njk": SameForAll;
    "sign-in/home.njk": { readonly pages: ReturnType<typeof homeFor> };
  }
}

export type SignInPorts = {
  readonly origin: string;
  readonly sessions: Sessions;
  readonly provider: IdentityProvider;
  readonly directories: Pick<Directories, "book">;
};

const pendingSeconds = 10 * 60;
const sessionSeconds = 8 * 60 * 60;

/** Where somebody was going, if that is a page of ours and not sign-in itself. Links out of this service are not followed. */
const ownPath = (to: string | undefined): string => {
  if (!to || to.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return "/home";
  return /^\/sign(-|ed-)/.test(to) ? "/home" : to;
};

/** Takes staff and partners through OpenID Connect. The cookie holds a secret; the store knows whose it is. */
export const createSignIn = ({ origin, sessions, provider, directories }: SignInPorts) => {
  const sessionOf = async (token: string | undefined, now: Date) => (token ? sessions.find(tokenHash(token), now) : undefined);
  const secondsAfter = (now: Date, seconds: number) => Math.floor(now.getTime() / 1000) + seconds;
  const noSession = cookie(origin, sessionCookie, "", 0);

  return answer(
    "signIn",
    {},
    {
      reads: {
        "GET /sign-in": async ({ query, cookie: cookieOf, now }) => {
          const to = ownPath(query.to);
          // A signed-in person stays signed in: a link on another site cannot end a session.
          const session = await sessionOf(cookieOf(sessionCookie), now);
          if (session?.principal) return seeOther(to);

          const { url, challenge } = await provider.begin();
          const token = newToken();
          const expiresAtSeconds = secondsAfter(now, pendingSeconds);
          await sessions.start(tokenHash(token), { pending: { ...challenge, to }, formToken: newToken(), expiresAtSeconds });
          return seeOther(url, [cookie(origin, sessionCookie, token, pendingSeconds)]);
        },

        "GET /sign-in/callback": async ({ url, cookie: cookieOf, now }) => {
          const token = cookieOf(sessionCookie);
          const session = await sessionOf(token, now);
          if (session?.principal) return seeOther("/home");

          const cameBackWith = new URL(url, origin);
          const outcome = await finishSignIn(
            { tokenHash: tokenHash(token ?? ""), pending: session?.pending, cameBackWith, now },
            { sessions, provider, directories },
          );
          switch (outcome.kind) {
            case "notFinished":
              return page("sign-in/not-finished.njk", {}, 400, [noSession]);
            case "noRole":
              return page("sign-in/no-role.njk", {}, 403, [noSession]);
            case "signedIn": {
              const { principal, to } = outcome;
              const fresh = newToken();
              const formToken = await sessions.formTokenOf(principal.id, newToken());
              await sessions.start(tokenHash(fresh), { principal, formToken, expiresAtSeconds: secondsAfter(now, sessionSeconds) });
              return seeOther(to, [cookie(origin, sessionCookie, fresh, sessionSeconds)]);
            }
          }
        },

        "GET /signed-out": async () => page("sign-in/signed-out.njk", {}),

        "GET /home": async ({ principal }) => {
          const pages = homeFor(principal);
          const [only, ...others] = pages;
          return only && others.length === 0 ? seeOther(only.href) : page("sign-in/home.njk", { pages });
        },
      },
      acts: {
        signOut: {
          page: async ({ form, cookie: cookieOf, now }) => {
            const token = cookieOf(sessionCookie) ?? "";
            const session = await sessionOf(token, now);
            if (session && !sameToken(form.one("formToken"), session.formToken)) return forgedFormPage();
            if (session) await sessions.end(tokenHash(token));
            return seeOther("/signed-out", [noSession]);
          },
        },
      },
    },
    { origin, sessions, directories },
  );
};
