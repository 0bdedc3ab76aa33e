import { type FunctionName, type FunctionSpec, functions } from "../../../shared/system.ts";
import { awardRequestFor } from "../../examples.ts";

/** Every route by which somebody takes a step in a case or with a line of its award. */
export const steps = Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
  Object.keys(routes)
    .filter((route) => /^POST .*\{(caseId|lineId|awardId)\}/.test(route) && !/(declare-interest|\/interests)$/.test(route))
    .map((route) => ({ name: name as FunctionName, route })),
);

const seen = { version: 2, householdId: "H-1" };
const typed = { version: "2", householdId: "H-1", decisionId: "one", reason: "A reason." };
const awarding = awardRequestFor({ ...seen } as Parameters<typeof awardRequestFor>[0]);

/** A valid body for each step. Add one for each new step of a case or a line. */
const payTo = { way: "bank", name: "R Example", sortCode: "089999", accountNumber: "66374958" };

const born = { "dateOfBirth-day": "1", "dateOfBirth-month": "11", "dateOfBirth-year": "2026" };

const bodies: Readonly<Record<string, object>> = {
  "POST /cases/{caseId}/refuse": { ...typed, because: "withdrawn" },
  "POST /cases/{caseId}/ask": { ...typed, question: "Which?" },
  "POST /cases/{caseId}/answer": { ...typed, answer: "This." },
  "POST /cases/{caseId}/conversation": { ...typed, outcome: "mayBeAwarded" },
  "POST /cases/{caseId}/stop-waiting": typed,
  "POST /cases/{caseId}/lift-interest": { ...typed, principalId: "everything" },
  "POST /cases/{caseId}/award": { ...typed, "item-1": "fuelTopUp", "amount-1": "100", "delivery-1": "CASH" },
  "POST /cases/{caseId}/award/check": { ...typed, pressed: "check", "item-1": "fuelTopUp", "amount-1": "100", "delivery-1": "CASH" },
  "POST /cases/{caseId}/approve": typed,
  "POST /cases/{caseId}/decline": typed,
  "POST /cases/{caseId}/refer": { ...typed, service: "earlyHelp", reasons: ["debt"], asks: "Look." },
  "POST /cases/{caseId}/settle-referral": { ...typed, referralId: "R", state: "rejected" },
  "POST /cases/{caseId}/agreement": { ...typed, says: "noLongerAgrees" },
  "POST /cases/{caseId}/withdraw": { ...typed, referralId: "R" },
  "POST /to-tell/{messageId}/told": { how: "phone" },
  "POST /households/{householdId}/people": { version: "1", how: "born", name: "Noor", ...born, relationship: "child", reason: "A reason." },
  "POST /households/{householdId}/people/{personId}/correct": { version: "1", name: "Noor", ...born, reason: "A reason." },
  "POST /households/{householdId}/people/{personId}/leave": { version: "1", why: "mistake", reason: "A reason." },
  "POST /households/{householdId}/joined/{partId}/split": { reason: "A reason." },
  "POST /households/{householdId}/homes": {
    version: "1",
    kind: "none",
    staying: "With friends",
    "on-day": "1",
    "on-month": "11",
    "on-year": "2026",
    reason: "A reason.",
  },
  "POST /matches/{caseId}/{candidateId}/settle": { as: "different", reason: "A reason." },
  "POST /matches/{caseId}/{candidateId}/reopen": { reason: "A reason." },
  "POST /lines/{lineId}/steps": { version: "0", action: "cancel", why: "A reason.", stepId: "one", key: "one" },
  "POST /lines/{lineId}/payee": {
    version: "0",
    way: "bank",
    name: "R Example",
    sortCode: "08-99-99",
    accountNumber: "66374958",
    why: "They called.",
    key: "one",
  },
  "POST /lines/{lineId}/payee/confirm": {
    version: "0",
    way: "bank",
    name: "R Example",
    sortCode: "08-99-99",
    accountNumber: "66374958",
    why: "They called.",
    key: "one",
  },
  "POST /lines/{lineId}/confirm": { version: "0", why: "Their support worker.", key: "one" },
  "POST /api/cases/{caseId}/refusals": { seen, because: "withdrawn", referrals: [], signposts: [], reason: "A reason." },
  "POST /api/cases/{caseId}/questions": { seen, question: "Which?" },
  "POST /api/cases/{caseId}/answers": { seen, answer: "This." },
  "POST /api/cases/{caseId}/conversations": { seen, outcome: "mayBeAwarded" },
  "POST /api/cases/{caseId}/queue-exits": { seen, reason: "A reason." },
  "POST /api/cases/{caseId}/lifted-interests": { principalId: "everything", reason: "A reason." },
  "POST /api/cases/{caseId}/awards": awarding,
  "POST /api/cases/{caseId}/approvals": { seen },
  "POST /api/cases/{caseId}/declines": { seen, reason: "A reason." },
  "POST /api/cases/{caseId}/referrals": { seen, service: "earlyHelp", reasons: ["debt"], asks: "Look." },
  "POST /api/cases/{caseId}/settled-referrals": { seen, referralId: "R", state: "rejected", reason: "A reason." },
  "POST /api/cases/{caseId}/agreements": { seen, says: "noLongerAgrees", reason: "A reason." },
  "POST /api/cases/{caseId}/withdrawals": { seen, referralId: "R", reason: "A reason." },
  "POST /api/messages/{messageId}/tellings": { how: "phone" },
  "POST /api/households/{householdId}/people": {
    seen: { version: 1 },
    how: "born",
    name: "Noor",
    dateOfBirth: "2026-11-01",
    relationship: "child",
    reason: "A reason.",
  },
  "POST /api/households/{householdId}/people/{personId}/corrections": { seen: { version: 1 }, name: "Noor", reason: "A reason." },
  "POST /api/households/{householdId}/people/{personId}/leavings": { seen: { version: 1 }, why: "mistake", reason: "A reason." },
  "POST /api/households/{householdId}/joined/{partId}/splits": { awards: {}, reason: "A reason." },
  "POST /api/households/{householdId}/homes": {
    seen: { version: 1 },
    address: { kind: "none", staying: "With friends" },
    on: "2026-11-01",
    reason: "A reason.",
  },
  "POST /api/matches/{caseId}/{candidateId}/settlements": { as: "different", reason: "A reason." },
  "POST /api/matches/{caseId}/{candidateId}/reopenings": { reason: "A reason." },
  "POST /api/lines/{lineId}/steps": { version: 0, action: "cancel", why: "A reason." },
  "POST /api/lines/{lineId}/confirmations": { version: 0, why: "Their support worker." },
  "POST /api/lines/{lineId}/payees": { payTo, why: "They called." },
  "POST /api/lines/{lineId}/payee-confirmations": { payTo, why: "They called." },
};

/** The body of a step, for a case of this household. */
export const bodyInOrder = (route: string, householdId: string): Readonly<Record<string, string>> => {
  const body = bodies[route];
  if (!body) throw new Error(`Add a valid body for ${route}, so that a test can see it refused.`);
  return JSON.parse(JSON.stringify(body).replaceAll('"H-1"', JSON.stringify(householdId)));
};
