import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { shippedDirectory } from "../../shared/domain/directory/shipped-directory.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import type { contracts } from "../../shared/http/contracts.ts";
import { type FunctionSpec, functions } from "../../shared/system.ts";
import { applicationInput, assessor, evidenceExample } from "../examples.ts";
import { typedPages } from "../functions/apply/resident.ts";
import { type Answered, type Bearer, type Fields, fund, type OverHttp, startOverHttp } from "./over-http.ts";

const schemeManager: Principal = { id: "scheme-manager-2", name: "Joan Clarke", roles: ["schemeManager"] };
const partner: Principal = { id: "early-help", name: "Idris Cole", roles: ["partner"], service: "earlyHelp" };

let service: OverHttp;
let written: string[] = [];

beforeAll(async () => {
  service = await startOverHttp();
  await fund(service);
});
afterAll(() => service.host.stop());
beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  for (const method of ["info", "warn", "error", "log"] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
  return () => vi.restoreAllMocks();
});

/** Marks everything hostile that is sent, so that the tests find it wherever it leaks. */
const mark = "Zzmarked";
const html = `"'><script>${mark}</script><img src=x onerror=${mark}>`;

const hostileText = fc.constantFrom(
  html,
  `${mark}\0`,
  `${mark}\ud83d`,
  `\u202e${mark}\u2066 عمر 👩‍👩‍👧`,
  `${mark}\r\nSet-Cookie: stolen=1`,
  mark.repeat(5_000),
  `${"😀".repeat(60)}${mark}`,
  "",
  "-1",
  "1e999",
  "0x10",
  "2023-02-30",
  "__proto__",
  "constructor",
);
const hostileValue = fc.oneof(
  hostileText,
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    [[[mark]]],
    {},
    [null, html],
    JSON.parse('{"__proto__":{"a":1}}'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Checks that hold for every answer. */
const expectInOrder = ({ status, headers, body }: Answered, isApi: boolean) => {
  expect(status).toBeLessThan(500);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toBeTruthy();
  expect(headers.getSetCookie().join()).not.toContain("stolen");
  const type = headers.get("content-type");
  if (status === 303) return;
  if (isApi) {
    expect(type).toBe(status < 400 ? "application/json" : "application/problem+json");
  } else {
    expect(type).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(body).not.toContain(`<script>${mark}`);
    expect(body).not.toContain("<img src=x");
  }
};

const declaredRoutes = Object.values<FunctionSpec>(functions).flatMap(({ routes = {} }) => Object.entries(routes));

const [crf] = shippedSchemes.slice(-1);
const nextCrf = { ...crf, version: 2, about: { ...crf?.about, startsOn: "2028-04-01" } };

const nextDirectory = { ...shippedDirectory, version: 2, startsOn: "2028-04-01" };

/** A body that is in order, for every route of the API that takes one. */
const seen = { version: 1, householdId: "H-0000-0000-0000" };
const inOrder: { readonly [R in keyof typeof contracts as (typeof contracts)[R] extends { request: unknown } ? R : never]: object } = {
  "POST /api/applications": applicationInput,
  "POST /api/cases/{caseId}/awards": {
    seen,
    lines: [{ item: "fuelTopUp", amount: 100_00, delivery: "CASH", reason: "Cold." }],
    referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Help." }],
    signposts: ["debtAdvice"],
    evidence: [evidenceExample[0], { evidence: "income", waived: "tooUrgent" }],
    checks: ["rolloverConfirmed"],
    reason: "Cold.",
  },
  "POST /api/cases/{caseId}/refusals": { seen, because: "noAnswer", referrals: [], signposts: [], reason: "None." },
  "POST /api/messages/{messageId}/tellings": { how: "phone" },
  "POST /api/households/{householdId}/people": {
    seen: { version: 1 },
    how: "joined",
    name: "Kim Other",
    otherNames: ["Kim Before"],
    estimatedAge: 40,
    nino: "AB123456C",
    relationship: "otherAdult",
    on: "2026-11-01",
    reason: "They called.",
  },
  "POST /api/households/{householdId}/people/{personId}/corrections": {
    seen: { version: 1 },
    name: "Kim Other",
    dateOfBirth: "1980-01-01",
    reason: "They called.",
  },
  "POST /api/households/{householdId}/people/{personId}/leavings": {
    seen: { version: 1 },
    why: "moved",
    on: "2026-11-01",
    reason: "They called.",
  },
  "POST /api/households/{householdId}/joined/{partId}/splits": { awards: { "0000-0000-0000-A1": "H-1" }, reason: "None." },
  "POST /api/households/{householdId}/homes": {
    seen: { version: 1 },
    address: { kind: "settled", line1: "1 Every Road", postcode: "CV1 2AB" },
    on: "2026-11-01",
    reason: "They called.",
  },
  "POST /api/matches/{caseId}/{candidateId}/settlements": { as: "left", leftOn: "2026-11-01", who: ["P1"], reason: "None." },
  "POST /api/matches/{caseId}/{candidateId}/reopenings": { reason: "None." },
  "POST /api/cases/{caseId}/questions": { seen, question: "Which?" },
  "POST /api/cases/{caseId}/answers": { seen, answer: "This." },
  "POST /api/cases/{caseId}/conversations": { seen, outcome: "mayBeAwarded" },
  "POST /api/cases/{caseId}/queue-exits": { seen, reason: "None." },
  "POST /api/cases/{caseId}/interests": {},
  "POST /api/cases/{caseId}/lifted-interests": { principalId: "assessor-2", reason: "None." },
  "POST /api/cases/{caseId}/approvals": { seen, reason: "None." },
  "POST /api/cases/{caseId}/declines": { seen, reason: "None." },
  "POST /api/cases/{caseId}/referrals": { seen, service: "earlyHelp", reasons: ["debt"], asks: "Help." },
  "POST /api/cases/{caseId}/agreements": { seen, says: "noLongerAgrees", reason: "None." },
  "POST /api/cases/{caseId}/withdrawals": { seen, referralId: "R", reason: "None." },
  "POST /api/cases/{caseId}/settled-referrals": { seen, referralId: "R", state: "rejected", reason: "None." },
  "POST /api/referrals/{referralId}/interests": {},
  "POST /api/referrals/{referralId}/acceptances": { version: 1 },
  "POST /api/referrals/{referralId}/rejections": { version: 1, reason: "Full." },
  "POST /api/referrals/{referralId}/outcomes": { version: 1, outcome: "Done." },
  "POST /api/schemes/{scheme}/returns": { code: "YEAR_2026_27", from: "2026-04-01", to: "2026-09-30", why: "Corrected." },
  "POST /api/schemes/{scheme}/returns/{returnId}/fields": {
    version: 1,
    fields: [{ table: "NOTES", code: "notes", value: "None." }],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/certificates": { hash: "h", name: "Erin Walsh" },
  "POST /api/schemes/{scheme}/returns/{returnId}/refusals": { why: "Look again." },
  "POST /api/schemes/{scheme}/returns/{returnId}/filings": { reference: "By email." },
  "POST /api/schemes/{scheme}/returns/{returnId}/recounts": {},
  "POST /api/schemes/{scheme}/budget-changes": {
    kind: "transfer",
    amount: 100_00,
    budget: { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" },
    to: { category: "HOUSING_PAYMENT", period: "whole", pot: "urgent" },
    why: "Cold.",
  },
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures": {},
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals": { why: "None." },
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/withdrawals": {},
  "POST /api/schemes/{scheme}/statements": { period: "whole" },
  "POST /api/schemes/{scheme}/statements/{statementId}/approvals": {},
  "POST /api/schemes/{scheme}/statements/{statementId}/refusals": { why: "A mistake." },
  "POST /api/schemes/{scheme}/year-end-plans": { kind: "return", reference: "Their number 7" },
  "POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures": { hash: "0".repeat(64) },
  "POST /api/schemes/{scheme}/year-end-plans/{planId}/withdrawals": {},
  "POST /api/lines/{lineId}/payees": {
    payTo: { way: "bank", name: "Robin", sortCode: "089999", accountNumber: "66374958", rollNumber: "A1" },
    why: "They called.",
  },
  "POST /api/lines/{lineId}/payee-confirmations": {
    payTo: { way: "bank", name: "Robin", sortCode: "089999", accountNumber: "66374958", rollNumber: "A1" },
    why: "They called.",
  },
  "POST /api/lines/{lineId}/confirmations": { version: 1, why: "Their support worker." },
  "POST /api/lines/{lineId}/steps": { action: "cancel", version: 1, why: "None." },
  "POST /api/fulfilment/{fulfiller}/results": { file: "council,reference,state,amount\n" },
  "POST /api/operations/queues/{queue}/retries": {},
  "POST /api/address-lists": { list: "uprn,street,postcode,custodian_code\n1,Split Road,CV1 2AB,4610" },
  "POST /api/sessions/{sessionId}/endings": {},
  "POST /api/to-do-messages": { often: "daily", email: "dev.shah@council.example" },
  "POST /api/payment-batches": { lineIds: ["line"] },
  "POST /api/payment-batches/{batchId}/new-days": { version: 1, why: "The bank never had it." },
  "POST /api/payment-batches/{batchId}/releases": {
    version: 1,
    confirmed: [{ paymentId: "ABCDEF-0001", why: "Their carer." }],
    leftOut: ["ABCDEF-0002"],
  },
  "POST /api/payment-batches/{batchId}/results": { file: "council,batch,payment,amount,result,reason\n" },
  "POST /api/runs": {
    title: "Winter list",
    item: "fuelTopUp",
    delivery: "CASH",
    amount: 49_00,
    evidence: evidenceExample,
    reason: "On the list.",
    list: "reference,name,date_of_birth,address_line_1,postcode\nR1,Robin Example,1984-03-09,12 Sample Street,CV1 2AB",
  },
  "POST /api/runs/{runId}/approvals": { version: 1 },
  "POST /api/runs/{runId}/cancellations": { version: 1 },
  "POST /api/runs/{runId}/resumptions": {},
  "POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks": { workbook: "UEsDBA==" },
  "POST /api/exports": { list: "entries", format: "csv", scheme: "CRF", category: "CRISIS_PAYMENT", from: "2026-04-01", to: "2026-11-30" },
  "POST /api/registers": {
    kind: "councilTax",
    origin: "Council tax, Coventry",
    lawfulBasis: "publicTask",
    agreement: "The agreement of October.",
    dated: "2026-10-01",
    usedUntil: "2027-03-31",
    list: "account_reference,surname,forename,address_1,postcode\nA1,Example,Robin,12 Sample Street,CV1 2AB",
  },
  "POST /api/registers/{registerId}/files": { version: 1, list: "account_reference,surname,address_1,postcode\nA1,Lee,1 Way,CV1 2AB" },
  "POST /api/registers/{registerId}/loadings": { version: 1 },
  "POST /api/registers/{registerId}/endings": { version: 1, reason: "None." },
  "POST /api/service-drafts": { document: nextDirectory },
  "POST /api/service-drafts/{draftId}/documents": { version: 1, document: nextDirectory },
  "POST /api/service-drafts/{draftId}/publications": { version: 1 },
  "POST /api/scheme-drafts": { document: nextCrf },
  "POST /api/scheme-drafts/{draftId}/documents": { version: 1, document: nextCrf },
  "POST /api/scheme-drafts/{draftId}/trials": {},
  "POST /api/scheme-drafts/{draftId}/publications": { version: 1 },
};
type BodyRoute = keyof typeof inOrder;
const bodyRoutes = Object.keys(inOrder) as BodyRoute[];
const bearerFor = (route: string): Bearer => {
  if (route.includes(" /api/referrals")) return "early-help";
  if (/ \/api\/(scheme|service)-drafts/.test(route)) return "scheme-manager";
  if (route.includes(" /api/registers")) return "scheme-manager";
  if (route.includes(" /api/operations")) return "operator";
  if (route.includes(" /api/schemes")) return /\/(certificates|refusals)$/.test(route) ? "s151" : "finance";
  if (/\/(approvals|declines|lifted-interests)$/.test(route)) return "approver";
  if (/ \/api\/(payment-batches|fulfilment|exports)/.test(route)) return "finance";
  return "assessor-1";
};

type Json = { [member: string]: unknown };
const placesIn = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  value !== null && typeof value === "object"
    ? Object.entries(value).flatMap(([member, inner]) => [[...path, member], ...placesIn(inner, [...path, member])])
    : [];

/** The body with one place replaced or taken out, or with an undeclared field. */
const bent = (body: object, { at, how, value }: { at: number; how: "replace" | "remove" | "join"; value: unknown }): object => {
  const copy = structuredClone(body) as Json;
  const places = placesIn(copy);
  const place = places[at % places.length] ?? [];
  const parent = place.slice(0, -1).reduce<unknown>((inner, member) => (inner as Json)[member], copy) as Json;
  const last = String(place.at(-1));
  if (how === "remove") delete parent[last];
  else parent[how === "replace" ? last : `${last}-more`] = value;
  return copy;
};

/** A draft that somebody else started, so that the tests' person may publish it. */
const newDraft = async (): Promise<string> => {
  const started = await service.api("scheme-manager", "POST /api/scheme-drafts", { document: nextCrf });
  return started.json<{ draftId: string }>().draftId;
};

const newServiceDraft = async (): Promise<string> => {
  const started = await service.api("scheme-manager", "POST /api/service-drafts", { document: nextDirectory });
  return started.json<{ draftId: string }>().draftId;
};

test("the API takes any body or refuses it in words, and no log line repeats it", async () => {
  const waiting = await service.newCase();
  const [draftId, serviceDraftId] = [await newDraft(), await newServiceDraft()];
  const bend = fc.record({
    at: fc.nat(),
    how: fc.constantFrom("replace" as const, "remove" as const, "join" as const),
    value: hostileValue,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...bodyRoutes), fc.array(bend, { minLength: 1, maxLength: 3 }), async (route, bends) => {
      const real = { ...inOrder[route], ...("seen" in inOrder[route] && { seen: waiting.seen }) };
      const path = route
        .replace("{caseId}", waiting.caseId)
        .replace("{referralId}", `${waiting.caseId}-R1.1`)
        .replace("{lineId}", `${waiting.caseId}-A1.1`)
        .replace("{fulfiller}", "codes")
        .replace("{batchId}", "ABCDEF")
        .replace("{scheme}", "CRF")
        .replace("{changeId}", waiting.caseId)
        .replace("{registerId}", `2027-03-31-${waiting.caseId}`)
        .replace("{draftId}", route.includes("service-drafts") ? serviceDraftId : draftId) as `POST /${string}`;
      expectInOrder(await service.api(bearerFor(route), path, bends.reduce(bent, real)), true);
    }),
    { numRuns: 300 },
  );
  expect(written.join("\n")).not.toContain(mark);
});

test("every form takes any text or refuses it in words, shows it only escaped, and no log line repeats it", async () => {
  const waiting = await service.newCase();
  const [forResident, forAssessor, forPartner, forManager] = [
    await service.resident(),
    await service.browser(assessor),
    await service.browser(partner),
    await service.browser(schemeManager),
  ];
  const [draft, serviceDraft] = [`/scheme-drafts/${await newDraft()}`, `/service-drafts/${await newServiceDraft()}`];
  const caseFields = [
    ...["decisionId", "item-1", "amount-1", "delivery-1", "reason-1", "services", "asks-earlyHelp", "reasons-earlyHelp"],
    ...["evidence", "checks"],
  ];
  const stepFields = [
    "signposts",
    "reason",
    "because",
    "question",
    "answer",
    "service",
    "reasons",
    "asks",
    "referralId",
    "outcome",
    "stepId",
  ];
  const forms = [
    ...typedPages.map(([page, typed]) => ({ browser: forResident, path: `/apply/${page}`, fields: Object.keys(typed) })),
    ...["award", "refuse", "ask", "answer", "refer", "withdraw"].map((step) => ({
      browser: forAssessor,
      path: `/cases/${waiting.caseId}/${step}`,
      fields: [...caseFields, ...stepFields],
    })),
    ...["award", "refuse"].map((step) => ({
      browser: forAssessor,
      path: `/cases/${waiting.caseId}/${step}`,
      fields: ["evidence", "checks", "because"],
    })),
    { browser: forManager, path: "/schemes/CRF/drafts", fields: ["code", "name", "startsOn"] },
    ...(await Promise.all(
      [
        ...["about", "items", "rules", "ownRules", "evidence", "onwardHelp"].map((section) => `${draft}/${section}`),
        ...["first-day", "referral-reasons", "new-service", "earlyHelp"].map((part) => `${serviceDraft}/parts/${part}`),
      ].map(async (path) => {
        const { body } = await forManager.get(path);
        const fields = [...new Set([...body.matchAll(/ name="([^"]+)"/g)].map(([, name = ""]) => name))];
        return { browser: forManager, path, fields: fields.filter((name) => name !== "formToken") };
      }),
    )),
    ...["accept", "reject", "outcome"].map((step) => ({
      browser: forPartner,
      path: `/referrals/${waiting.caseId}-R1.1/${step}`,
      fields: stepFields,
    })),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forms),
      fc.array(hostileText, { minLength: 1, maxLength: 20 }),
      async ({ browser, path, fields }, texts) => {
        const typed = Object.fromEntries(fields.map((field, index) => [field, texts[index % texts.length] ?? ""]));
        const whereItIs = { version: String(waiting.seen.version), householdId: waiting.seen.householdId };
        expectInOrder(await browser.post(path, { ...whereItIs, ...typed }), false);
        if (path.startsWith("/apply/")) expectInOrder(await browser.get(path), false);
      },
    ),
    { numRuns: 120 },
  );
  expectInOrder(await forResident.get("/apply/people"), false);
  expectInOrder(await forAssessor.get(`/cases/${waiting.caseId}`), false);
  expectInOrder(await forAssessor.get("/cases"), false);
  expect(written.join("\n")).not.toContain(mark);
});

/** Without a form to show again, the address of a form leads to its page, and that page finds nothing. */
const reads = Object.values<FunctionSpec>(functions).flatMap(({ reads: own = {} }) => Object.keys(own));
const isFormsAddress = (route: string) => route.startsWith("GET ") && !reads.includes(route);

test("an unknown id of any shape is not found on any route", async () => {
  const forAssessor = await service.browser({ ...assessor, roles: ["assessor", "approver", "finance", "s151", "schemeManager"] });
  const forPartner = await service.browser(partner);
  const ids = [
    "A".repeat(3_000),
    "%00",
    "..%2F..%2Fetc",
    "__proto__",
    "%E2%80%AE",
    "ZZZZ-ZZZZ-ZZZZ",
    "ZZZZ-ZZZZ-ZZZZ-A1",
    "ZZZZ-ZZZZ-ZZZZ-R1.1",
  ];
  const forms: Fields = {
    ...{ version: "1", householdId: seen.householdId, because: "noAnswer", reason: "r", question: "q", answer: "a" },
    ...{
      service: "earlyHelp",
      reasons: "debt",
      asks: "a",
      referralId: "r",
      outcome: "o",
      "item-1": "fuelTopUp",
      "amount-1": "1",
      "delivery-1": "CASH",
    },
  };
  // Discarding a draft that does not exist leaves nothing behind either.
  const finding = declaredRoutes.filter(([declared]) => !declared.endsWith("/discard") && !isFormsAddress(declared));
  for (const [route] of finding.filter(([declared]) => /\{(caseId|awardId|referralId|scheme|draftId)\}/.test(declared))) {
    const [method, template = ""] = route.split(" ");
    const bodies = new Set<string>();
    for (const id of ids) {
      const path = template.replace(/\{\w+\}/, id);
      const isApi = path.startsWith("/api/");
      const browser = path.startsWith("/referrals") ? forPartner : forAssessor;
      const answered = isApi
        ? await service.api(
            bearerFor(route),
            `${method as "POST"} ${path as `/${string}`}`,
            method === "POST" ? inOrder[route as BodyRoute] : undefined,
          )
        : await (method === "POST" ? browser.post(path, forms) : browser.get(path));
      expect([route, id.slice(0, 20), answered.status]).toEqual([route, id.slice(0, 20), 404]);
      expectInOrder(answered, isApi);
      bodies.add(answered.body);
    }
    expect([route, bodies.size]).toEqual([route, 1]);
  }
});

test("an unreadable body is refused with the reason", async () => {
  const send = async (body: NonNullable<RequestInit["body"]>, type: string, more: object = {}) => {
    const headers = { ...service.headersOf("assessor-1"), "content-type": type };
    return (await service.fetchFrom("/api/applications", { method: "POST", body, headers, ...more })).problem;
  };
  const chunked = new ReadableStream({
    start: (stream) => {
      for (let sent = 0; sent < 100; sent += 1) stream.enqueue(new Uint8Array(100_000).fill(97));
      stream.close();
    },
  });
  expect(await send("a".repeat(10_000_000), "application/json")).toBe("too-large");
  expect(await send(chunked, "application/json", { duplex: "half" })).toBe("too-large");
  expect(await send("{}", "text/plain")).toBe("unsupported-content-type");
  expect(await send("a=b", "application/x-www-form-urlencoded")).toBe("unsupported-content-type");
  expect(await send("{", "application/json")).toBe("malformed-request");
  expect(await send("[".repeat(100_000) + "]".repeat(100_000), "application/json")).toBe("malformed-request");
});

test("an unreadable form is refused, and a field repeated ten thousand times is read once", async () => {
  const browser = await service.resident();
  const send = async (body: NonNullable<RequestInit["body"]>, type = "application/x-www-form-urlencoded") =>
    (await service.fetchFrom("/apply/needs", { method: "POST", body, headers: { "content-type": type } })).status;
  expect(await send("a".repeat(10_000_000))).toBe(413);
  expect(await send("{}", "application/json")).toBe(415);
  expect(await send("--x--", "multipart/form-data; boundary=x")).toBe(415);
  for (const body of ["a=%", "%E0%A4%A=1", "=&&=", "needs[]=food"]) expect(await send(body)).toBe(303);
  expectInOrder(await browser.post("/apply/needs", { needs: Array.from({ length: 10_000 }, () => "food") }), false);
});

test("a cursor that no slice gave opens nothing and breaks nothing", async () => {
  const forge = (keys: object) => Buffer.from(JSON.stringify(keys)).toString("base64url");
  const cursors = [
    "",
    "x",
    "e30",
    "A".repeat(3_000),
    "__proto__.x",
    forge({ pk: { S: "DRAFT#x" }, sk: { S: "award#\0" }, listSk: { S: "1#" } }),
    forge({ pk: { S: "世".repeat(250) }, sk: { S: "世".repeat(250) }, listSk: { S: "世".repeat(250) } }),
    forge({ pk: { N: "1" }, sk: { S: "" }, listSk: { M: {} } }),
  ];
  for (const cursor of [...cursors, ...cursors.map((one) => `CRISIS_PAYMENT.${one}`)]) {
    const query = `cursor=${encodeURIComponent(cursor)}`;
    const answers = [
      await service.api("assessor-1", `GET /api/cases?${query}`),
      await service.api("early-help", `GET /api/referrals?${query}`),
      await service.api("finance", `GET /api/schemes/CRF/entries?show=households&${query}`),
    ];
    for (const answered of answers) expectInOrder(answered, true);
  }
});

test("a token that the provider did not sign lets nobody in, whatever it claims", async () => {
  const [, payload = "", signature = ""] = service.headersOf("assessor-1").authorization.split(".");
  for (const alg of ["none", "HS256", "ES256", "RS256", "dir", ""]) {
    for (const more of [{}, { kid: "another" }, { crit: ["b64"], b64: false }, { jwk: { kty: "oct", k: "AA" } }]) {
      const header = Buffer.from(JSON.stringify({ alg, ...more })).toString("base64url");
      for (const token of [`${header}.${payload}.`, `${header}.${payload}.${signature}`, `${header}.${payload}`, "..."]) {
        const answered = await service.fetchFrom("/api/cases", { headers: { authorization: `Bearer ${token}` } });
        expect([alg, answered.problem]).toEqual([alg, "unauthenticated"]);
      }
    }
  }
});

test("an address that cannot be read gets a page, or a problem, with the headers of every other", async () => {
  const [aPage, aProblem] = [await service.fetchFrom("/cases/%E0%A4%A", {}), await service.fetchFrom("/api/cases/%E0%A4%A", {})];
  expect([aPage.status, aProblem.problem]).toEqual([400, "malformed-request"]);
  expectInOrder(aPage, false);
  expectInOrder(aProblem, true);
});

test("a service named twice is an error at the second place", async () => {
  const { caseId, seen: asSeen } = await service.newCase();
  const twice = {
    ...inOrder["POST /api/cases/{caseId}/awards"],
    seen: asSeen,
    referrals: ["One.", "Two."].map((asks) => ({ service: "earlyHelp", reasons: ["debt"], asks })),
  };
  const answered = await service.api("assessor-1", `POST /api/cases/${caseId}/awards`, twice);
  expect(answered.json()).toMatchObject({ errors: [{ pointer: "/referrals/1/service", detail: "Refer to each service once" }] });
});
