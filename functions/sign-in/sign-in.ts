import { randomUUID } from "node:crypto";
import type { AccessKind } from "../../shared/domain/access.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { actorOf, holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { isOfScheme, toDosOf } from "../../shared/domain/to-do.ts";
import { readNothing } from "../../shared/forms/form.ts";
import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, forgedFormPage, notFoundPage, sessionCookie, signedOutPage } from "../../shared/http/answer.ts";
import { signInContracts } from "../../shared/http/contracts/sign-in-contracts.ts";
import { cookie, newToken, sameToken, tokenHash } from "../../shared/http/identity.ts";
import { json, page, problem, seeOther, sendOn } from "../../shared/http/reply.ts";
import type { SignInRules } from "../../shared/http/sign-in-rules.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import { homeFor } from "../../shared/pages/places.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import type { Accesses } from "../../shared/store/accesses.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { PendingSignIn, Sessions } from "../../shared/store/sessions.ts";
import type { ToDoMessages } from "../../shared/store/to-do-messages.ts";
import type { ToDos } from "../../shared/store/to-dos.ts";
import { acts } from "../../shared/system.ts";
import { accessReply, accessView, listAccess } from "./access-page.ts";
import { sessionFor } from "./begin-session.ts";
import { chooseToDoMessage, readToDoMessageForm, toDoMessageOutcomes } from "./choose-to-do-message.ts";
import { endOutcomes, endSession } from "./end-session.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { ownPath } from "./own-path.ts";
import { renewSession } from "./renew-session.ts";
import { sessionReply, sessionsSeenBy, sessionsView } from "./sessions-page.ts";
import { toDoMessagePage } from "./to-do-message-page.ts";
import { toDoLinks, toDoReply } from "./to-do-view.ts";
import { carryOnView, readTypedAct } from "./typed-act.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "sign-in/not-finished.njk": SameForAll;
    "sign-in/no-role.njk": SameForAll;
    "sign-in/signed-out.njk": SameForAll;
    "sign-in/home.njk": {
      readonly pages: ReturnType<typeof homeFor>;
      readonly toDos: ReturnType<typeof toDoLinks>;
      readonly mayBeTold: boolean;
    };
    "sign-in/to-provider.njk": { readonly url: string };
    "sign-in/carry-on.njk": ReturnType<typeof carryOnView>;
  }
}

export type SignInPorts = Required<AnswerPorts> & {
  readonly sessions: Sessions;
  readonly accesses: Accesses;
  readonly provider: IdentityProvider;
  readonly directories: Pick<Directories, "book">;
  readonly schemes: Pick<Schemes, "book">;
  readonly toDos: ToDos;
  readonly toDoMessages: ToDoMessages;
  readonly rules: SignInRules;
};

const pendingSeconds = 10 * 60;

/** Takes staff and partners through OpenID Connect. The cookie holds a secret; the store knows whose it is. */
export const createSignIn = ({
  origin,
  tokens,
  sessions,
  accesses,
  provider,
  directories,
  schemes,
  toDos,
  toDoMessages,
  rules,
}: SignInPorts) => {
  const sessionOf = async (token: string | undefined, now: Date) => (token ? sessions.find(tokenHash(token), now) : undefined);
  const secondsAfter = (now: Date, seconds: number) => Math.floor(now.getTime() / 1000) + seconds;
  const noSession = cookie(origin, sessionCookie, "", 0);

  const note = async (did: AccessKind, by: Principal, now: Date, of?: string) =>
    sessions.noteAccess({ accessId: randomUUID(), at: now.toISOString(), by: actorOf(by), did, ...(of && { of }) });

  /** Keeps what has to come back from the provider, and returns where the browser goes. */
  const begin = async (now: Date, going: Pick<PendingSignIn, "to" | "again">) => {
    const { url, challenge } = await provider.begin();
    const token = newToken();
    const expiresAtSeconds = secondsAfter(now, pendingSeconds);
    await sessions.start(tokenHash(token), { pending: { ...challenge, ...going }, formToken: newToken(), expiresAtSeconds });
    return { url, cookies: [cookie(origin, sessionCookie, token, pendingSeconds)] };
  };

  const renew = async (token: string | undefined, now: Date) => {
    const outcome = token ? await renewSession(token, now, { sessions, provider, directories, rules }) : { kind: "over" as const };
    if (outcome.kind === "noRole") await note("hadNoRole", outcome.person, now);
    return outcome.kind;
  };

  const waitingFor = async ({ id, roles }: Principal, now: Date) => {
    const names = toDosOf(roles);
    if (names.length === 0) return [];
    const book = names.some(isOfScheme) ? schemesAsOf(await schemes.book(now), londonDay(now)) : [];
    return toDos.waitingFor(
      id,
      names,
      book.map(({ code }) => code),
    );
  };

  return answer(
    "signIn",
    signInContracts,
    {
      reads: {
        "GET /sign-in": async ({ query, cookie: cookieOf, now }) => {
          const to = ownPath(query.to);
          // A signed-in person stays signed in: a link on another site cannot end a session.
          const session = await sessionOf(cookieOf(sessionCookie), now);
          if (session?.principal) return seeOther(to);
          const { url, cookies } = await begin(now, { to });
          return seeOther(url, cookies);
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
              if (outcome.person) await note("hadNoRole", outcome.person, now);
              return page("sign-in/no-role.njk", {}, 403, [noSession]);
            case "signedIn": {
              const { principal, typed, to } = outcome;
              const fresh = newToken();
              const formToken = await sessions.formTokenOf(principal.id, newToken());
              // First the record: nobody comes in without one.
              await note(typed ? "signedInAgain" : "signedIn", principal, now);
              await toDoMessages.noteSignIn(principal, londonDay(now));
              await sessions.start(tokenHash(fresh), sessionFor({ ...outcome, formToken, token: fresh, now }, rules));
              return seeOther(to, [cookie(origin, sessionCookie, fresh, rules.longestMinutes * 60)]);
            }
          }
        },

        "GET /sign-in/renew": async ({ query, cookie: cookieOf, now }) => {
          const to = ownPath(query.to);
          switch (await renew(cookieOf(sessionCookie), now)) {
            case "goesOn":
              return seeOther(to);
            case "noRole":
              return page("sign-in/no-role.njk", {}, 403, [noSession]);
            case "over":
              return seeOther(`/sign-in?to=${encodeURIComponent(to)}`, [noSession]);
          }
        },

        "GET /signed-out": async () => page("sign-in/signed-out.njk", {}),

        "GET /home": async ({ principal, now }) => {
          const pages = homeFor(principal);
          const [only, ...others] = pages;
          if (only && others.length === 0) return seeOther(only.href);
          return page("sign-in/home.njk", {
            pages,
            toDos: toDoLinks(await waitingFor(principal, now)),
            mayBeTold: holdsOneOf(principal, acts.chooseToDoMessage.who),
          });
        },

        "GET /to-do-message": async ({ principal, query }) => {
          const kept = await toDoMessages.find(principal.id);
          return toDoMessagePage({ ...(kept && { kept }), hasChosen: query.chosen === "yes" });
        },

        "GET /api/to-dos": async ({ principal, now }) => json({ items: (await waitingFor(principal, now)).map(toDoReply) }),

        "GET /sessions": async ({ principal, query, cookie: cookieOf, now }) => {
          const [live, own] = await Promise.all([sessions.live(now), sessionOf(cookieOf(sessionCookie), now)]);
          return page("sign-in/sessions.njk", sessionsView(principal, live, own?.sessionId, query.ended === "yes"));
        },

        "GET /sessions/carry-on": async ({ cookie: cookieOf, now }) => {
          const typed = (await sessionOf(cookieOf(sessionCookie), now))?.typed;
          return typed ? page("sign-in/carry-on.njk", carryOnView(typed)) : seeOther("/home");
        },

        "GET /api/sessions": async ({ principal, now }) => {
          const items = sessionsSeenBy(principal, await sessions.live(now)).map(sessionReply);
          return json({ items, count: items.length });
        },

        "GET /access": async ({ query, now }) => {
          const found = await listAccess(query, now, accesses);
          return page("sign-in/access.njk", accessView(query, now, found), found ? 200 : 400);
        },

        "GET /api/access": async ({ query, now }) => {
          const found = await listAccess(query, now, accesses);
          if (!found) return problem("malformed-request", { detail: "Check the day, the id, the limit (1 to 100) and the cursor." });
          return json({ items: found.items.map(accessReply), ...restOf(found) });
        },
      },
      acts: {
        signOut: {
          page: async ({ form, cookie: cookieOf, now }) => {
            const token = cookieOf(sessionCookie) ?? "";
            const session = await sessionOf(token, now);
            if (session && !sameToken(form.one("formToken"), session.formToken)) return forgedFormPage();
            if (session) await sessions.end(tokenHash(token));
            if (session?.principal) await note("signedOut", session.principal, now);
            return seeOther("/signed-out", [noSession]);
          },
        },

        renewSession: {
          page: async ({ query, cookie: cookieOf, now }) => {
            switch (await renew(cookieOf(sessionCookie), now)) {
              case "goesOn":
                return sendOn(ownPath(query.to));
              case "noRole":
                return page("sign-in/no-role.njk", {}, 403, [noSession]);
              // The cookie stays: a person who signs in again in another tab can send the form once more.
              case "over":
                return signedOutPage();
            }
          },
        },

        signInAgain: {
          page: async ({ form, principal, cookie: cookieOf, now }) => {
            const typed = readTypedAct(form);
            if (!typed) return notFoundPage();
            const sessionHash = tokenHash(cookieOf(sessionCookie) ?? "");
            const { url, cookies } = await begin(now, {
              to: "/sessions/carry-on",
              again: { personId: principal.id, sessionHash, typed },
            });
            // No redirect: browsers hold a form's redirects to the form's own site.
            return page("sign-in/to-provider.njk", { url }, 200, cookies);
          },
        },

        chooseToDoMessage: act({
          read: readToDoMessageForm,
          take: ({ request, by, now }) => chooseToDoMessage({ request, by, now }, toDoMessages),
          outcomes: toDoMessageOutcomes,
          again: async ({ form }, { errors, status }) => toDoMessagePage({ form, errors }, status),
        }),

        endSession: act({
          read: readNothing,
          take: async ({ path: { sessionId = "" }, by, now }) => {
            const ended = await endSession({ sessionId, by, now }, { sessions });
            if (ended.kind === "ended") await note("endedSession", by, now, ended.person.id);
            return ended;
          },
          outcomes: endOutcomes,
          // Only an unknown session leads here.
          again: async () => notFoundPage(),
        }),
      },
    },
    { origin, tokens, sessions, directories },
  );
};
