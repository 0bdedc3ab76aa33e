import { setTimeout as pause } from "node:timers/promises";
import { type Host, startHost } from "../../../infra/local/host.ts";
import { evidenceExample } from "../../examples.ts";
import { typedPages } from "../../functions/apply/resident.ts";
import { serviceOn } from "../../journeys/service.ts";
import { everythingIn } from "../../setup/table.ts";
import { callsTo } from "../../shared/http/callers.ts";
import { everybodyAt } from "../../shared/http/people.ts";
import { type Reading, startMeter } from "./meter.ts";

export type Step = { readonly name: string; readonly reading: Reading };

export type Measured = {
  readonly applications: number;
  readonly steps: readonly Step[];
  /** One night's work on all of them. */
  readonly night: Reading;
  /** Messages sent through Notify, and how many of them are texts. */
  readonly messages: number;
  readonly texts: number;
  /** Requests of the busiest route. */
  readonly busiestRoute: number;
};

const longestWaitMs = 120_000;

type Stored = Readonly<Record<string, unknown>>;

/** Whether the queues have delivered everything. */
const isBrought = ({ itemKind, state, deliveredAt, fulfiller }: Stored): boolean => {
  if (itemKind === "message") return state === "sent";
  if (itemKind === "referral") return deliveredAt !== undefined || state === "withdrawn";
  return itemKind !== "line" || fulfiller !== undefined;
};

/** The examples' answers, but this applicant says at once how to be paid. */
const account = { name: "Robin Example", sortCode: "08-99-99", accountNumber: "66374958" };
const pages = typedPages.flatMap((page) =>
  page[0] === "how-to-pay"
    ? ([
        ["how-to-pay", { way: "bank" }],
        ["bank-account", account],
      ] as const)
    : [page],
);

/** The form's pages, filled in by a person with a new name. */
const fillIn = async (origin: string, name: string): Promise<void> => {
  const first = await fetch(`${origin}/apply/for-whom`);
  let cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const formToken = /name="formToken" value="([^"]+)"/.exec(await first.text())?.[1] ?? "";
  const post = async (page: string, typed: Readonly<Record<string, string | readonly string[]>>) => {
    const fields = Object.entries({ ...typed, ...(page === "about-you" && { name }) });
    const pairs = fields.flatMap(([field, value]) => [value].flat().map((one): [string, string] => [field, one as string]));
    const body = new URLSearchParams([["formToken", formToken], ...pairs]);
    const answered = await fetch(`${origin}/apply/${page}`, { method: "POST", redirect: "manual", headers: { cookie }, body });
    if (answered.status !== 303) throw new Error(`The page ${page} was answered with ${answered.status}.`);
    cookie = answered.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    await answered.text();
    const next = answered.headers.get("location");
    if (next) await (await fetch(`${origin}${next}`, { headers: { cookie } })).text();
  };
  for (const [page, typed] of pages) await post(page, typed);
  await post("check", {});
};

const lines = [
  { item: "fuelTopUp", amount: 49_00, delivery: "CASH", reason: "Cold." },
  { item: "bed", amount: 120_00, delivery: "TANGIBLE", reason: "None." },
];
/**
 * Takes applications the whole way on the real engine, by the pages and calls that people use. Reads the meter after each
 * step, for the functions that answered and the functions that queues called.
 */
export const measureApplications = async (applications: number): Promise<Measured> => {
  const meter = startMeter();
  const host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }), load: meter.load });
  try {
    return await walk(host, meter, applications);
  } finally {
    await host.stop();
    meter.stop();
  }
};

const walk = async (host: Host, meter: ReturnType<typeof startMeter>, applications: number): Promise<Measured> => {
  const call = callsTo(host.origin);
  const people = await everybodyAt(serviceOn(host));
  const table = { client: host.client, name: host.tableName };
  const ask = async (as: keyof typeof people, route: string, path: Record<string, string> = {}, json?: object) => {
    const answered = await call(people[as], route, { path, ...(json && { json }) });
    if (answered.status >= 400) throw new Error(`${route} answered ${answered.status}: ${answered.body}`);
    return answered;
  };
  const money = (json: object) => ask("finance", "POST /api/schemes/{scheme}/budget-changes", { scheme: "CRF" }, json);
  await money({ kind: "grantIncrease", amount: 20_000_00, why: "Grant." });
  await money({ kind: "allocation", amount: 20_000_00, budget: { category: "CRISIS_PAYMENT" }, why: "Opening." });

  const stored = async (kind: string) => (await everythingIn(table)).filter(({ itemKind }) => itemKind === kind);
  const untilBrought = async (until: () => Promise<boolean> = async () => true) => {
    const deadline = Date.now() + longestWaitMs;
    while (!(await everythingIn(table)).every(isBrought) || !(await until())) {
      if (Date.now() > deadline) throw new Error("The queues have not brought everything.");
      await pause(100);
    }
  };
  const steps: Step[] = [];
  const step = async (name: string, does: () => Promise<unknown>, until?: () => Promise<boolean>) => {
    await does();
    await untilBrought(until);
    steps.push({ name, reading: await meter.read(host.client, host.tableName) });
  };
  await untilBrought();
  await meter.read(host.client, host.tableName);

  await step("Applies, page by page", async () => {
    for (let number = 1; number <= applications; number += 1) await fillIn(host.origin, `Robin ${"I".repeat(number)} Example`);
  });
  const cases = (await stored("case")) as { caseId: string; version: number; householdId: string }[];
  await step("Is looked at: the case list, then the whole case", async () => {
    for (const { caseId } of cases) {
      await ask("assessor-1", "GET /cases");
      await ask("assessor-1", "GET /cases/{caseId}", { caseId });
    }
  });
  await step(
    "Is awarded, with a referral and a message",
    async () => {
      for (const { caseId, version, householdId } of cases) {
        await ask(
          "assessor-1",
          "POST /api/cases/{caseId}/awards",
          { caseId },
          {
            seen: { version, householdId },
            lines,
            referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Help with debt." }],
            signposts: [],
            evidence: evidenceExample,
            checks: [],
            reason: "No heating in the house.",
          },
        );
      }
    },
    async () => (await stored("line")).length === applications * lines.length,
  );
  await step("Is helped by a partner, who accepts and closes", async () => {
    for (const { referralId } of (await stored("referral")) as { referralId: string }[]) {
      await ask("early-help", "GET /referrals");
      await ask("early-help", "GET /referrals/{referralId}", { referralId });
      await ask("early-help", "POST /api/referrals/{referralId}/acceptances", { referralId }, { version: 1 });
      await ask("early-help", "POST /api/referrals/{referralId}/outcomes", { referralId }, { version: 2, outcome: "A plan is in place." });
    }
  });
  await step("Is paid: a batch, its release, its file, the bank's results", async () => {
    const { batchId } = (await ask("finance", "POST /api/payment-batches", {}, {})).json<{ batchId: string }>();
    const path = { batchId };
    const batch = (await ask("s151", "GET /api/payment-batches/{batchId}", path)).json<{ version: number; items?: object[] }>();
    const payments = (await stored("payment")) as { paymentId: string; amount: number }[];
    const confirmed = payments.map(({ paymentId }) => ({ paymentId, why: "One of a few payments." }));
    await ask("s151", "POST /api/payment-batches/{batchId}/releases", path, { version: batch.version, confirmed });
    await ask("s151", "GET /api/payment-batches/{batchId}/file", path);
    const rows = payments.map(({ paymentId, amount }) => `E08000026,${batchId},${paymentId},${(amount / 100).toFixed(2)},paid,`);
    const file = ["council,batch,payment,amount,result,reason", ...rows].join("\n");
    await ask("finance-2", "POST /api/payment-batches/{batchId}/results", path, { file });
  });
  await step("Is delivered: goods ordered and brought", async () => {
    const ordered = ((await stored("line")) as { lineId: string; fulfiller: string; version: number }[]).filter(
      ({ fulfiller }) => fulfiller === "furniture",
    );
    for (const { lineId } of ordered) {
      await ask("finance", "GET /lines/{lineId}", { lineId });
      for (const action of ["issue", "deliver"]) {
        const { version } = (await ask("finance", "GET /api/lines/{lineId}", { lineId })).json<{ version: number }>();
        await ask("finance", "POST /api/lines/{lineId}/steps", { lineId }, { action, version });
      }
    }
  });
  await host.runNightly();
  const night = await meter.read(host.client, host.tableName);
  const sent = await host.sentMessages();
  const texts = sent.filter(({ type }) => type === "sms").length;
  return { applications, steps, night, messages: sent.length, texts, busiestRoute: meter.busiestRoute() };
};
