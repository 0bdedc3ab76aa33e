import type { Gazetteer } from "../../shared/domain/address/listed-address.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { Request } from "../../shared/http/answer.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Drafts, Typed } from "../../shared/store/drafts.ts";
import { type DraftSession, keepAnswers, keptUntil } from "./draft-session.ts";
import { type Asking, askingOf } from "./question.ts";

export type FormStep = {
  readonly request: Request;
  readonly session: DraftSession;
  readonly drafts: Drafts;
  readonly gazetteer: Gazetteer;
  /** The services that help, as they stand today. */
  readonly directory: Directory;
  readonly minimumAge: number | undefined;
};

/** Pages opened from "Check your answers" go back there. */
const fromCheck = "from=check";
export const isFromCheck = ({ request }: FormStep): boolean => request.query.from === "check";
export const pathTo = (step: FormStep, name: string): string => `/apply/${name}${isFromCheck(step) ? `?${fromCheck}` : ""}`;
export const changePath = (name: string): string => `/apply/${name}?${fromCheck}`;

export const askingNow = ({ request, session, directory, minimumAge }: FormStep): Asking => ({
  ...askingOf(session.answers, londonDay(request.now), directory, minimumAge),
  keptUntil: keptUntil(session),
});

export const askingWith = (step: FormStep, name: string, typed: Typed): Asking => ({
  ...askingNow(step),
  ...askingOf({ ...step.session.answers, [name]: typed }, londonDay(step.request.now), step.directory, step.minimumAge),
});

/**
 * Someone whose earlier answers are gone (a day has passed, or the browser keeps no cookies) is told so, and keeps what
 * they just typed.
 */
export const keepAndGo = async (
  { request, session, drafts }: FormStep,
  name: string,
  typed: Typed | undefined,
  { isFirst, goOn }: { readonly isFirst: boolean; readonly goOn: (cookies: readonly string[]) => Reply },
): Promise<Reply> => {
  const kept = await keepAnswers(session, drafts, name, typed, request.now);
  switch (kept.kind) {
    case "kept":
      return goOn(session.cookies);
    case "started":
      return isFirst ? goOn(kept.cookies) : seeOther("/apply/started-again", kept.cookies);
    case "gone":
      return seeOther("/apply/received");
    case "tooLong":
      return page("pages/unreadable.njk", { isTooLarge: true }, 413);
  }
};
