import { residenceOf } from "../../shared/domain/area.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { publicFundsForResident } from "../../shared/domain/public-funds.ts";
import { publicNameOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Request } from "../../shared/http/answer.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply, type Returned, returned } from "../../shared/http/reply.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import type { Counted, Counts } from "../../shared/store/counts.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkFirst, type PreCheckOutcome } from "./check-first.ts";
import { preCheckFields, readPreCheck } from "./pre-check-form.ts";
import { type TodaysHelp, todaysHelp } from "./todays-help.ts";

export type PreCheckPorts = { readonly schemes: Pick<Schemes, "book">; readonly counts: Pick<Counts, "add"> };
type ShowPreCheckPorts = Pick<PreCheckPorts, "schemes"> & { readonly directories: Pick<Directories, "book"> };

type Shown = {
  readonly form?: Form;
  readonly errors?: readonly FormError[];
  readonly outcome?: PreCheckOutcome;
  readonly isOutside?: boolean;
  /** Beside every answer that promises no help. */
  readonly today?: TodaysHelp;
  readonly status?: number;
  readonly cookies?: readonly string[];
};

type PreCheckPageView = Pick<Shown, "outcome" | "isOutside" | "today"> & {
  readonly fields: readonly FieldView[];
  readonly errors: readonly FormError[];
  readonly publicFunds: readonly string[];
  readonly publicName?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/pre-check.njk": PreCheckPageView;
    "apply/pre-check-closed.njk": SameForAll;
  }
}

const preCheckPage = (scheme: Scheme, shown: Shown): Reply => {
  const { form = blankForm, errors = [], outcome, isOutside, today, status, cookies } = shown;
  const fields = preCheckFields(scheme).map((field) => field.view({ form, errors, size: "s" }));
  const publicName = publicNameOf(scheme);
  const shownAs = { fields, errors, outcome, isOutside, today, publicFunds: publicFundsForResident, ...(publicName && { publicName }) };
  return page("apply/pre-check.njk", shownAs, status, cookies);
};

const nothingOpen = (): Reply => page("apply/pre-check-closed.njk", {});

export const showPreCheck = async ({ now }: Request, cookies: readonly string[], { schemes }: PreCheckPorts): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  return scheme ? preCheckPage(scheme, { cookies }) : nothingOpen();
};

type Sent = Pick<Request, "form" | "now">;

/** Counts what the answers come to. Keeps nothing else, but for the page that shows them to the person for an hour. */
export const answerPreCheck = async ({ form, now }: Sent, { schemes, counts }: PreCheckPorts): Promise<Returned> => {
  const scheme = schemeAt(await schemes.book(now), now);
  if (!scheme) return returned({ status: 200 });
  const read = readPreCheck(form, scheme);
  if (read.kind === "invalid") return returned({ status: 400 });

  const outcome = checkFirst(read.request, scheme, londonDay(now));
  await counts.add(scheme.code, countedAs(outcome), now).catch((error: unknown) => {
    // The person still gets the answer; the count is one short.
    log.error("notCounted", { error: errorForLog(error) });
  });
  return returned({ status: 200 });
};

/** Shows the typed answers again, with their errors or their result. */
export const showPreCheckAgain = async (
  { form, now }: Sent,
  status: number,
  { schemes, directories }: ShowPreCheckPorts,
): Promise<Reply> => {
  const scheme = schemeAt(await schemes.book(now), now);
  if (!scheme) return nothingOpen();
  const read = readPreCheck(form, scheme);
  if (read.kind === "invalid") return preCheckPage(scheme, { form, errors: read.errors, status });
  const outcome = checkFirst(read.request, scheme, londonDay(now));
  const today = outcome.kind === "likely" ? undefined : todaysHelp(scheme, directoryAt(await directories.book(now), now), now);
  const looksAtArea = scheme.rules.some(({ rule }) => rule === "livesInArea");
  const isOutside = looksAtArea && residenceOf(read.request.postcode) === "outside";
  return preCheckPage(scheme, { form, outcome, today, isOutside, status });
};

const countedAs = (outcome: PreCheckOutcome): Counted =>
  outcome.kind === "unlikely" ? `check.unlikely.${outcome.rule}` : `check.${outcome.kind}`;
