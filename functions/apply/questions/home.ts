import * as z from "zod/mini";
import { type Asking, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const homes = { settled: "Yes", none: "No, or only somewhere to stay for now" } as const;
const schema = z.strictObject({ kind: z.enum(["settled", "none"], { error: "Select yes if there is an address" }) });

export const homeKindOf = ({ answers }: Asking) => textOf(answers.home ?? {}, "kind");

/** Having no address never stands in the way of an application, so it is asked before the address. */
export const home: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "Do you have an address of your own?" : "Do they have an address of their own?"),
  fields: () => [
    {
      kind: "oneOf",
      name: "kind",
      options: homes,
      hint: "Renting, owning or living with family all count as yes. You can apply without an address.",
      short: "Has an address",
    },
  ],
  read: (typed) => readPart(schema, { kind: textOf(typed, "kind") }, { kind: { id: "kind" } }),
};
