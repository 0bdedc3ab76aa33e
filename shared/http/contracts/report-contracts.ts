import * as z from "zod/mini";
import { entryKinds } from "../../domain/ledger/ledger.ts";
import { says } from "../../domain/says.ts";
import { runOut } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, money, potReply, text, whole } from "./fields.ts";

/** Every figure of a scheme's money that opens into its entries. */
export const figureNames = [
  "granted",
  "unallocated",
  "sentBack",
  "allocated",
  "available",
  "frozen",
  "reserved",
  "committed",
  "paid",
  "dueBack",
  "returned",
  "payments",
  "awards",
  "households",
] as const;
export type FigureName = (typeof figureNames)[number];

/** The buckets of budgets. Those from `available` to `dueBack` add up to `allocated`. */
const moneyFigures = () => ({
  allocated: money("All money put into the budget so far, in pence."),
  available: money("Money that can be awarded now, in pence."),
  frozen: money("Money that nobody may award, in pence."),
  reserved: money("Money promised and not yet committed, in pence."),
  committed: money("Money awarded and not yet paid, in pence."),
  paid: money("Money that has reached households, in pence."),
  dueBack: money("Money that has to come back from a provider or the bank, in pence."),
  returned: money("Money that came back, in pence."),
  payments: whole("How many payments."),
});
const figures = () =>
  z.strictObject({ ...moneyFigures(), awards: whole("How many awards."), households: whole("How many households, each counted once.") });
const budget = () =>
  z.strictObject({
    period: text("The budget’s period: `whole`, or its first month as 2026-04."),
    pot: potReply(),
    ...moneyFigures(),
    runOut: says(runOut(), "When the money ends at the present rate."),
  });
const countByRule = () => z.strictObject({ rule: text("The rule’s name."), count: whole("How many.") });
const schemeReply = () =>
  z.strictObject({
    code: text("The scheme’s code."),
    name: text("What the scheme is called."),
    period: says(z.strictObject({ start: day("The first day."), end: day("The last day.") }), "The first and the last day of the scheme."),
    grant: money("The scheme’s grant, in pence."),
    grantVerified: says(z.boolean(), "Somebody has verified the grant for this council."),
    grantSource: text("Where the figure of the grant comes from."),
    granted: money("The grant in the books, in pence."),
    spent: money("Money that has reached households or was spent otherwise, in pence."),
    committed: money("Money that is reserved or committed, and not yet paid, in pence."),
    left: money("Money that is in no award: in no budget, left in one, frozen, or to return. In pence."),
  });
const ledgerEntry = () =>
  z.strictObject({
    entryId: text("The entry’s id."),
    kind: says(z.enum(Object.keys(entryKinds) as [string, ...string[]]), "What kind of entry it is."),
    category: text("The category’s code in the scheme."),
    period: text("The budget’s period: `whole`, or its first month as 2026-04."),
    pot: potReply(),
    amount: money("The amount that moved, in pence; never negative."),
    adds: whole("What this entry adds to the figure that the list is of; negative where it takes from it. Pence, or a count."),
    from: text("Where the money came from: a bucket of the budget, or outside."),
    to: text("Where the money went: a bucket of the budget, or outside."),
    at: instant("When it happened."),
    by: says(actor, "Who did it."),
    what: text("What happened."),
    change: z.optional(text("The id of the budget change that the entry belongs to.")),
    administration: z.optional(text("The line of administration that a spend counts in.")),
    awardId: z.optional(text("The award’s id.")),
    caseId: z.optional(text("The case’s id.")),
    householdId: z.optional(text("The household’s id.")),
    item: z.optional(text("The item’s code, from the items of the scheme’s document.")),
  });

const extractRow = () =>
  z.strictObject({
    code: text("The code of the row."),
    label: text("The row in words."),
    isHidden: says(z.boolean(), "The figures are hidden, because they are small or would give a small one away."),
    households: z.optional(whole("How many households, each counted once.")),
    payments: z.optional(whole("How many payments.")),
    spend: z.optional(money("What has been paid so far, in pence.")),
  });
const extractYear = () =>
  z.strictObject({
    year: text("The year’s code."),
    from: day("Its first day."),
    to: day("Its last day."),
    tables: says(
      z.array(
        z.strictObject({
          code: text("The table’s code."),
          title: text("The table in words."),
          rows: says(z.array(extractRow()), "Its rows. The last is the total."),
        }),
      ),
      "The tables.",
    ),
  });

/** The API of each scheme’s money. */
export const reportContracts = {
  "GET /api/schemes": {
    name: "listSchemes",
    does: "The schemes, with their periods and grants. Pence.",
    reply: z.lazy(() => z.strictObject({ items: says(z.array(schemeReply()), "The items of this slice.") })),
    status: 200,
  },
  "GET /api/schemes/{scheme}/spend": {
    name: "getSpend",
    does: "What a scheme's grant came to: money by category, households once, awards counted apart, decisions without money. Pence.",
    reply: z.lazy(() =>
      z.strictObject({
        scheme: text("The scheme’s code."),
        granted: money("The grant in the books, in pence."),
        unallocated: money("Money of the grant that is in no budget, in pence."),
        sentBack: money("What has gone back to the department, in pence."),
        grantInScheme: says(
          z.strictObject({
            amount: money("The grant, in pence."),
            verified: says(z.boolean(), "Somebody has verified it for this council."),
          }),
          "The grant as the scheme’s document has it.",
        ),
        total: says(figures(), "The figures of the whole scheme."),
        categories: says(
          z.array(
            z.strictObject({
              category: text("The category’s code in the scheme."),
              label: text("What it is called, in words."),
              ...figures().shape,
              budgets: says(z.array(budget()), "The budgets."),
            }),
          ),
          "The categories.",
        ),
        waiting: says(
          z.array(
            z.strictObject({
              category: text("The category’s code in the scheme."),
              purpose: z.optional(text("The purpose’s code, if they wait for money that only its purpose may spend.")),
              waiting: whole("How many wait."),
              urgent: whole("How many of them are urgent."),
            }),
          ),
          "How many wait.",
        ),
        decisions: says(
          z.strictObject({
            notEligible: says(z.array(countByRule()), "Refusals, by the rule that failed."),
            noMoneyLeft: whole("Decisions to refuse for want of money."),
            closed: says(
              z.array(z.strictObject({ reason: text("The code of the reason."), count: whole("How many.") })),
              "Cases closed for another reason than a rule, by reason.",
            ),
          }),
          "Decisions that moved no money.",
        ),
        checks: says(
          z.strictObject({
            likely: whole("How many were told that help is likely."),
            look: whole("How many were told that someone would look."),
            unlikely: says(z.array(countByRule()), "How many were told that help is unlikely, by the rule that failed."),
          }),
          "How checks before an application came out.",
        ),
        waited: says(
          z.strictObject({
            decisions: whole("How many decisions of the last 28 days are counted: the newest 1,000 of each outcome at most."),
            halfWithinDays: z.optional(whole("Half of them came within so many days of the application.")),
            nineInTenWithinDays: z.optional(whole("Nine in ten came within so many days.")),
            spans: says(
              z.array(
                z.strictObject({
                  from: whole("The fewest days."),
                  to: z.optional(whole("The most days; absent from the last span.")),
                  decisions: whole("How many decisions took so long."),
                }),
              ),
              "The decisions by how many days they took.",
            ),
          }),
          "How long people waited from their application to its decision.",
        ),
        checked: z.optional(
          says(
            z.strictObject({
              checkedAt: instant("When the books were last checked."),
              entries: whole("How many entries were checked."),
              differing: whole("How many balances differed from their entries."),
            }),
            "The last check of the books against the ledger.",
          ),
        ),
      }),
    ),
    status: 200,
  },
  "GET /api/schemes/{scheme}/entries": {
    name: "listEntries",
    does: "The ledger entries behind a figure, and the figure that all slices of them come to. Pence.",
    query: ["category", "period", "pot", "show", ...paging],
    reply: z.lazy(() =>
      z.strictObject({
        figure: says(
          z.strictObject({
            name: text("The name of the figure."),
            unit: says(z.enum(["pence", "count"]), "What the figure is counted in."),
            value: whole("The figure: pence or a count, as `unit` says."),
          }),
          "The figure that the list is of.",
        ),
        ...list(ledgerEntry()).shape,
      }),
    ),
    status: 200,
  },
  "GET /api/schemes/{scheme}/freedom-of-information": {
    name: "getFreedomOfInformation",
    does: "How many households were helped each year, and with how much, with small numbers hidden. Pence.",
    reply: z.lazy(() =>
      z.strictObject({
        scheme: text("The scheme’s code."),
        countedUntil: z.optional(instant("Everything that was recorded before is counted. Absent where nothing is counted yet.")),
        rules: says(
          z.strictObject({
            households: text("How households are counted."),
            payments: text("How payments are counted."),
            spend: text("How spend is counted."),
            hidden: text("Which numbers are hidden."),
          }),
          "How each figure is counted, in words.",
        ),
        years: says(
          z.array(extractYear()),
          "The scheme’s years, or the whole scheme where it has none. Empty where nothing is counted yet.",
        ),
      }),
    ),
    status: 200,
  },
} as const satisfies ContractsOf<"report">;
