import * as z from "zod/mini";
import { statementStates } from "../../domain/return/statement.ts";
import { leastShown } from "../../domain/return/suppress.ts";
import { codesInWords, sayAlso, says } from "../../domain/says.ts";
import { lineText, longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

export const prepareStatementSchema = z.strictObject({
  period: says(lineText("the year, or whole for the whole scheme", 20), "A year of the scheme by its code, or `whole`."),
});
export const refuseStatementSchema = z.strictObject({ why: longText("why it is not published", 500) });

const awards = () =>
  z.strictObject({
    one: whole("Households with a single award."),
    twoOrThree: whole("Households with two or three awards."),
    moreThanThree: whole("Households with more than three awards."),
  });

const moneyShape = () => ({
  grant: money("The grant for the period, in pence."),
  awarded: money("Awarded to households, less what came back, in pence."),
  paid: money("The part of it that has been paid or delivered, in pence."),
  otherSpend: money("Spent on services and on running the fund, in pence."),
});

const hidden = `Left out where it is fewer than ${leastShown}, or would tell a figure that is.`;

const shownFigures = () =>
  sayAlso(
    z.strictObject({
      households: whole("Households helped, each counted once."),
      types: says(
        z.array(
          z.strictObject({ label: text("The support."), households: z.optional(whole(`Households that had it, each once. ${hidden}`)) }),
        ),
        "Households by type of support. A household counts in each type that it had.",
      ),
      typesTogether: z.optional(whole(`The sum of the types. ${hidden}`)),
      awards: z.optional(says(awards(), `Households by the number of their awards. ${hidden}`)),
      ...moneyShape(),
      referrals: z.optional(whole(`Referrals made to services that help. ${hidden}`)),
    }),
    { title: "PublicFigures" },
  );

const publicStatement = () =>
  sayAlso(
    z.strictObject({
      scheme: text("The scheme’s code."),
      name: text("What the figures are about."),
      from: day("The first day."),
      to: day("The last day."),
      asOf: instant("Only what was recorded up to then counts."),
      approvedAt: instant("When a second person approved the figures."),
      figures: says(shownFigures(), "The figures."),
    }),
    { title: "PublicStatement" },
  );

const figures = () =>
  z.strictObject({
    households: whole("Households helped, each counted once."),
    types: says(
      z.array(
        z.strictObject({
          code: text("The support type’s code."),
          label: text("The support."),
          households: whole("Households that had it."),
        }),
      ),
      "Households by type of support.",
    ),
    awards: says(awards(), "Households by the number of their awards."),
    ...moneyShape(),
    referrals: whole("Referrals made to services that help."),
  });

const statement = () =>
  sayAlso(
    z.strictObject({
      statementId: text("The statement’s id."),
      scheme: text("The scheme’s code."),
      schemeVersion: whole("The version of the scheme by which it was counted."),
      period: text("A year of the scheme by its code, or `whole`."),
      from: day("The first day."),
      to: day("The last day."),
      asOf: instant("Only what was recorded up to then counts."),
      state: says(z.enum(Object.keys(statementStates) as [string, ...string[]]), `${codesInWords(statementStates)}.`),
      preparedBy: says(actor, "Who prepared it."),
      preparedAt: instant("When it was prepared."),
      settled: z.optional(
        says(
          z.strictObject({
            by: says(actor, "Who settled it."),
            at: instant("When that was."),
            why: z.optional(text("Why it is not published, as somebody typed it.")),
          }),
          "Who approved it, or said that it is not published.",
        ),
      ),
      figures: z.optional(says(figures(), "The figures, small numbers too. Absent while they are counted.")),
      shown: z.optional(says(shownFigures(), "The figures as anybody may read them.")),
    }),
    { title: "Statement" },
  );

/** The API of public statements. */
export const statementContracts = {
  "GET /api/public-figures": {
    name: "listPublicFigures",
    does: "The approved public statements, the newest period first.",
    reply: z.lazy(() => list(publicStatement())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/statements": {
    name: "listStatements",
    does: "Every public statement of a scheme, published or not, the newest first.",
    reply: z.lazy(() => list(statement())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/statements/{statementId}": {
    name: "getStatement",
    does: "One public statement with its figures.",
    reply: z.lazy(statement),
    status: 200,
  },
  "GET /api/schemes/{scheme}/statements/{statementId}/rebuilt": {
    name: "rebuildStatement",
    does: "Counts a statement again as of its own instant, and says which figures differ.",
    reply: z.lazy(() =>
      z.strictObject({
        isSame: says(z.boolean(), "Whether every figure is the same."),
        differing: says(
          z.array(z.strictObject({ figure: text("Its name."), was: whole("As it was counted."), is: whole("As it is now.") })),
          "The figures that differ.",
        ),
      }),
    ),
    status: 200,
    refuses: ["step-not-possible"],
  },
  "POST /api/schemes/{scheme}/statements": {
    request: prepareStatementSchema,
    reply: z.lazy(statement),
    status: 202,
    refuses: ["idempotency-key-reused"],
  },
  "POST /api/schemes/{scheme}/statements/{statementId}/approvals": {
    request: z.strictObject({}),
    reply: z.lazy(statement),
    status: 201,
    refuses: ["second-person-needed", "step-not-possible"],
  },
  "POST /api/schemes/{scheme}/statements/{statementId}/refusals": {
    request: refuseStatementSchema,
    reply: z.lazy(statement),
    status: 201,
    refuses: ["step-not-possible"],
  },
} as const satisfies ContractsOf<"statement">;
