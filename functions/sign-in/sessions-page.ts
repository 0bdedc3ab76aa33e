import type { Principal } from "../../shared/domain/principal.ts";
import type { LiveSession } from "../../shared/store/sessions.ts";
import { isOperator, reaches } from "./end-session.ts";

export const sessionReply = ({ sessionId, person: { id, name }, startedAt, lastUsedAt }: LiveSession) => ({
  sessionId,
  person: { id, name },
  startedAt,
  lastUsedAt,
});

export const sessionsSeenBy = (who: Principal, live: readonly LiveSession[]): readonly LiveSession[] =>
  live.filter(({ person }) => reaches(who)(person.id));

export const sessionsView = (who: Principal, live: readonly LiveSession[], own: string | undefined, hasEnded: boolean) => ({
  isOperator: isOperator(who),
  hasEnded,
  sessions: sessionsSeenBy(who, live).map(({ sessionId, person, startedAt, lastUsedAt }) => ({
    sessionId,
    name: person.name,
    startedAt,
    lastUsedAt,
    isThis: sessionId === own,
  })),
});

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "sign-in/sessions.njk": ReturnType<typeof sessionsView>;
  }
}
