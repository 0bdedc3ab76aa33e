import { londonDay } from "../../shared/domain/dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { Request } from "../../shared/http/answer.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import type { Counted, Counts } from "../../shared/store/counts.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { type FieldView, fieldView, typedFrom } from "./field-view.ts";
import { factsBefore } from "./pre-check-facts.ts";
import { preCheckFields, readPreCheck } from "./pre-check-form.ts";
import { type PreCheckOutcome, preCheckOutcome } from "./pre-check-outcome.ts";
import type { Problem } from "./question.ts";

export type PreCheckPorts = { readonly schemes: Pick<Schemes, "book">; readonly counts: Pick<Counts, "add"> };

type Shown = {
  readonly typed?: Typed;
  readonly problems?: readonly Problem[];
  readonly outcome?: PreCheckOutcome;
  readonly isOutside?: boolean;
};

type PreCheckPageView = Pick<Shown, "outcome" | "isOutside"> & {
  readonly fields: readonly FieldView[];
  readonly errors: readonly Problem[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/pre-check.njk": PreCheckPageView;
    "apply/pre-check-closed.njk": SameForAll;
  }
}

const preCheckPage = ({ about: { childUnder } }: Scheme, { typed = {}, problems = [], outcome, isOutside }: Shown = {}): Reply => {
  const fields = preCheckFields(childUnder).map((field) => fieldView(field, { typed, problems, title: "", isHeading: false }));
  return page("apply/pre-check.njk", { fields, errors: problems, outcome, isOutside }, problems.length > 0 ? 400 : 200);
};

const nothingOpen = (): Reply => page("apply/pre-check-closed.njk", {});

export const showPreCheck = async ({ now }: Request, { schemes }: PreCheckPorts): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  return scheme ? preCheckPage(scheme) : nothingOpen();
};

/** Answers on the page that was sent. Who asked is kept nowhere: no session, no cookie, no record but a count. */
export const answerPreCheck = async ({ form, now }: Pick<Request, "form" | "now">, { schemes, counts }: PreCheckPorts): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  if (!scheme) return nothingOpen();
  const { childUnder } = scheme.about;
  const typed = typedFrom(form, preCheckFields(childUnder));
  const read = readPreCheck(typed, childUnder);
  if (read.kind === "problems") return preCheckPage(scheme, { typed, problems: read.problems });

  const facts = factsBefore(read.value, scheme, londonDay(now));
  const outcome = preCheckOutcome(facts, scheme);
  await counts.add(scheme.code, countedAs(outcome), now).catch((error: unknown) => {
    // Whoever asked still gets the answer; the count is one short.
    log.error("notCounted", { error: errorForLog(error) });
  });
  return preCheckPage(scheme, { typed, outcome, isOutside: facts.residence === "outside" });
};

const countedAs = (outcome: PreCheckOutcome): Counted =>
  outcome.kind === "unlikely" ? `check.unlikely.${outcome.rule}` : `check.${outcome.kind}`;
