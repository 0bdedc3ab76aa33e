import * as z from "zod/mini";
import { amountSchema } from "../amount.ts";
import { code } from "../document/document-values.ts";
import { isCaseId } from "../ids.ts";
import { type Pence, zeroPence } from "../money.ts";
import { type Actor, actorOf } from "../principal.ts";
import { sayAlso, says } from "../says.ts";
import type { Scheme, SchemeCode } from "../scheme/scheme.ts";
import { longText } from "../text.ts";
import { type EnvelopeId, isPeriod, type Pot, potPattern, wholePeriod } from "./envelope.ts";
import { type EntryKind, type EntryToPut, placesOf } from "./ledger.ts";

export const budgetChangeKinds = {
  allocation: { label: "Put money from the grant into a budget", budgets: ["budget"] },
  deallocation: { label: "Take money out of a budget, back to the grant", budgets: ["budget"] },
  transfer: { label: "Move money from one budget to another", budgets: ["budget", "to"] },
  freeze: { label: "Freeze money in a budget, so that it cannot be awarded", budgets: ["budget"] },
  unfreeze: { label: "Free frozen money", budgets: ["budget"] },
  grantIncrease: { label: "Increase the grant", budgets: [] },
  grantDecrease: { label: "Reduce the grant", budgets: [] },
  spend: { label: "Enter money spent on services or administration", budgets: ["budget"] },
  spendBack: { label: "Take back money that was spent on services or administration", budgets: [] },
} as const satisfies Record<string, { label: string; budgets: readonly ("budget" | "to")[] }>;
/** What a request of each kind must name; a spend may name its line of administration too. */
export type Named = "budget" | "to" | "spend";
export type BudgetChangeKind = keyof typeof budgetChangeKinds;
export const isBudgetChangeKind = (text: string): text is BudgetChangeKind => Object.hasOwn(budgetChangeKinds, text);

const kindNames = Object.keys(budgetChangeKinds) as [BudgetChangeKind, ...BudgetChangeKind[]];

export const namedBy = (kind: BudgetChangeKind): readonly Named[] => (kind === "spendBack" ? ["spend"] : budgetChangeKinds[kind].budgets);

export const budgetMissing = {
  budget: "Select a budget",
  to: "Select the budget that the money goes to",
  spend: "Select the spend that is taken back",
} as const;
const namedFields = Object.keys(budgetMissing) as Named[];
const notNamed = "Leave this out: this kind of change does not name it";

const wrongPot = "Select everyday money, the urgent reserve or a purpose of the scheme";
const potSchema = z.string({ error: wrongPot }).check(z.regex(potPattern, wrongPot)) as z.ZodMiniType<Pot>;

export const budgetSchema = z.strictObject({
  category: says(
    z.string({ error: budgetMissing.budget }).check(z.minLength(1, budgetMissing.budget), z.maxLength(40, budgetMissing.budget)),
    "The category’s code in the scheme.",
  ),
  period: says(
    z._default(z.string().check(z.refine(isPeriod, "Name the period as “whole” or by its first month")), wholePeriod),
    "The budget’s period: `whole`, or its first month as 2026-04.",
    { "x-also-checked": "It is `whole` or a month." },
  ),
  pot: says(
    z._default(potSchema, "ordinary"),
    "`ordinary` for everyday money, `urgent` for the reserve for urgent cases, or `purpose-` and the code of a purpose.",
  ),
});
export type BudgetRef = z.infer<typeof budgetSchema>;

export const changeAmount = { name: "the amount", enter: "an amount", least: 1, most: 10_000_000_000_00 };

export const budgetChangeSchema = sayAlso(
  z
    .strictObject({
      kind: says(z.enum(kindNames, { error: "Select what you want to do" }), "What the change does."),
      amount: amountSchema(changeAmount),
      budget: z.optional(says(budgetSchema, "The budget that the money leaves or goes to.")),
      to: z.optional(says(budgetSchema, "The budget that the money goes to.")),
      spend: z.optional(
        says(
          z.string({ error: budgetMissing.spend }).check(z.refine(isCaseId, budgetMissing.spend)),
          "The id of the change that entered the spend, of which money is taken back.",
          { "x-also-checked": "It is the id of a change." },
        ),
      ),
      administration: z.optional(code("the line of administration")),
      why: longText("why you are doing this", 500),
    })
    .check((read) => {
      const { kind, administration } = read.value;
      const wanted = namedBy(kind);
      for (const field of namedFields) {
        const isThere = read.value[field] !== undefined;
        if (isThere === wanted.includes(field)) continue;
        const message = isThere ? notNamed : budgetMissing[field];
        read.issues.push({ code: "custom", message, input: read.value[field], path: [field] });
      }
      if (administration !== undefined && kind !== "spend")
        read.issues.push({ code: "custom", message: notNamed, input: administration, path: ["administration"] });
    }),
  {
    allOf: kindNames.map((kind) => ({
      anyOf: [
        { properties: { kind: { not: { const: kind } } } },
        {
          required: namedBy(kind),
          properties: Object.fromEntries(
            [...namedFields.filter((name) => !namedBy(kind).includes(name)), ...(kind === "spend" ? [] : ["administration"])].map(
              (name) => [name, false],
            ),
          ),
        },
      ],
    })),
  },
);
export type BudgetChangeRequest = z.infer<typeof budgetChangeSchema>;

export const budgetChangeStates = {
  done: "Done",
  waiting: "Waits for a second person",
  refused: "Refused",
  takenBack: "Taken back",
} as const;
export type BudgetChangeState = keyof typeof budgetChangeStates;

/**
 * Once settled, a change never changes again, except that a spend says how much of it still stands. The write that made
 * a change done moved its money.
 */
export type BudgetChange = BudgetChangeRequest & {
  readonly changeId: string;
  readonly scheme: SchemeCode;
  readonly state: BudgetChangeState;
  readonly proposedBy: Actor;
  readonly proposedAt: string;
  /** The person who signed, refused or took it back; the proposer, if the change was within the limit. */
  readonly settled?: { readonly by: Actor; readonly at: string; readonly why?: string };
  /** What still stands of a spend that was entered, after all that was taken back of it. */
  readonly stands?: Pence;
  /** The money came back after the scheme's last day, so it is the department's. */
  readonly isDueBack?: true;
};

export type DoneChange = BudgetChange & { readonly settled: NonNullable<BudgetChange["settled"]> };

export const doneChange = (change: BudgetChange, settled: DoneChange["settled"], isSchemeOver: boolean): DoneChange => ({
  ...change,
  state: "done",
  settled,
  ...(change.kind === "spend" && { stands: change.amount }),
  ...(change.kind === "spendBack" && isSchemeOver && { isDueBack: true as const }),
});

/** The most that one person in finance may move alone in a day: nothing, where the scheme names no limit. */
export const changeLimitOf = ({ delegation }: Pick<Scheme, "delegation">): Pence =>
  delegation.find(({ role }) => role === "finance")?.upTo ?? zeroPence;

/** Money that leaves the council, or is said to be back, always takes two people. */
const alwaysTwo: readonly BudgetChangeKind[] = ["spend", "spendBack"];

export const needsSecondSignature = (
  scheme: Pick<Scheme, "delegation">,
  { kind, amount }: Pick<BudgetChange, "kind" | "amount">,
): boolean => alwaysTwo.includes(kind) || amount > changeLimitOf(scheme);

const kindsOf: { readonly [kind in BudgetChangeKind]: readonly EntryKind[] } = {
  allocation: ["allocation"],
  deallocation: ["deallocation"],
  transfer: ["transferOut", "transferIn"],
  freeze: ["freeze"],
  unfreeze: ["unfreeze"],
  grantIncrease: ["grantIncrease"],
  grantDecrease: ["grantDecrease"],
  spend: ["spend"],
  spendBack: ["spendBack"],
};

/** A change's ledger entries, under its own id; `grant` is the ledger of the grant. */
export const entriesOf = (change: BudgetChange, grant: EnvelopeId, at: string, by: Actor): readonly EntryToPut[] =>
  kindsOf[change.kind].map((kind) => {
    const ref = kind === "transferIn" ? change.to : change.budget;
    return {
      ...(ref ? { scheme: change.scheme, ...ref } : grant),
      entryId: change.changeId,
      kind,
      amount: change.amount,
      ...placesOf(kind, change.isDueBack),
      at,
      by: actorOf(by),
      why: change.why,
      change: change.changeId,
      ...(change.administration && { administration: change.administration }),
    };
  });
