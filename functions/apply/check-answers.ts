import { formatDay, parseTypedDay } from "../../shared/domain/dates.ts";
import { formatPounds, parsePounds } from "../../shared/domain/money.ts";
import { resident } from "../../shared/domain/principal.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { askingNow, changePath, type FormStep } from "./form-step.ts";
import { frequencies, isFrequency, monthlyFrom } from "./monthly-income.ts";
import { type Asking, type Field, listOf, textOf } from "./question.ts";
import { slotsOf } from "./questions/people.ts";
import { askedNames, questionOf } from "./questions.ts";
import { readAnswers } from "./read-answers.ts";
import { noneOfThese, typedDateOf } from "./read-typed.ts";
import { type SubmitPorts, submitApplication } from "./submit-application.ts";

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
    case "longText":
      return text === "" ? [] : [text];
  }
};

/** The one answer that is changed before it is used, so the page says into what. */
const incomeLines = (typed: Typed): readonly string[] => {
  const read = parsePounds(textOf(typed, "amount"));
  const often = textOf(typed, "often");
  if (read.kind !== "pounds" || !isFrequency(often)) return [];
  const amount = `${formatPounds(read.amount)}, ${frequencies[often].toLowerCase()}`;
  return often === "monthly" ? [amount] : [amount, `We count this as ${formatPounds(monthlyFrom(read.amount, often))} a month.`];
};

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
    if (name === "income") return [{ key: "Money coming in", lines: incomeLines(typed), changePath: changePath(name) }];
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
