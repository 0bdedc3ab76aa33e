import { formatDay, parseTypedDay } from "../../shared/domain/dates.ts";
import { formatPounds, parsePounds } from "../../shared/domain/money.ts";
import { resident } from "../../shared/domain/principal.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { askingNow, changePath, type FormStep } from "./form-step.ts";
import { monthlyCostFrom, monthlyIncomeFrom, type ToMonth } from "./monthly-amount.ts";
import { type Asking, type Field, listOf, textOf } from "./question.ts";
import { slotsOf } from "./questions/people.ts";
import { askedNames, type QuestionName, questionOf } from "./questions.ts";
import { readAnswers } from "./read-answers.ts";
import { noneOfThese, typedDateOf } from "./read-typed.ts";
import { regularAmountLines } from "./regular-amount.ts";
import { type SubmitPorts, submitApplication } from "./submit-application.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/check.njk": { readonly rows: readonly Row[]; readonly token: string };
  }
}

type Row = { readonly key: string; readonly lines: readonly string[]; readonly changePath: string };

const linesOf = (field: Field, typed: Typed): readonly string[] => {
  const text = textOf(typed, field.name).trim();
  switch (field.kind) {
    case "date": {
      const read = parseTypedDay(typedDateOf(typed, field.name));
      return read.kind === "day" ? [formatDay(read.day)] : [];
    }
    case "money": {
      const read = parsePounds(text);
      return read.kind === "pounds" ? [formatPounds(read.amount)] : [];
    }
    case "oneOf":
      return [field.options[text] ?? ""];
    case "anyOf":
      return listOf(typed, field.name).map((option) => (option === noneOfThese ? (field.none ?? "") : (field.options[option] ?? "")));
    case "tick":
      return listOf(typed, field.name).length > 0 ? ["Yes"] : [];
    case "text":
      return text === "" ? [] : [field.shown ? field.shown(text) : text];
    case "count":
    case "longText":
      return text === "" ? [] : [text];
  }
};

/** The questions whose boxes are one answer, an amount a month. */
const regularAmounts: { readonly [name in QuestionName]?: ToMonth } = { income: monthlyIncomeFrom, "housing-costs": monthlyCostFrom };

const peopleRows = (asking: Asking): readonly Row[] => {
  const others = slotsOf(asking.answers).map(({ typed }) => textOf(typed, "name").trim());
  const key = asking.isForSelf ? "Who lives with you" : "Who lives with them";
  return [{ key, lines: others.length > 0 ? others : ["Nobody else"], changePath: changePath("people") }];
};

/** Every answer in the order of the form. An optional one left empty has its row too, so that it can still be given. */
const rowsOf = (asking: Asking): readonly Row[] =>
  askedNames(asking).flatMap((name): readonly Row[] => {
    const typed = asking.answers[name] ?? {};
    if (name === "people") return peopleRows(asking);
    const toMonth = regularAmounts[name];
    if (toMonth) {
      const [amount] = questionOf(name).fields(asking);
      return [{ key: amount?.short ?? "", lines: regularAmountLines(typed, toMonth), changePath: changePath(name) }];
    }
    return questionOf(name)
      .fields(asking)
      .map((field) => ({ key: field.short ?? field.label ?? "", lines: linesOf(field, typed), changePath: changePath(name) }));
  });

/** Shows everything that was answered, or the first page that something is missing from. */
export const showCheck = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  const read = readAnswers(asking);
  if (read.kind === "incomplete") return seeOther(changePath(read.page), step.session.cookies);
  return page("apply/check.njk", { rows: rowsOf(asking), token: step.session.formToken });
};

/** Sends the application. However often the button is pressed, the draft's one case id makes it one. */
export const sendAnswers = async (step: FormStep, ports: SubmitPorts): Promise<Reply> => {
  const { draft, tokenHash, cookies } = step.session;
  const read = readAnswers(askingNow(step));
  if (!draft || read.kind === "incomplete") return seeOther("/apply/check", cookies);

  const outcome = await submitApplication(
    { caseId: draft.caseId, application: read.application, by: resident, now: step.request.now, draftTokenHash: tokenHash },
    ports,
  );
  // Another press of the button may have sent other answers first; those are the application.
  return seeOther(outcome.kind === "impossibleDates" ? "/apply/about-you" : "/apply/received");
};
