import { formatDay } from "../dates.ts";
import { formatPounds, pence } from "../money.ts";
import type { PlainField } from "./field.ts";

/** A value of a field as staff read it; an empty string for no value. */
export const plainFieldInWords = <Of extends readonly unknown[]>(field: PlainField<Of>, value: unknown, ...of: Of): string => {
  if (value === undefined) return "";
  switch (field.kind) {
    case "text":
    case "longText":
      return String(value);
    case "day":
      return formatDay(String(value));
    case "pence":
      return formatPounds(pence(Number(value)));
    case "count":
      return Number(value).toLocaleString("en-GB");
    case "yesNo":
      return value ? "Yes" : "No";
    case "choice":
      return optionInWords(field.options(...of), String(value));
    case "choices":
      return (value as readonly string[]).map((each) => optionInWords(field.options(...of), each)).join("; ");
    case "lines":
      return (value as readonly string[]).join("; ");
  }
};

const optionInWords = (options: { readonly [value: string]: string }, value: string): string =>
  (Object.hasOwn(options, value) && options[value]) || value;
