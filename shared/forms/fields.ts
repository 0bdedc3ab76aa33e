import type * as z from "zod/mini";
import { type AmountBounds, amountFaults } from "../domain/amount.ts";
import { cleanCode } from "../domain/clean-text.ts";
import { type Day, formatDay, parseTypedDay } from "../domain/dates.ts";
import { formatPounds, type Pence, parsePounds, poundsTyped } from "../domain/money.ts";
import { upperFirst } from "../domain/text.ts";
import type { Form } from "../http/read-body.ts";
import { type Field, type FieldWords, fieldOf, type Took } from "./field.ts";
import type { Part } from "./form.ts";

/** A field takes the contract's own schema, so its bounds and its messages stand in one place. */

type Options = Readonly<Record<string, string>>;

const takeBy = <S extends z.ZodMiniType>(schema: S, given: unknown, { whenEmpty, isNeeded }: FieldWords, form: Form): Took<z.output<S>> => {
  if (given === undefined && whenEmpty !== undefined && (isNeeded?.(form) ?? true)) return { problem: whenEmpty };
  const read = schema.safeParse(given);
  return read.success ? { value: read.data } : { problem: read.error.issues[0]?.message ?? "" };
};

export type TextWords = FieldWords & {
  /** The browser's autocomplete. */
  readonly purpose?: string;
  readonly type?: "tel" | "email";
  readonly width?: 10 | 20;
  readonly rows?: number;
  /** Shows how many characters are left. */
  readonly maximum?: number;
  /** Masks the answer on pages that list answers. */
  readonly shown?: (typed: string) => string;
  /** The page's own message, in place of the contract's. */
  readonly fault?: (typed: string) => string | undefined;
};

export const text = <S extends z.ZodMiniType>(words: TextWords, schema: S): Field<z.output<S>> => {
  const { name, rows, maximum } = words;
  const typedIn = (form: Form) => form.one(name).trim();
  return fieldOf<z.output<S>>(words, {
    take: (form) => {
      const problem = words.fault?.(typedIn(form));
      return problem === undefined ? takeBy(schema, typedIn(form) || undefined, words, form) : { problem };
    },
    view: ({ id, label, shared }, { form }) => {
      const params = { id, name, label, value: form.one(name), ...shared };
      if (maximum !== undefined) return { component: "characterCount", params: { ...params, maxlength: maximum, rows } };
      if (rows !== undefined) return { component: "textarea", params: { ...params, rows } };
      const classes = words.width && { classes: `govuk-input--width-${words.width}` };
      const { purpose, type } = words;
      return {
        component: "input",
        params: { ...params, ...(purpose && { autocomplete: purpose }), ...(type && { type }), ...classes, spellcheck: false },
      };
    },
    answer: (form) => (typedIn(form) === "" ? [] : [words.shown?.(typedIn(form)) ?? typedIn(form)]),
    typed: (value) => ({ [name]: String(value) }),
  });
};

export const lines = (words: FieldWords): Field<readonly string[]> => {
  const { name } = words;
  const linesIn = (form: Form) =>
    form
      .one(name)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  return fieldOf<readonly string[]>(words, {
    take: (form) => ({ value: linesIn(form) }),
    view: ({ id, label, shared }, { form }) => {
      const value = form.one(name);
      return { component: "textarea", params: { id, name, label, value, rows: Math.max(4, value.split("\n").length + 1), ...shared } };
    },
    answer: linesIn,
    typed: (value) => ({ [name]: value.join("\n") }),
  });
};

type MoneyWords = FieldWords & { readonly bounds: AmountBounds };

export function money(words: MoneyWords & { readonly isOptional: true }): Field<Pence | undefined>;
export function money(words: MoneyWords): Field<Pence>;
export function money(words: MoneyWords & { readonly isOptional?: true }): Field<Pence | undefined> {
  const { name, bounds, isOptional } = words;
  const faults = amountFaults(bounds);
  const take = (form: Form): Took<Pence | undefined> => {
    const read = parsePounds(form.one(name), bounds.most);
    switch (read.kind) {
      case "pounds":
        return read.amount < bounds.least ? { problem: faults.tooSmall } : { value: read.amount };
      case "empty":
        return isOptional ? { value: undefined } : { problem: words.whenEmpty ?? faults.empty };
      case "negative":
        return { problem: faults.tooSmall };
      case "tooLarge":
        return { problem: faults.tooLarge };
      case "unreadable":
        return { problem: faults.unreadable };
    }
  };
  return fieldOf<Pence | undefined>(words, {
    take,
    view: ({ id, label, shared }, { form }) => ({
      component: "input",
      params: {
        ...{ id, name, label, value: form.one(name), ...shared },
        ...{ prefix: { text: "£" }, classes: "govuk-input--width-10", inputmode: "decimal", spellcheck: false },
      },
    }),
    answer: (form) => {
      const read = parsePounds(form.one(name), bounds.most);
      return read.kind === "pounds" ? [formatPounds(read.amount)] : [];
    },
    typed: (value) => (value === undefined ? {} : { [name]: poundsTyped(value) }),
  });
}

type CountWords = FieldWords & {
  /** As in "the age". */
  readonly called: string;
  readonly most: number;
  readonly width?: 3 | 5;
};

/** "12", "1,200" or "1 200". */
const typedWhole = /^(?:\d{1,9}|\d{1,3}(?:[, ]\d{3}){1,2})$/;

export function count(words: CountWords & { readonly isOptional: true }): Field<number | undefined>;
export function count(words: CountWords): Field<number>;
export function count(words: CountWords & { readonly isOptional?: true }): Field<number | undefined> {
  const { name, called, most, width = 3, isOptional } = words;
  const named = upperFirst(called);
  const take = (form: Form): Took<number | undefined> => {
    const typed = cleanCode(form.one(name));
    if (typed === "") return isOptional ? { value: undefined } : { problem: words.whenEmpty ?? `Enter ${called}` };
    if (!typedWhole.test(typed)) return { problem: `${named} must be a whole number` };
    const value = Number(typed.replaceAll(/[,\s]/g, ""));
    return value > most ? { problem: `${named} must be ${most.toLocaleString("en-GB")} or less` } : { value };
  };
  return fieldOf<number | undefined>(words, {
    take,
    view: ({ id, label, shared }, { form }) => ({
      component: "input",
      params: {
        ...{ id, name, label, value: form.one(name), ...shared },
        ...{ classes: `govuk-input--width-${width}`, inputmode: "numeric", spellcheck: false },
      },
    }),
    answer: (form) => [form.one(name).trim()].filter((typed) => typed !== ""),
    typed: (value) => (value === undefined ? {} : { [name]: String(value) }),
  });
}

type DayWords = FieldWords & {
  /** As in "date of birth". */
  readonly called: string;
  readonly whenYearWrong?: string;
  readonly purpose?: "bday";
  /** Why a real day cannot be the answer, such as a birthday to come. Shown at the year. */
  readonly fault?: (day: Day) => string | undefined;
};

const dayParts = ["day", "month", "year"] as const;
/** Tests one part of a date while the other two are right. */
const rightDay = { day: "1", month: "1", year: "2000" };
/** A month may be typed as a word. */
const dayWidths = { day: 2, month: 4, year: 4 } as const;

/** Errors link to the first box to mend. */
export function day(words: DayWords & { readonly isOptional: true }): Field<Day | undefined>;
export function day(words: DayWords): Field<Day>;
export function day(words: DayWords & { readonly isOptional?: true }): Field<Day | undefined> {
  const { name, called, isOptional } = words;
  const id = words.id ?? name;
  const named = upperFirst(called);
  const boxOf = (part: string) => `${id}-${part}`;
  const typedIn = (form: Form) => ({ day: form.one(`${name}-day`), month: form.one(`${name}-month`), year: form.one(`${name}-year`) });
  const take = (form: Form): Took<Day | undefined> => {
    const typed = typedIn(form);
    const read = parseTypedDay(typed);
    switch (read.kind) {
      case "empty":
        return isOptional ? { value: undefined } : { problem: words.whenEmpty ?? `Enter ${called}`, box: boxOf("day") };
      case "missing":
        return { problem: `${named} must include a ${read.parts.join(" and a ")}`, box: boxOf(read.parts[0] ?? "day") };
      case "notReal": {
        const wrong = dayParts.find((part) => parseTypedDay({ ...rightDay, [part]: typed[part] }).kind !== "day") ?? "day";
        const inYear = wrong === "year" ? words.whenYearWrong : undefined;
        return { problem: inYear ?? `${named} must be a real date`, box: boxOf(wrong) };
      }
      case "day": {
        const problem = words.fault?.(read.day);
        return problem === undefined ? { value: read.day } : { problem, box: boxOf("year") };
      }
    }
  };
  return fieldOf<Day | undefined>(words, {
    take,
    boxes: dayParts.map(boxOf),
    view: ({ fieldset, shared, error }, { form }) => {
      const typed = typedIn(form);
      const items = dayParts.map((part) => ({
        name: part,
        id: boxOf(part),
        value: typed[part],
        classes: `govuk-input--width-${dayWidths[part]}${error?.field === boxOf(part) ? " govuk-input--error" : ""}`,
        ...(words.purpose && { autocomplete: `${words.purpose}-${part}` }),
        ...(part === "month" && { inputmode: "text" }),
      }));
      return { component: "date", params: { id, namePrefix: name, fieldset, ...shared, items } };
    },
    answer: (form) => {
      const read = parseTypedDay(typedIn(form));
      return read.kind === "day" ? [formatDay(read.day)] : [];
    },
    typed: (value) => {
      if (value === undefined) return {};
      const [year, month, date] = value.split("-").map(Number);
      return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
    },
    typedIn: (form) => Object.fromEntries(dayParts.map((part) => [`${name}-${part}`, form.one(`${name}-${part}`)])),
  });
}

const itemsOf = (options: Options) => Object.entries(options).map(([value, label]) => ({ value, text: label }));

type ChoiceWords = FieldWords & {
  readonly options: Options;
  /** The first option of a drop-down list. Without it the field is radio buttons. */
  readonly select?: string;
  /** Set where a later check has a better message for unknown options. */
  readonly takesOthers?: true;
};

/** An option that this page does not offer is an error, even where the contract takes it. */
export const choice = <S extends z.ZodMiniType>(words: ChoiceWords, schema: S): Field<z.output<S>> => {
  const { name, options, select, takesOthers } = words;
  return fieldOf<z.output<S>>(words, {
    take: (form) => {
      const typed = form.one(name);
      const took = takeBy(schema, typed || undefined, words, form);
      const isOther = !takesOthers && typed !== "" && !Object.hasOwn(options, typed);
      return isOther && "value" in took ? { problem: words.whenEmpty ?? "Select one of the list" } : took;
    },
    view: ({ id, label, fieldset, shared }, { form }) => {
      const value = form.one(name);
      if (select === undefined)
        return { component: "radios", params: { idPrefix: id, name, fieldset, ...shared, value, items: itemsOf(options) } };
      const items = [{ value: "", text: select }, ...itemsOf(options)].map((item) => ({ ...item, selected: item.value === value }));
      return { component: "select", params: { id, name, label, ...shared, items } };
    },
    answer: (form) => [options[form.one(name)] ?? ""],
    typed: (value) => ({ [name]: String(value) }),
  });
};

export const yesNo = <S extends z.ZodMiniType>(words: FieldWords, schema: S): Field<z.output<S>> => {
  const answers = new Map([
    ["yes", true],
    ["no", false],
  ]);
  const shown = choice({ ...words, options: { yes: "Yes", no: "No" } }, schema);
  return fieldOf<z.output<S>>(words, {
    take: (form) => takeBy(schema, answers.get(form.one(words.name)), words, form),
    view: (_, page) => shown.view(page),
    answer: shown.answer,
    typed: (value) => ({ [words.name]: value ? "yes" : "no" }),
  });
};

const noneOfThese = "none";

type ChoicesWords = FieldWords & {
  readonly options: Options;
  /** The option for "none of these". With it, ticking nothing is an error. */
  readonly none?: string;
  readonly isSmall?: true;
};

export const choices = <S extends z.ZodMiniType>(words: ChoicesWords, schema: S): Field<z.output<S>> => {
  const { name, options, none, isSmall } = words;
  const nameOf = (option: string) => (option === noneOfThese && none !== undefined ? none : (options[option] ?? ""));
  return fieldOf<z.output<S>>(words, {
    take: (form) => {
      const ticked = form.all(name).filter((option) => option !== "");
      const chosen = none === undefined ? ticked : ticked.filter((option) => option !== noneOfThese);
      if (chosen.length > 0 && chosen.length < ticked.length) return { problem: "Select what applies, or select that none of these does" };
      if (ticked.length === 0 && words.whenEmpty !== undefined) return { problem: words.whenEmpty };
      return takeBy(schema, chosen, words, form);
    },
    view: ({ id, fieldset, shared }, { form }) => {
      const values = form.all(name);
      const exclusive = none === undefined ? [] : [{ divider: "or" }, { value: noneOfThese, text: none, behaviour: "exclusive" }];
      const items = isSmall ? inTypedOrder(itemsOf(options), values) : itemsOf(options);
      const params = { idPrefix: id, name, fieldset, ...shared, values, items: [...items, ...exclusive] };
      return { component: "checkboxes", params: { ...params, ...(isSmall && { classes: "govuk-checkboxes--small" }) } };
    },
    answer: (form) => form.all(name).map(nameOf),
    typed: (value) => ({ [name]: Array.isArray(value) ? value.map(String) : [] }),
    typedIn: (form) => ({ [name]: form.all(name) }),
  });
};

/** Browsers send ticks in the order of the page, and the order can matter: show what is ticked first, as it was. */
const inTypedOrder = (items: ReturnType<typeof itemsOf>, typed: readonly string[]) => [
  ...typed.flatMap((value) => items.find((item) => item.value === value) ?? []),
  ...items.filter(({ value }) => !typed.includes(value)),
];

/** `option` stands beside the box; without it, the label does. */
export const tick = <S extends z.ZodMiniType>(words: FieldWords & { readonly option?: string }, schema: S): Field<z.output<S>> => {
  const { name, option, label } = words;
  const isTicked = (form: Form) => form.all(name).includes("yes");
  return fieldOf<z.output<S>>(words, {
    take: (form) => takeBy(schema, isTicked(form), words, form),
    view: ({ id, fieldset, shared }, { form }) => {
      const params = { idPrefix: id, name, ...shared, values: form.all(name), items: [{ value: "yes", text: option ?? label }] };
      return { component: "checkboxes", params: option ? { ...params, fieldset } : { ...params, classes: "govuk-checkboxes--small" } };
    },
    answer: (form) => (isTicked(form) ? ["Yes"] : []),
    typed: (value) => (value ? { [name]: "yes" } : {}),
    typedIn: (form) => ({ [name]: form.all(name) }),
  });
};

const wholeNumber = /^\d{1,9}$/;

/** A number that the page wrote itself, such as the version that somebody saw. Its errors go to `box`. */
export const hiddenCount = <S extends z.ZodMiniType>(name: string, schema: S, box: string): Part<z.output<S>> => ({
  boxes: () => [box],
  errorAt: ({ message }) => ({ field: box, text: message }),
  read: (form) => {
    const read = schema.safeParse(wholeNumber.test(form.one(name)) ? Number(form.one(name)) : undefined);
    return read.success
      ? { kind: "read", request: read.data }
      : { kind: "invalid", errors: [{ field: box, text: read.error.issues[0]?.message ?? "" }] };
  },
});
