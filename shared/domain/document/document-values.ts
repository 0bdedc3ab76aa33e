import * as z from "zod/mini";
import { amountSchema } from "../amount.ts";
import { type Day, isDay } from "../dates.ts";
import { codesInWords, saidBy, says } from "../says.ts";
import { longText, upperFirst } from "../text.ts";
import { codePattern } from "./code-pattern.ts";

/** The values of a document. Each takes its own name, so that its errors are plain sentences. */

export const oneOf = <T extends Record<string, string>>(options: T, error: string) =>
  says(
    z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], { error }),
    `${saidBy(error)} ${codesInWords(options)}.`,
  );
export const day = (name: string) =>
  says(
    z.string({ error: `Enter ${name}` }).check(z.refine(isDay, `Enter ${name} as a real date`)) as z.ZodMiniType<Day>,
    `${upperFirst(name)}.`,
    {
      format: "date",
    },
  );
/** Above a household's amounts, because a document also holds the grant. */
export const documentAmount = { least: 0, most: 10_000_000_000_00 };
export const amount = (name: string) => amountSchema({ name, ...documentAmount });
export const count = (name: string, least = 0, most = 1_000) =>
  says(
    z
      .int({ error: `Enter ${name} as a whole number` })
      .check(
        z.minimum(least, `Enter ${name} of ${least} or more`),
        z.maximum(most, `Enter ${name} of ${most.toLocaleString("en-GB")} or less`),
      ),
    `${upperFirst(name)}.`,
  );
export const code = (name: string) =>
  says(
    z.string({ error: `Enter ${name}` }).check(
      z.regex(codePattern, `Enter ${name} as one word of letters, digits and underscores`),
      // Codes become keys of objects, and every object inherits some keys already.
      z.refine((text) => !(text in {}), `Choose another word for ${name}`),
    ),
    `${upperFirst(name)}.`,
  );
export const sentence = (name: string, most = 300) => longText(name, most);
export const yesNo = (error: string) => says(z.boolean({ error }), saidBy(error));
export const atMost = (most: number, what: string) => z.maxLength(most, `Use ${most} ${what} or fewer`);

/** The source of a figure. Pages mark every figure that nobody has verified for this council. */
export const sourced = {
  verified: yesNo("Say whether the source is verified"),
  source: sentence("where this comes from"),
};
