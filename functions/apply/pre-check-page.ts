import { residenceOf } from "../../shared/domain/area.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { publicFundsForResident } from "../../shared/domain/public-funds.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Request } from "../../shared/http/answer.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import type { Counted, Counts } from "../../shared/store/counts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkFirst, type PreCheckOutcome } from "./check-first.ts";
import { preCheckFields, readPreCheck } from "./pre-check-form.ts";

export type PreCheckPorts = { readonly schemes: Pick<Schemes, "book">; readonly counts: Pick<Counts, "add"> };

type Shown = {
  readonly form?: Form;
  readonly errors?: readonly FormError[];
  readonly outcome?: PreCheckOutcome;
  readonly isOutside?: boolean;
};

type PreCheckPageView = Pick<Shown, "outcome" | "isOutside"> & {
  readonly fields: readonly FieldView[];
  readonly errors: readonly FormError[];
  readonly publicFunds: readonly string[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/pre-check.njk": PreCheckPageView;
    "apply/pre-check-closed.njk": SameForAll;
  }
}

const preCheckPage = (scheme: Scheme, { form = blankForm, errors = [], outcome, isOutside }: Shown = {}): Reply => {
  const fields = preCheckFields(scheme).map((field) => field.view({ form, errors, size: "s" }));
  return page(
    "apply/pre-check.njk",
    { fields, errors, outcome, isOutside, publicFunds: publicFundsForResident },
    errors.length > 0 ? 400 : 200,
  );
};

const nothingOpen = (): Reply => page("apply/pre-check-closed.njk", {});

export const showPreCheck = async ({ now }: Request, { schemes }: PreCheckPorts): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  return scheme ? preCheckPage(scheme) : nothingOpen();
};

/** Answers on the same page. Keeps nothing about the person: no session, no cookie, no record but a count. */
export const answerPreCheck = async ({ form, now }: Pick<Request, "form" | "now">, { schemes, counts }: PreCheckPorts): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  if (!scheme) return nothingOpen();
  const read = readPreCheck(form, scheme);
  if (read.kind === "invalid") return preCheckPage(scheme, { form, errors: read.errors });

  const outcome = checkFirst(read.request, scheme, londonDay(now));
  await counts.add(scheme.code, countedAs(outcome), now).catch((error: unknown) => {
    // The person still gets the answer; the count is one short.
    log.error("notCounted", { error: errorForLog(error) });
  });
  const looksAtArea = scheme.rules.some(({ rule }) => rule === "livesInArea");
  return preCheckPage(scheme, { form, outcome, isOutside: looksAtArea && residenceOf(read.request.postcode) === "outside" });
};

const countedAs = (outcome: PreCheckOutcome): Counted =>
  outcome.kind === "unlikely" ? `check.unlikely.${outcome.rule}` : `check.${outcome.kind}`;
