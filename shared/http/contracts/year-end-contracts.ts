import * as z from "zod/mini";
import { sayAlso, says } from "../../domain/says.ts";
import { lineText } from "../../domain/text.ts";
import {
  type PlanKind,
  type PlanOutcome,
  planDeedNames,
  planKinds,
  planOutcomes,
  planStates,
} from "../../domain/year-end/year-end-plan.ts";
import { actor, type ContractsOf, list } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

const referenceMissing = "Enter the department’s reference";
const referenceNotAsked = "Leave the reference out: no money goes back to the department yet";

const namesOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]];

export const planRequestSchema = sayAlso(
  z
    .strictObject({
      kind: says(
        z.enum(namesOf<PlanKind>(planKinds), { error: "Select what the plan is for" }),
        "`close` lists everything that the scheme leaves open; `return` lists the money that goes back to the department.",
      ),
      reference: z.optional(says(lineText("the department’s reference", 100), "The department’s own reference of a return.")),
    })
    .check(({ value, issues }) => {
      const isReturn = value.kind === "return";
      if (isReturn === (value.reference !== undefined)) return;
      issues.push({
        code: "custom",
        message: isReturn ? referenceMissing : referenceNotAsked,
        input: value.reference,
        path: ["reference"],
      });
    }),
  {
    oneOf: [
      { properties: { kind: { const: "close" }, reference: false } },
      { properties: { kind: { const: "return" } }, required: ["reference"] },
    ],
  },
);
export type PlanRequest = z.infer<typeof planRequestSchema>;

export const signatureSchema = z.strictObject({
  hash: says(
    z.string({ error: "Send the plan’s hash" }).check(z.regex(/^[0-9a-f]{64}$/, "Send the plan’s hash, as its page or the API shows it")),
    "The hash of the plan as it was seen. Another plan is not signed.",
  ),
});

const counts = () =>
  z.strictObject(
    Object.fromEntries(namesOf<PlanOutcome>(planOutcomes).map((name) => [name, z.optional(whole(`How many: ${planOutcomes[name]}.`))])),
  );

const plan = () =>
  sayAlso(
    z.strictObject({
      planId: text("The plan’s id."),
      scheme: text("The scheme’s code."),
      kind: says(z.enum(namesOf(planKinds)), "What the plan is for."),
      state: says(z.enum(namesOf(planStates)), "Where it stands."),
      preparedBy: says(actor, "Who prepared it."),
      preparedAt: instant("When it was prepared."),
      reference: z.optional(text("The department’s reference of a return.")),
      hash: z.optional(text("SHA-256 of all its items, once they are listed. Whoever signs sends it.")),
      parts: z.optional(whole("In how many parts its items are.")),
      deeds: says(
        z.array(
          z.strictObject({
            deed: says(z.enum(planDeedNames as [string, ...string[]]), "What is done to these items."),
            does: text("The same in words."),
            items: whole("How many items."),
            amount: money("What they come to, in pence."),
            outcomes: z.optional(says(counts(), "What became of them in the real run.")),
          }),
        ),
        "Everything in the plan, by what is done to it.",
      ),
      signedBy: z.optional(says(actor, "Who signed it.")),
      signedAt: z.optional(instant("When it was signed.")),
      doneAt: z.optional(instant("When everything was done.")),
      thrownAwayBy: z.optional(says(actor, "Who threw it away.")),
      thrownAwayAt: z.optional(instant("When it was thrown away.")),
    }),
    { title: "YearEndPlan" },
  );

const planItem = () =>
  z.strictObject({
    deed: says(z.enum(planDeedNames as [string, ...string[]]), "What is done to it."),
    of: text("The id of the case, award, line, run or batch; for money, the part of the budget."),
    seen: text("The state in which it was listed."),
    amount: z.optional(money("What it comes to, in pence.")),
    what: z.optional(text("The item of a line, in words.")),
    until: z.optional(day("The last day of a code.")),
    outcome: z.optional(says(z.enum(namesOf(planOutcomes)), "What became of it in the real run.")),
  });

/** The API of a scheme's end. */
export const yearEndContracts = {
  "GET /api/schemes/{scheme}/year-end-plans": {
    name: "listYearEndPlans",
    does: "Every plan of a scheme's end, the newest first. Pence.",
    reply: z.lazy(() => list(plan())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/year-end-plans/{planId}": {
    name: "getYearEndPlan",
    does: "One plan of a scheme's end, with how far it is.",
    reply: z.lazy(plan),
    status: 200,
  },
  "GET /api/schemes/{scheme}/year-end-plans/{planId}/items": {
    name: "listYearEndItems",
    does: "A plan's items in the order in which they are done, with what became of each.",
    query: ["cursor"],
    reply: z.lazy(() => list(planItem())),
    status: 200,
  },
  "POST /api/schemes/{scheme}/year-end-plans": {
    request: planRequestSchema,
    reply: z.lazy(plan),
    status: 202,
    refuses: ["idempotency-key-reused", "year-end-plan-open"],
  },
  "POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures": {
    request: signatureSchema,
    reply: z.lazy(plan),
    status: 202,
    refuses: ["second-person-needed", "year-end-plan-settled", "year-end-not-possible"],
  },
  "POST /api/schemes/{scheme}/year-end-plans/{planId}/withdrawals": {
    request: z.strictObject({}),
    reply: z.lazy(plan),
    status: 201,
    refuses: ["year-end-plan-settled"],
  },
} as const satisfies ContractsOf<"yearEnd">;
