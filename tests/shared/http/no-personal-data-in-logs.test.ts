import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createRefer } from "../../../functions/refer/refer.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import type { FunctionName } from "../../../shared/system.ts";
import { aDayInCrf, allocateExample, applicationInput, assessor } from "../../examples.ts";
import { origin, type Sent, type SignedIn, send, signIn } from "../../http.ts";
import { deliverTo, insertsIn } from "../../stream.ts";
import { startEveryFunction } from "./every-function.ts";

const mark = "Zzyzx";
const marks = new RegExp(`${mark}|900111|CV1 4ZZ|1984-03-19`, "i");

const marked = {
  ...applicationInput,
  people: [{ name: `Robin ${mark}`, dateOfBirth: "1984-03-19", relationship: "self" as const }],
  address: { kind: "settled" as const, line1: `${mark} House`, town: mark, postcode: "CV1 4ZZ" },
  circumstances: { trigger: "suddenExpense" as const, story: `${mark} broke.`, without: ["food" as const] },
  wants: { needs: ["food" as const], details: mark },
  contact: { ways: ["text" as const, "email" as const], phone: "07700 900111", email: `${mark}@example.com` },
};

let service: Awaited<ReturnType<typeof startEveryFunction>>;
let written: string[];
let asha: SignedIn;
let idris: SignedIn;

beforeAll(async () => {
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "DEBUG");
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
  }
  service = await startEveryFunction();
  await allocateExample(service.table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const helper = { id: "early-help", name: "Idris Cole", roles: ["partner" as const], service: "earlyHelp" as const };
  const bearer = (groups: string[], sub: string) => service.issuer.token({ sub, "cognito:groups": groups });
  asha = { ...(await signIn(service.table, assessor)), bearer: await bearer(["assessor"], assessor.id) };
  idris = { ...(await signIn(service.table, helper)), bearer: await bearer(["partner:earlyHelp"], helper.id) };
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await service.stop();
});

const ask = (name: FunctionName, route: string, sent: Sent) => send(service.handlers[name], route, sent);
const key = { "idempotency-key": "key-00000001" };

test("a whole case's journey, its mistakes and its failures included, leaves no personal data in a log", async () => {
  const applied = await ask("apply", "POST /api/applications", { as: asha, json: marked, headers: key });
  const { caseId } = applied.json<{ caseId: string }>();
  const path = { caseId };
  const head = await dynamoCases(service.table).find(caseId);
  const seen = { version: 1, householdId: head?.householdId ?? "" };
  const formSeen = { version: "1", householdId: seen.householdId };
  const referred = { seen, service: "earlyHelp", reasons: ["debt"], asks: `${mark} needs help.` };

  const answers = [
    applied,
    await ask("apply", "POST /api/applications", { as: asha, json: { ...marked, surprise: mark }, headers: key }),
    await ask("apply", "POST /apply/{page}", { path: { page: "about-you" }, form: { name: mark, "dateOfBirth-day": "31" } }),
    await ask("apply", "GET /apply/{page}", { path: { page: mark } }),
    await ask("assess", "GET /cases/{caseId}", { as: asha, path }),
    await ask("assess", "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...formSeen, because: mark, reason: mark } }),
    await ask("award", "POST /cases/{caseId}/award", { as: asha, path, form: { ...formSeen, reason: mark } }),
    await ask("refer", "POST /api/cases/{caseId}/referrals", { as: asha, path, json: referred, headers: key }),
    await ask("refer", "POST /cases/{caseId}/refer", { as: asha, path, form: { ...formSeen, asks: mark } }),
  ];
  const failed = [
    ...(await deliverTo(service.handlers.deliverReferrals as never, await insertsIn(service.table, "REFERRAL#"))),
    ...(await deliverTo(service.handlers.sendMessages as never, await insertsIn(service.table, "MESSAGE#"))),
  ];
  const referralId = `${caseId}-R1.1`;
  answers.push(
    await ask("refer", "GET /referrals/{referralId}", { as: idris, path: { referralId } }),
    await ask("refer", "POST /referrals/{referralId}/reject", { as: idris, path: { referralId }, form: { version: "1", reason: mark } }),
    await ask("site", "$default", { path: { page: mark } }),
  );

  expect(answers.map(({ status }) => status)).toEqual([201, 422, 303, 404, 200, 400, 400, 201, 400, 200, 303, 404]);
  // The message could not be sent: nothing listens where the message service would be.
  expect(failed).toEqual(["1"]);
  const lines = written.join("\n");
  expect(lines.match(/"message":"answered"/g)).toHaveLength(answers.length);
  expect(lines).toContain('"code":"messageNotSent"');
  expect(lines).not.toMatch(marks);
});

test("an error of the store that quotes what was typed is logged without its words", async () => {
  const quoting: Table = {
    name: service.table.name,
    client: { send: () => Promise.reject(new TypeError(`Unsupported value: "Robin ${mark}"`)) } as never,
  };
  const refer = createRefer({
    origin,
    sessions: dynamoSessions(service.table),
    tokens: { verify: async () => undefined },
    cases: dynamoCases(quoting),
    money: dynamoMoney(quoting),
    schemes: dynamoSchemes(quoting),
    referrals: dynamoReferrals(quoting),
  });
  written.length = 0;

  const { status, body } = await send(refer, "GET /referrals/{referralId}", {
    as: idris,
    path: { referralId: "ABCD-EFGH-JKMN-R1.1" },
    now: aDayInCrf,
  });

  const lines = written.join("\n");
  expect(status).toBe(500);
  expect(lines).toContain('"name":"TypeError"');
  expect(lines).toContain("referrals.ts");
  expect(`${lines}${body}`).not.toMatch(marks);
});
