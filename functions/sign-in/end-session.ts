import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { LiveSession, Sessions } from "../../shared/store/sessions.ts";

const operators = ["operator"] as const;
export const isOperator = (who: Principal): boolean => holdsOneOf(who, operators);

/** An operator sees and ends everybody's sessions, anybody else their own. */
export const reaches = (who: Principal) => (personId: string) => personId === who.id || isOperator(who);

type EndOutcome =
  | { readonly kind: "ended"; readonly sessionId: string; readonly person: LiveSession["person"] }
  | { readonly kind: "notFound" };

export const endSession = async (
  { sessionId, by, now }: { readonly sessionId: string; readonly by: Principal; readonly now: Date },
  { sessions }: { readonly sessions: Pick<Sessions, "endById"> },
): Promise<EndOutcome> => {
  const ended = await sessions.endById(sessionId, now, reaches(by));
  return ended.kind === "ended" ? { ...ended, sessionId } : ended;
};

export const endOutcomes: Outcomes<EndOutcome> = {
  ended: { page: () => ({ to: "/sessions?ended=yes" }), api: ({ sessionId }) => json({ sessionId, state: "ended" }) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};
