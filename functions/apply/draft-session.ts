import { randomBytes } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import type { Request } from "../../shared/http/answer.ts";
import { cookie, newToken, sameToken, tokenHash } from "../../shared/http/identity.ts";
import type { Draft, Drafts, Typed } from "../../shared/store/drafts.ts";
import type { Answers } from "./question.ts";

export const draftCookie = "application";
export const hoursKept = 24;

/** More than anyone types into this form, and less than the store takes in one record. */
const draftBytesMaximum = 200_000;

const tokenPattern = /^[\w-]{43}$/;

/** The browser has a token from its first page on, and a draft from its first answer on. */
export type DraftSession = {
  readonly tokenHash: string;
  readonly formToken: string;
  readonly draft?: Draft;
  readonly answers: Answers;
  /** Empty where the browser has its token already. */
  readonly cookies: readonly string[];
};

/** The form token follows from the cookie, so a page from before the first answer is still good after Back. */
export const openDraft = async (
  { cookie: cookieOf, now }: Pick<Request, "cookie" | "now">,
  drafts: Drafts,
  origin: string,
): Promise<DraftSession> => {
  const given = cookieOf(draftCookie);
  const isGiven = given !== undefined && tokenPattern.test(given);
  const token = isGiven ? given : newToken();
  const hash = tokenHash(token);
  const draft = isGiven ? await drafts.find(hash, now) : undefined;
  return {
    tokenHash: hash,
    formToken: tokenHash(`form ${token}`),
    ...(draft && { draft }),
    answers: draft?.answers ?? {},
    cookies: isGiven ? [] : [cookie(origin, draftCookie, token)],
  };
};

/** A draft takes only forms that its own pages showed. With no draft yet, a forged form can change nothing. */
export const isForged = ({ draft }: DraftSession, form: Request["form"]): boolean =>
  draft !== undefined && !sameToken(form.one("formToken"), draft.formToken);

export const forgetDraft = (origin: string): readonly string[] => [cookie(origin, draftCookie, "", 0)];

export type Kept =
  | { readonly kind: "kept" | "started" }
  /** Another tab or another press of the button has sent the draft. */
  | { readonly kind: "gone" }
  | { readonly kind: "tooLong" };

export const keepAnswers = async (
  { tokenHash: hash, formToken, draft, answers }: DraftSession,
  drafts: Drafts,
  page: string,
  typed: Typed | undefined,
  now: Date,
): Promise<Kept> => {
  if (Buffer.byteLength(JSON.stringify({ ...answers, [page]: typed })) > draftBytesMaximum) return { kind: "tooLong" };
  if (draft) return drafts.keep(hash, page, typed);
  const first: Draft = {
    caseId: caseIdFrom(randomBytes(12)),
    formToken,
    answers: typed ? { [page]: typed } : {},
    expiresAtSeconds: Math.floor(now.getTime() / 1000) + hoursKept * 3600,
  };
  const { kind } = await drafts.start(hash, first, now);
  return kind === "started" ? { kind } : drafts.keep(hash, page, typed);
};
