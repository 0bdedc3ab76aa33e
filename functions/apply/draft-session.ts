import { randomBytes } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { applicationCookie, type Request } from "../../shared/http/answer.ts";
import { cookie, newToken, sameToken, tokenHash } from "../../shared/http/identity.ts";
import type { Draft, DraftEnd, Drafts, Typed } from "../../shared/store/drafts.ts";
import type { Answers } from "./question.ts";

export const hoursKept = 24;
/** Longer than anyone types on one page: nobody is cut off whose page was open at the end. */
const hoursToFinishPage = 2;

const endAfter = (now: Date): DraftEnd => {
  const endsAtSeconds = Math.floor(now.getTime() / 1000) + hoursKept * 3600;
  return { endsAtSeconds, expiresAtSeconds: endsAtSeconds + hoursToFinishPage * 3600 };
};

const endOf = ({ endsAtSeconds, expiresAtSeconds }: Draft): number => endsAtSeconds ?? expiresAtSeconds;

/** A page shows it no longer. */
export const isOver = ({ draft }: DraftSession, now: Date): boolean => draft !== undefined && endOf(draft) * 1000 <= now.getTime();

/** The end of the answers so far, if no other follows. */
export const keptUntil = ({ draft }: DraftSession): Date | undefined => draft && new Date(endOf(draft) * 1000);

/** "Exit this page" opens this page: everyone has a reason to look at the weather. */
export const elsewhere = "https://www.bbc.co.uk/weather";

/** More than anyone types into this form, and less than the store takes in one record. */
const draftBytesMaximum = 200_000;

const tokenPattern = /^[\w-]{43}$/;

/** The browser has a token from its first page on, and a draft from its first answer on. */
export type DraftSession = {
  readonly origin: string;
  readonly tokenHash: string;
  readonly formToken: string;
  readonly draft?: Draft;
  readonly answers: Answers;
  /** Empty where the browser has its token already. */
  readonly cookies: readonly string[];
};

/** The browser's own token, given to it on the first page with a form. */
export const browserToken = (cookieOf: Request["cookie"], origin: string) => {
  const given = cookieOf(applicationCookie);
  if (given !== undefined && tokenPattern.test(given)) return { token: given, isGiven: true, cookies: [] };
  const token = newToken();
  return { token, isGiven: false, cookies: [cookie(origin, applicationCookie, token)] };
};

/** A draft keeps the form token of the page that began it, so a page from before the first answer is still good after Back. */
export const openDraft = async (
  { cookie: cookieOf, now }: Pick<Request, "cookie" | "now">,
  drafts: Drafts,
  origin: string,
): Promise<DraftSession> => {
  const { token, isGiven, cookies } = browserToken(cookieOf, origin);
  const hash = tokenHash(token);
  const draft = isGiven ? await drafts.find(hash, now) : undefined;
  return {
    origin,
    tokenHash: hash,
    formToken: draft?.formToken ?? tokenHash(`form ${token}`),
    ...(draft && { draft }),
    answers: draft?.answers ?? {},
    cookies,
  };
};

/** A draft takes only forms that its own pages showed. With no draft yet, a forged form can change nothing. */
export const isForged = ({ draft }: DraftSession, form: Request["form"]): boolean =>
  draft !== undefined && !sameToken(form.one("formToken"), draft.formToken);

export const forgetDraft = (origin: string): readonly string[] => [cookie(origin, applicationCookie, "", 0)];

export type Kept =
  | { readonly kind: "kept" }
  /** Under a cookie that this browser is given only now. */
  | { readonly kind: "started"; readonly cookies: readonly string[] }
  /** Another tab or another press of the button has sent the draft. */
  | { readonly kind: "gone" }
  | { readonly kind: "tooLong" };

export const keepAnswers = async (
  { tokenHash: hash, formToken, draft, answers, origin }: DraftSession,
  drafts: Drafts,
  page: string,
  typed: Typed | undefined,
  now: Date,
): Promise<Kept> => {
  if (Buffer.byteLength(JSON.stringify({ ...answers, [page]: typed })) > draftBytesMaximum) return { kind: "tooLong" };
  if (draft) {
    const kept = await drafts.keep(hash, page, typed, endAfter(now));
    // It may have been deleted since it was opened. This page's answers are kept all the same.
    if (kept.kind !== "gone" || (await drafts.find(hash, now))) return kept;
  }
  const first: Draft = {
    caseId: caseIdFrom(randomBytes(12)),
    formToken,
    answers: typed ? { [page]: typed } : {},
    ...endAfter(now),
  };
  // An attacker may have put the cookie there and know it, so a draft never starts under one that came with the request.
  const token = newToken();
  await drafts.start(tokenHash(token), first);
  return { kind: "started", cookies: [cookie(origin, applicationCookie, token)] };
};
