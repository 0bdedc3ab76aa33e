import * as z from "zod/mini";
import { moneySchema } from "../../../shared/domain/application.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readPounds } from "../read-typed.ts";

const schema = z.strictObject({ savings: moneySchema.shape.savings });

export const savings: Question<z.infer<typeof schema>> = {
  title: () => "How much does the household have in savings?",
  fields: () => [
    { kind: "money", name: "savings", hint: "Add up what everyone has saved. If there are no savings, enter 0.", short: "Savings" },
  ],
  read: (typed) => {
    const { amount, problems } = readPounds(typed, "savings", "Savings", "Enter how much is saved, or 0");
    return readPart(schema, { savings: amount }, { savings: { id: "savings" } }, problems);
  },
};
