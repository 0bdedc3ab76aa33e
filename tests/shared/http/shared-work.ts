import { randomUUID } from "node:crypto";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { sendOrder } from "../../../functions/line/send-order.ts";
import { lookedField, whyField } from "../../../functions/pay/pay-form.ts";
import { countReturn } from "../../../functions/return/count-return.ts";
import { council } from "../../../shared/council.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import { awardIdOf } from "../../../shared/domain/case/case.ts";
import { addDays, type Day } from "../../../shared/domain/dates.ts";
import { newestDirectory } from "../../../shared/domain/directory/directory-book.ts";
import { batchIdFrom } from "../../../shared/domain/ids.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { orderKeyOf, orderOf } from "../../../shared/domain/line/order.ts";
import { pence, zeroPence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { layoutOf } from "../../../shared/domain/return/layout.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Deed } from "../../../shared/domain/separation.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoDirectories, dynamoDirectoryDrafts } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSchemeDrafts } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoStatements } from "../../../shared/store/statements.ts";
import { dynamoYearEnds } from "../../../shared/store/year-ends.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../../shared/system.ts";
import { aDayInCrf, applicationInput, awardRequestFor, evidenceExample, evidenceTyped } from "../../examples.ts";
import { work } from "../../functions/bulk/desk.ts";
import { exampleProvider } from "../../functions/fulfil/room.ts";
import { formIn } from "../../functions/schemes/room.ts";
import { exampleFigures } from "../../functions/statement/figures.ts";
import { possiblyElsewhere } from "../../households.ts";
import { type Answer, type Sent, type SignedIn, send } from "../../http.ts";

export type Door = "page" | "api";
export type Person = Principal & {
  readonly signedIn: SignedIn;
  /** The same person in an earlier sign-in, as an assessor alone, with a lower award limit. */
  readonly asAssessor: SignedIn;
};

/** A thing that several people have a hand in, with the ids of everything that belongs to it. */
export type Thing = {
  readonly caseId?: string;
  readonly candidateId?: string;
  readonly awardId?: string;
  readonly batchId?: string;
  readonly runId?: string;
  readonly draftId?: string;
  readonly changeId?: string;
  readonly statementId?: string;
  readonly returnId?: string;
  readonly planId?: string;
};

type World = { readonly table: Table; readonly matchingKey: string; readonly handlers: Readonly<Record<FunctionName, unknown>> };

const functionOf = new Map(
  Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
    Object.keys(routes).map((route) => [route, name as FunctionName] as const),
  ),
);

const fuel = { item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" } as const;
const voucher = { item: "clothingVoucher", amount: pence(40_00), delivery: "VOUCHER" } as const;
const bed = { item: "bed", amount: pence(120_00), delivery: "TANGIBLE" } as const;
/** Above what an assessor may award alone. */
const fridges = { item: "washingMachine", amount: pence(2_400_00), delivery: "TANGIBLE" } as const;

export const linesFor = {
  fuel: [fuel],
  voucher: [voucher],
  bed: [bed],
  much: [fridges],
  muchFuel: [{ ...fuel, amount: pence(2_400_00) }],
  muchVoucher: [{ ...voucher, amount: pence(2_400_00) }],
} as const satisfies Record<string, AwardRequest["lines"]>;
export type LinesWanted = keyof typeof linesFor;

const cashCodeTo = (to: string) => ({ way: "cashCode", phone: to }) as const;

/** A name in letters, another for each number. */
const nameOf = (number: number): string => `Robin ${String(number).replaceAll(/\d/g, (digit) => "ABCDEFGHIJ"[Number(digit)] ?? "")}`;

/** Another birthday for each number: with one for all, the name would be too common to tell anybody. */
const birthdayOf = (number: number): Day => addDays("1950-01-02", number * 37);

/** Another phone for each number. */
const phoneOf = (number: number): string => `07700 90${String(number).padStart(4, "0")}`;

/** A form with a file, as a browser sends it. */
const upload = async (as: SignedIn, fields: object, name: string, file: string): Promise<Sent> => {
  const form = new FormData();
  form.append("formToken", as.formToken);
  for (const [field, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(field, String(one));
  form.append(name, new Blob([file], { type: "text/csv" }), "file.csv");
  const request = new Request("http://localhost/", { method: "POST", body: form });
  return { as, headers: { "content-type": request.headers.get("content-type") ?? "" }, body: await request.bytes() };
};

/** Does each act on a thing, by page and by API. Each act reads the thing from the store first, so that it is never stale. */
export const sharedWorkOn = ({ table, matchingKey, handlers }: World) => {
  const cases = dynamoCases(table);
  const lines = dynamoLines(table);
  const payments = dynamoPayments(table);
  const schemes = dynamoSchemes(table);

  const ask = (route: string, as: Person, sent: Sent): Promise<Answer> =>
    send(handlers[functionOf.get(route) as FunctionName], route, { as: as.signedIn, ...sent });
  const api = (route: string, as: Person, path: Sent["path"], json: object) =>
    ask(route, as, { path, json, headers: { "idempotency-key": randomUUID() } });
  const page = (route: string, as: Person, path: Sent["path"], form: Sent["form"]) => ask(route, as, { path, form });

  const ofReturn = ({ returnId = "" }: Thing) => ({ scheme: "CRF", returnId });
  const readReturn = async (thing: Thing, as: Person) =>
    (await ask("GET /api/schemes/{scheme}/returns/{returnId}", as, { path: ofReturn(thing) })).json<{ version: number; hash: string }>();
  const hashOfReturn = async (thing: Thing, as: Person) => (await readReturn(thing, as)).hash;

  const headOf = async ({ caseId = "" }: Thing) => {
    const head = await cases.find(caseId);
    if (!head) throw new Error("The thing has a case.");
    return head;
  };
  const seenOf = async (thing: Thing) => {
    const { version, householdId } = await headOf(thing);
    return { version, householdId };
  };
  const typedSeen = async (thing: Thing) => {
    const { version, householdId } = await seenOf(thing);
    return { version: String(version), householdId, decisionId: randomUUID() };
  };
  const lineOf = async ({ caseId = "", awardId = "" }: Thing) => {
    const found = await lines.find(caseId, awardId, 0);
    if (!found) throw new Error("The thing has a line.");
    return found.line;
  };
  const wholeOf = async ({ batchId = "" }: Thing) => {
    const found = await payments.find(batchId);
    if (!found) throw new Error("The thing has a batch.");
    return found;
  };

  const yearEnds = dynamoYearEnds(table);
  /** A scheme whose last day is past. */
  const over = { scheme: "HSF7" };
  const planOf = async (planId: string) => {
    const plan = await yearEnds.find(over.scheme, planId);
    if (!plan) throw new Error("The thing has a plan.");
    return plan;
  };
  const hashOfPlan = async (planId: string) => ({ hash: (await planOf(planId)).hash ?? "" });

  let edited = 0;
  /** Another value each time, since saving without a change makes nobody an editor. */
  const edits = () => {
    edited += 1;
    return edited;
  };
  let people = 0;
  const numbers = new Map<string, number>();
  let accounts = 0;
  /** Another account each time, in the name of the household. */
  const newBankOf = ({ caseId = "" }: Thing) => {
    accounts += 1;
    const name = nameOf(numbers.get(caseId) ?? 0);
    return { way: "bank", name, sortCode: "000001", accountNumber: String(10_000_000 + accounts * 100) };
  };
  const done = (answer: Answer): Answer => {
    if (answer.status >= 400 || answer.isShownAgain)
      throw new Error(`A step towards the thing was not taken: ${answer.status} ${answer.body}`);
    return answer;
  };

  const award = async (thing: Thing, as: Person, door: Door, wanted: LinesWanted = "fuel"): Promise<Answer> => {
    const [line] = linesFor[wanted];
    if (door === "api") {
      const head = await headOf(thing);
      return api("POST /api/cases/{caseId}/awards", as, { caseId: head.caseId }, awardRequestFor(head, { lines: [...linesFor[wanted]] }));
    }
    return page("POST /cases/{caseId}/award", as, thing, {
      ...(await typedSeen(thing)),
      "item-1": line.item,
      "amount-1": String(line.amount / 100),
      "delivery-1": line.delivery,
      evidence: evidenceTyped,
      reason: "No heating in the house.",
    });
  };

  const stepLine = async (thing: Thing, as: Person, door: Door, action = "cancel"): Promise<Answer> => {
    const { lineId, version } = await lineOf(thing);
    const why = "It is not needed.";
    return door === "api"
      ? api("POST /api/lines/{lineId}/steps", as, { lineId }, { version, action, why })
      : page("POST /lines/{lineId}/steps", as, { lineId }, { version: String(version), action, why, stepId: randomUUID() });
  };

  const payeeRoutes = {
    record: { api: "POST /api/lines/{lineId}/payees", page: "POST /lines/{lineId}/payee" },
    confirm: { api: "POST /api/lines/{lineId}/payee-confirmations", page: "POST /lines/{lineId}/payee/confirm" },
  } as const;
  const sayPayee = async (what: keyof typeof payeeRoutes, thing: Thing, as: Person, door: Door, payTo: object): Promise<Answer> => {
    const { lineId } = await lineOf(thing);
    const { phone = "", ...typed } = payTo as { readonly phone?: string };
    const why = "They called from the number we have.";
    const routes = payeeRoutes[what];
    return door === "api"
      ? api(routes.api, as, { lineId }, { payTo, why })
      : page(routes.page, as, { lineId }, { ...typed, to: phone, why });
  };
  /** The confirmer enters the same details. */
  const confirmPayee = async (thing: Thing, as: Person, door: Door): Promise<Answer> => {
    const { newPayee } = await lineOf(thing);
    if (!newPayee) throw new Error("Somebody recorded how the line is paid.");
    return sayPayee("confirm", thing, as, door, newPayee.payee);
  };

  const releaseBatch = async (thing: Thing, as: Person, door: Door): Promise<Answer> => {
    const { batch, payments: paid } = await wholeOf(thing);
    const why = "They said so on the telephone.";
    const ids = paid.map(({ paymentId }) => paymentId);
    if (door === "api")
      return api("POST /api/payment-batches/{batchId}/releases", as, thing, {
        version: batch.version,
        confirmed: ids.map((paymentId) => ({ paymentId, why })),
      });
    const answers = ids.flatMap((paymentId) => [[lookedField(paymentId), "pay"] as const, [whyField(paymentId), why] as const]);
    const form = { version: String(batch.version), toLookAt: ids, ...Object.fromEntries(answers) };
    return page("POST /payments/{batchId}/release", as, thing, form);
  };
  const bankSaid = { why: "The bank says that it never had the file." };
  const batchVersion = async (thing: Thing): Promise<number> => (await wholeOf(thing)).batch.version;
  /** The bank's file, which says that it rejected every payment. */
  const bankResults = async (thing: Thing): Promise<string> => {
    const { batch, payments: paid } = await wholeOf(thing);
    const rows = paid.map(({ paymentId, amount }) =>
      [council.code, batch.batchId, paymentId, (amount / 100).toFixed(2), "rejected", "No such account"].join(","),
    );
    return ["council,batch,payment,amount,result,reason", ...rows].join("\n");
  };

  /** Asks the provider for the code of a line that was ordered. */
  const order = async (thing: Thing): Promise<void> => {
    await sendOrder(orderOf(await lineOf(thing)), aDayInCrf, {
      lines,
      provider: exampleProvider().provider,
      destinations: dynamoDestinations(table),
      matchingKey: async () => matchingKey,
    });
  };

  const terms = { title: "Chosen cases", item: "fuelTopUp", delivery: "CASH", reason: "On the list." };
  const prepareRun = async (thing: Thing, as: Person, door: Door): Promise<Answer> => {
    const cases = [thing.caseId ?? ""];
    const answer =
      door === "api"
        ? await api("POST /api/runs", as, {}, { ...terms, amount: 49_00, evidence: evidenceExample, cases })
        : await page("POST /runs", as, {}, { ...terms, amount: "49", evidence: evidenceTyped, cases, sendingId: randomUUID() });
    const runId = door === "api" ? answer.json<{ runId?: string }>().runId : answer.headers.location?.split("/").at(-1);
    if (runId) await work({ table }, runId);
    return answer;
  };
  const approveRun = async ({ runId = "" }: Thing, as: Person, door: Door): Promise<Answer> => {
    const version = (await dynamoRuns(table).find(runId))?.version ?? 0;
    const answer =
      door === "api"
        ? await api("POST /api/runs/{runId}/approvals", as, { runId }, { version })
        : await page("POST /runs/{runId}/approve", as, { runId }, { version: String(version) });
    await work({ table }, runId);
    return answer;
  };

  const results = async (thing: Thing, state = "delivered") => {
    const line = await lineOf(thing);
    return [
      "council,reference,state,amount",
      `${council.code},${orderKeyOf(orderOf(line))},${state},${(line.amount / 100).toFixed(2)}`,
    ].join("\n");
  };

  const draftVersion = async ({ draftId = "" }: Thing) =>
    ((await dynamoSchemeDrafts(table).find(draftId)) ?? (await dynamoDirectoryDrafts(table).find(draftId)))?.version ?? 0;
  /** A section as its page shows it, saved with something typed into it. */
  const saved = async (show: string, path: Record<string, string>, as: Person, target: string, typed: object): Promise<Answer> => {
    const { body } = await ask(`GET ${show}`, as, { path });
    return done(await page(`POST ${show}`, as, path, { ...(formIn(body, target) as Sent["form"]), ...typed }));
  };

  const nextScheme = async () => {
    const newest = newestVersion(await schemes.freshBook(), "CRF");
    if (!newest) throw new Error("The product ships with the scheme.");
    const startsOn = newest.version === 1 ? "2026-12-01" : addDays(newest.about.startsOn, 1);
    return { ...newest, version: newest.version + 1, about: { ...newest.about, startsOn } };
  };
  const nextDirectory = async () => {
    const newest = newestDirectory(await dynamoDirectories(table).freshBook());
    return { ...newest, version: newest.version + 1, startsOn: newest.version === 1 ? "2026-12-01" : addDays(newest.startsOn, 1) };
  };

  type Hand = (thing: Thing, as: Person, door: Door) => Promise<Answer>;
  const either =
    (onPage: (thing: Thing, as: Person) => Promise<Answer>, inApi: (thing: Thing, as: Person) => Promise<Answer>): Hand =>
    (thing, as, door) =>
      door === "page" ? onPage(thing, as) : inApi(thing, as);

  /** Each act on a thing that is ready for it. */
  const does = {
    award: (thing, as, door) => award(thing, as, door),
    refuse: either(
      async (thing, as) =>
        page("POST /cases/{caseId}/refuse", as, thing, { ...(await typedSeen(thing)), because: "noAnswer", reason: "None." }),
      async (thing, as) =>
        api("POST /api/cases/{caseId}/refusals", as, thing, {
          ...{ seen: await seenOf(thing), because: "noAnswer", referrals: [], signposts: [], reason: "None." },
        }),
    ),
    settleMatch: either(
      (thing, as) => page("POST /matches/{caseId}/{candidateId}/settle", as, thing, { as: "different", reason: "Other birthdays." }),
      (thing, as) =>
        api("POST /api/matches/{caseId}/{candidateId}/settlements", as, thing, { as: "different", reason: "Other birthdays." }),
    ),
    reopenMatch: either(
      (thing, as) => page("POST /matches/{caseId}/{candidateId}/reopen", as, thing, { reason: "I was wrong." }),
      (thing, as) => api("POST /api/matches/{caseId}/{candidateId}/reopenings", as, thing, { reason: "I was wrong." }),
    ),
    approveAward: either(
      async (thing, as) => page("POST /cases/{caseId}/approve", as, thing, await typedSeen(thing)),
      async (thing, as) => api("POST /api/cases/{caseId}/approvals", as, thing, { seen: await seenOf(thing) }),
    ),
    declineAward: either(
      async (thing, as) => page("POST /cases/{caseId}/decline", as, thing, { ...(await typedSeen(thing)), reason: "Too much." }),
      async (thing, as) => api("POST /api/cases/{caseId}/declines", as, thing, { seen: await seenOf(thing), reason: "Too much." }),
    ),
    prepareRun,
    approveRun,
    stepLine: (thing, as, door) => stepLine(thing, as, door),
    stepLines: async (thing, as) => {
      const { lineId, version, fulfiller = "" } = await lineOf(thing);
      const form = { stage: "approved", action: "issue", lines: [`${lineId}:${version}`], stepId: randomUUID() };
      return page("POST /fulfilment/{fulfiller}/steps", as, { fulfiller }, form);
    },
    importLineResults: either(
      async (thing, as) => {
        const { fulfiller = "" } = await lineOf(thing);
        const sent = await upload(as.signedIn, { stage: "issued" }, "file", await results(thing));
        return ask("POST /fulfilment/{fulfiller}/results", as, { ...sent, path: { fulfiller } });
      },
      async (thing, as) =>
        api(
          "POST /api/fulfilment/{fulfiller}/results",
          as,
          { fulfiller: (await lineOf(thing)).fulfiller ?? "" },
          { file: await results(thing) },
        ),
    ),
    recordPayee: (thing, as, door) => sayPayee("record", thing, as, door, newBankOf(thing)),
    sendCode: (thing, as, door) => sayPayee("record", thing, as, door, cashCodeTo(phoneOf(numbers.get(thing.caseId ?? "") ?? 0))),
    confirmPayee,
    confirmDestination: async (thing, as, door) => {
      const { lineId, version } = await lineOf(thing);
      const why = "Their support worker has the phone.";
      return door === "api"
        ? api("POST /api/lines/{lineId}/confirmations", as, { lineId }, { version, why })
        : page("POST /lines/{lineId}/confirm", as, { lineId }, { version: String(version), why });
    },
    giveCode: (thing, as, door) => stepLine(thing, as, door, "giveCode"),
    takeBack: async (thing, as, door) => stepLine(thing, as, door, (await lineOf(thing)).saidBack ? "confirmBack" : "return"),
    prepareBatch: async (thing, as, door) => {
      const { lineId } = await lineOf(thing);
      return door === "page"
        ? page("POST /payments", as, {}, { requestId: randomUUID() })
        : api("POST /api/payment-batches", as, {}, { lineIds: [lineId] });
    },
    finishBatch: either(
      ({ batchId = "" }, as) => page("POST /payments/{batchId}/finish", as, { batchId }, {}),
      ({ batchId = "" }, as) => api("POST /api/payment-batches/{batchId}/completions", as, { batchId }, {}),
    ),
    releaseBatch,
    redateBatch: either(
      async (thing, as) => page("POST /payments/{batchId}/redate", as, thing, { ...bankSaid, version: String(await batchVersion(thing)) }),
      async (thing, as) =>
        api("POST /api/payment-batches/{batchId}/new-days", as, thing, { ...bankSaid, version: await batchVersion(thing) }),
    ),
    importBankResults: either(
      async ({ batchId = "" }, as) => {
        const sent = await upload(as.signedIn, {}, "file", await bankResults({ batchId }));
        return ask("POST /payments/{batchId}/results", as, { ...sent, path: { batchId } });
      },
      async ({ batchId = "" }, as) =>
        api("POST /api/payment-batches/{batchId}/results", as, { batchId }, { file: await bankResults({ batchId }) }),
    ),
    publishDraft: either(
      async (thing, as) => page("POST /scheme-drafts/{draftId}/publish", as, thing, { version: String(await draftVersion(thing)) }),
      async (thing, as) => api("POST /api/scheme-drafts/{draftId}/publications", as, thing, { version: await draftVersion(thing) }),
    ),
    publishDirectory: either(
      async (thing, as) => page("POST /service-drafts/{draftId}/publish", as, thing, { version: String(await draftVersion(thing)) }),
      async (thing, as) => api("POST /api/service-drafts/{draftId}/publications", as, thing, { version: await draftVersion(thing) }),
    ),
    signBudgetChange: either(
      ({ changeId = "" }, as) => page("POST /finance/{scheme}/changes/{changeId}/sign", as, { scheme: "CRF", changeId }, {}),
      ({ changeId = "" }, as) =>
        api("POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures", as, { scheme: "CRF", changeId }, {}),
    ),
    refuseBudgetChange: either(
      ({ changeId = "" }, as) => page("POST /finance/{scheme}/changes/{changeId}/refuse", as, { scheme: "CRF", changeId }, { why: "No." }),
      ({ changeId = "" }, as) =>
        api("POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals", as, { scheme: "CRF", changeId }, { why: "No." }),
    ),
    approveStatement: either(
      ({ statementId = "" }, as) => page("POST /finance/{scheme}/statements/{statementId}/approve", as, { scheme: "CRF", statementId }, {}),
      ({ statementId = "" }, as) =>
        api("POST /api/schemes/{scheme}/statements/{statementId}/approvals", as, { scheme: "CRF", statementId }, {}),
    ),
    certifyReturn: either(
      async (thing, as) => {
        const form = { hash: await hashOfReturn(thing, as), name: as.name };
        return page("POST /finance/{scheme}/returns/{returnId}/certify", as, ofReturn(thing), form);
      },
      async (thing, as) => {
        const seen = { hash: await hashOfReturn(thing, as), name: as.name };
        return api("POST /api/schemes/{scheme}/returns/{returnId}/certificates", as, ofReturn(thing), seen);
      },
    ),
    signYearEnd: either(
      async ({ planId = "" }, as) =>
        page("POST /finance/{scheme}/year-end/{planId}/sign", as, { ...over, planId }, await hashOfPlan(planId)),
      async ({ planId = "" }, as) =>
        api("POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures", as, { ...over, planId }, await hashOfPlan(planId)),
    ),
  } as const satisfies { readonly [deed in Deed]?: Hand };

  const typeOnReturn = async (thing: Thing, as: Person, fields: readonly object[]): Promise<Thing> => {
    const { version } = await readReturn(thing, as);
    await api("POST /api/schemes/{scheme}/returns/{returnId}/fields", as, ofReturn(thing), { version, fields });
    return thing;
  };

  /** Steps towards a thing that is ready. Each is taken by a person of its own, and adds to the thing. */
  const begin = {
    apply: async (_: Thing, as: Person, contactMore: object = {}): Promise<Thing> => {
      people += 1;
      const one = { name: nameOf(people), dateOfBirth: birthdayOf(people), relationship: "self" };
      // Each household has an address and a phone of its own, so that nobody has to look at many applications from there.
      const address = { ...applicationInput.address, line1: `${people} Sample Street` };
      const contact = { ways: ["text"], phone: phoneOf(people), ...contactMore };
      const application = { ...applicationInput, address, people: [one], contact };
      const { caseId } = done(await api("POST /api/applications", as, {}, application)).json<{ caseId: string }>();
      numbers.set(caseId, people);
      return { caseId };
    },
    /** A case that may be of a household which has applied before. */
    applyLikeAnother: async (thing: Thing, as: Person): Promise<Thing> => {
      const { caseId = "" } = await begin.apply(thing, as);
      await possiblyElsewhere(table, caseId);
      return { caseId, candidateId: "H-another" };
    },
    award: async (thing: Thing, as: Person, wanted: LinesWanted): Promise<Thing> => {
      const earlier = { ...as, signedIn: as.asAssessor };
      const { awardId } = done(await award(thing, earlier, "api", wanted)).json<{ awardId: string }>();
      return { ...thing, awardId };
    },
    /** As a run of chosen cases decides, but above the limit of its approver. */
    awardInRun: async (thing: Thing, preparedBy: Person, by: Person): Promise<Thing> => {
      const head = await headOf(thing);
      const outcome = await awardGrant(
        {
          ...{ caseId: head.caseId, decisionId: randomUUID(), by: { ...by, roles: ["assessor"] }, now: aDayInCrf },
          request: awardRequestFor(head, { lines: [...linesFor.much] }),
          run: { runId: "AAAA-AAAA-AAAA", row: "1", preparedBy: { id: preparedBy.id, name: preparedBy.name } },
        },
        { cases, awards: dynamoAwards(table), schemes },
      );
      if (outcome.kind !== "awarded") throw new Error(`The example was not awarded: ${outcome.kind}.`);
      return { ...thing, awardId: outcome.award.awardId };
    },
    /** As a run of this one case decides. */
    awardByRun: async (thing: Thing, preparedBy: Person, approvedBy: Person): Promise<Thing> => {
      const { runId } = done(await prepareRun(thing, preparedBy, "api")).json<{ runId: string }>();
      done(await approveRun({ runId }, approvedBy, "api"));
      const awardId = awardIdOf(await headOf(thing));
      if (awardId === undefined) throw new Error("The run did not award the case.");
      return { ...thing, awardId };
    },
    /** Goods that were ordered and delivered. */
    orderGoods: async (thing: Thing, as: Person): Promise<Thing> => {
      done(await stepLine(thing, as, "api", "issue"));
      done(await stepLine(thing, as, "api", "deliver"));
      return thing;
    },
    sayBack: async (thing: Thing, as: Person): Promise<Thing> => {
      const { fulfiller = "" } = await lineOf(thing);
      done(await api("POST /api/fulfilment/{fulfiller}/results", as, { fulfiller }, { file: await results(thing, "returned") }));
      return thing;
    },
    start: async (thing: Thing): Promise<Thing> => {
      const { caseId = "", awardId = "" } = thing;
      const found = await dynamoAwards(table).find(caseId, awardId);
      if (!found) throw new Error("The thing has an award.");
      await startLines(found, aDayInCrf, { lines, schemes });
      if ((await lineOf(thing)).orders) await order(thing);
      return thing;
    },
    prepareBatch: async (thing: Thing, as: Person): Promise<Thing> => {
      const { batchId } = (await does.prepareBatch(thing, as, "api")).json<{ batchId: string }>();
      return { ...thing, batchId };
    },
    /** One person records the payee of the line, and another confirms it. */
    payee: async (thing: Thing, recordedBy: Person, confirmedBy: Person): Promise<Thing> => {
      done(await does.recordPayee(thing, recordedBy, "api"));
      done(await confirmPayee(thing, confirmedBy, "api"));
      return thing;
    },
    /** A cash code to a phone that the household did not give, recorded by one person and confirmed by another. */
    codeTo: async (thing: Thing, phone: string, recordedBy: Person, confirmedBy: Person): Promise<Thing> => {
      done(await sayPayee("record", thing, recordedBy, "api", cashCodeTo(phone)));
      done(await confirmPayee(thing, confirmedBy, "api"));
      await order(thing);
      return thing;
    },
    release: async (thing: Thing, as: Person): Promise<Thing> => {
      done(await releaseBatch(thing, as, "api"));
      return thing;
    },
    /** A released file whose day has passed. */
    dayPassed: async (thing: Thing): Promise<Thing> => {
      const { batch } = await wholeOf(thing);
      if (!batch.release) throw new Error("The batch is released.");
      const release = { ...batch.release, processingDay: "2026-11-18" };
      await payments.change(batch, { ...batch, version: batch.version + 1, release });
      return thing;
    },
    redate: async (thing: Thing, as: Person): Promise<Thing> => {
      done(await does.redateBatch(thing, as, "api"));
      return thing;
    },
    reject: async (thing: Thing, as: Person): Promise<Thing> => {
      done(await does.importBankResults(thing, as, "api"));
      return thing;
    },
    /** A batch whose preparation was cut short before its first line. */
    cutShort: async (thing: Thing, as: Person): Promise<Thing> => {
      const { lineId, caseId } = await lineOf(thing);
      const batchId = batchIdFrom(Buffer.from(randomUUID()));
      const about = { batchId, state: "draft", version: 1, preparedAt: aDayInCrf.toISOString(), requestId: randomUUID() } as const;
      await payments.begin({ ...about, preparedBy: { id: as.id, name: as.name }, payments: 0, total: zeroPence }, [{ lineId, caseId }]);
      return { ...thing, batchId };
    },
    prepareRun: async (thing: Thing, as: Person): Promise<Thing> => {
      const { runId } = (await prepareRun(thing, as, "api")).json<{ runId: string }>();
      return { ...thing, runId };
    },
    startDraft: async (_: Thing, as: Person): Promise<Thing> =>
      (await api("POST /api/scheme-drafts", as, {}, { document: await nextScheme() })).json<{ draftId: string }>(),
    startDraftLike: async (_: Thing, as: Person): Promise<Thing> => {
      const { headers } = await page("POST /schemes/{scheme}/drafts", as, { scheme: "CRF" }, { startId: randomUUID() });
      return { draftId: headers.location?.split("/")[2] ?? "" };
    },
    editSection: async (thing: Thing, as: Person): Promise<Thing> => {
      const { draftId = "" } = thing;
      await saved("/scheme-drafts/{draftId}/{section}", { draftId, section: "grant" }, as, `/scheme-drafts/${draftId}/grant`, {
        "grant-amount": String(7_000_000 + edits()),
      });
      return thing;
    },
    replaceDocument: async (thing: Thing, as: Person): Promise<Thing> => {
      const document = await nextScheme();
      const changed = { ...document, clock: { ...document.clock, urgentHours: document.clock.urgentHours - 1 } };
      done(await api("POST /api/scheme-drafts/{draftId}/documents", as, thing, { version: await draftVersion(thing), document: changed }));
      return thing;
    },
    startDirectoryDraft: async (_: Thing, as: Person): Promise<Thing> =>
      (await api("POST /api/service-drafts", as, {}, { document: await nextDirectory() })).json<{ draftId: string }>(),
    startNextDirectory: async (_: Thing, as: Person): Promise<Thing> => {
      const { headers } = await page("POST /services/drafts", as, {}, { startId: randomUUID() });
      return { draftId: headers.location?.split("/").at(-1) ?? "" };
    },
    editService: async (thing: Thing, as: Person): Promise<Thing> => {
      const { draftId = "" } = thing;
      const part = "earlyHelp";
      await saved("/service-drafts/{draftId}/parts/{part}", { draftId, part }, as, `/service-drafts/${draftId}/parts/${part}`, {
        "service-answerDays": String(20 + edits()),
      });
      return thing;
    },
    replaceDirectory: async (thing: Thing, as: Person): Promise<Thing> => {
      const document = await nextDirectory();
      const [first, ...others] = document.services;
      const services = [{ ...first, does: `${first?.does} They also listen.` }, ...others];
      done(
        await api("POST /api/service-drafts/{draftId}/documents", as, thing, {
          version: await draftVersion(thing),
          document: { ...document, services },
        }),
      );
      return thing;
    },
    proposeBudgetChange: async (_: Thing, as: Person): Promise<Thing> =>
      (
        await api(
          "POST /api/schemes/{scheme}/budget-changes",
          as,
          { scheme: "CRF" },
          { kind: "grantIncrease", amount: 60_000_00, why: "More." },
        )
      ).json<{ changeId: string }>(),
    prepareStatement: async (_: Thing, as: Person): Promise<Thing> => {
      const asked = await api("POST /api/schemes/{scheme}/statements", as, { scheme: "CRF" }, { period: "whole" });
      const { statementId } = asked.json<{ statementId: string }>();
      const statements = dynamoStatements(table);
      const counting = await statements.find("CRF", statementId);
      if (!counting) throw new Error("The statement was not kept.");
      await statements.move(counting, { ...counting, state: "ready", version: 2, figures: exampleFigures });
      return { statementId };
    },
    /** A delivery plan, whose rows are all verified: counted by the queue's function, and with everything typed that it asks for. */
    prepareReturn: async (_: Thing, as: Person): Promise<Thing> => {
      const code = "DELIVERY_PLAN";
      // The certified one of an earlier test stands in the place of its days.
      const before = (await dynamoReturns(table).ofScheme("CRF")).find(({ state }) => state === "certified");
      if (before) await api("POST /api/schemes/{scheme}/returns/{returnId}/refusals", as, ofReturn(before), { why: "Once more." });
      const answer = await api("POST /api/schemes/{scheme}/returns", as, { scheme: "CRF" }, { code });
      const thing = answer.json<{ returnId: string; asOf: string }>();
      const books = { upTo: async () => ({ lines: [], money: [], joins: [], readTo: thing.asOf }) };
      const asked = { scheme: "CRF", returnId: thing.returnId, asOf: thing.asOf, what: "prepare", by: as } as const;
      await countReturn(asked, aDayInCrf, { returns: dynamoReturns(table), schemes: dynamoSchemes(table), books });
      const crf = newestVersion(await schemes.book(aDayInCrf), "CRF");
      const typed = { text: "Typed", longText: "Typed", email: "typed@example.org", day: "2026-06-01", amount: "100" };
      const fields = crf ? layoutOf(crf, code)?.fields : [];
      return typeOnReturn(thing, as, fields?.map((field) => ({ table: field.table, code: field.code, value: typed[field.kind] })) ?? []);
    },
    fillReturn: (thing: Thing, as: Person): Promise<Thing> =>
      typeOnReturn(thing, as, [{ table: "AUTHORITY", code: "authority", value: `Typed by ${as.id}` }]),
    prepareYearEnd: async (_: Thing, as: Person): Promise<Thing> => {
      // One plan of a kind is open at a time.
      for (const open of await yearEnds.ofScheme(over.scheme)) await yearEnds.throwAway(open, { ...open, state: "thrownAway" });
      const { planId } = (await api("POST /api/schemes/{scheme}/year-end-plans", as, over, { kind: "close" })).json<{ planId: string }>();
      const plan = await planOf(planId);
      const listed = { parts: 1, sums: {}, standing: { reserved: zeroPence, committed: zeroPence }, hash: "0".repeat(64) };
      await yearEnds.keepListed({ planId, part: 1, items: [] }, plan, { ...plan, state: "ready", ...listed });
      return { planId };
    },
  };

  return { does, begin, lineIdOf: ({ awardId = "" }: Thing) => lineIdOf(awardId, 0) };
};
