import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Contract } from "../../../shared/http/contracts/contract.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { type Item, writeItem } from "../../../shared/store/items.ts";
import * as keys from "../../../shared/store/keys.ts";
import { type FunctionName, type FunctionSpec, functions, type Role } from "../../../shared/system.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { examples } from "../store/example-items.ts";
import { startEveryFunction } from "./every-function.ts";

/** Several pages of any list, all of them full: no link may lead to an empty page. */
const inAll = 100;
const numbers = Array.from({ length: inAll }, (_, index) => index);
const at = (number: number) => new Date(Date.parse("2026-11-20T08:00:00Z") - number * 60_000).toISOString();
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** An id like the service's own, another for each number. */
const idOf = (number: number) => `0000-${letters[number >> 5]}${letters[number & 31]}00-0000`;

const caseAs = (status: Case["status"], number: number): Item => {
  const { decision, conversation: _, ...base } = examples.case.record as Extract<Case, { status: "awarded" }>;
  const place = { caseId: `${status.slice(0, 4)}-${idOf(number)}`, submittedAt: at(number), barred: [], status };
  const decided = { ...decision, at: at(number) };
  const head = {
    ...base,
    ...place,
    ...((status === "toApprove" || status === "awarded") && { decision: decided }),
    ...(status === "refused" && { decision: { ...decided, kind: "closed", reason: "withdrawn" } }),
    ...(status === "forMoney" && { waits: examples.waiter.record }),
  } as Case;
  return writeItem("case", { ...keys.caseKey(head.caseId), ...keys.caseListKey(head) }, head);
};

const listed = <T extends object>(list: T | undefined): T => {
  if (!list) throw new Error("The example stands in no list.");
  return list;
};

type List = {
  readonly page: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly pageQuery?: Readonly<Record<string, string>>;
  readonly api: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly as: Role;
  readonly item: (number: number) => Item;
  /** A word of the item on page and in the API, different for each item. */
  readonly sign: (number: number) => string;
  /** The parameter of the page's links that go on. */
  readonly goesOnBy?: string;
};

const { of: _, ...accessLike } = examples.access.record;
const caseList = (status: Case["status"]): List => ({
  page: "GET /cases",
  api: "GET /api/cases",
  query: { status },
  as: "assessor",
  item: (number) => caseAs(status, number),
  sign: (number) => `${status.slice(0, 4)}-${idOf(number)}`,
});

const followUp = (state: "requested" | "rejected", list: string): List => ({
  page: "GET /referrals-to-follow-up",
  api: "GET /api/referrals-to-follow-up",
  query: { list },
  as: "assessor",
  item: (number) => {
    const record = {
      ...examples.followUp.record,
      state,
      referralId: `${state}-${number}.`,
      since: at(number),
      answerDue: "2026-11-10",
    };
    return writeItem(
      "followUp",
      { ...keys.followUpKey(record.caseId, record.referralId), ...listed(keys.followUpListKey(record)) },
      record,
    );
  },
  sign: (number) => `${state}-${number}.`,
});

const lineOn = (fulfiller: "bank" | "furniture", state: "approved", by: Pick<List, "page" | "api" | "path" | "query">): List => {
  const awardOf = (number: number) => `${idOf(number)}-A${fulfiller === "bank" ? 1 : 2}`;
  return {
    ...by,
    as: "finance",
    item: (number) => {
      const { trouble: _t, usedLate: _u, takingBack: _b, watchedUntil: _w, ...like } = examples.line.record;
      const place = { caseId: idOf(number), awardId: awardOf(number), lineId: lineIdOf(awardOf(number), 0), awardedAt: at(number) };
      const { provided: _p, payment: _y, newPayee: _n, ...record } = { ...like, ...place, fulfiller, state };
      return writeItem("line", { ...keys.lineKey(record.caseId, record.lineId), ...listed(keys.lineListKey(record)) }, record);
    },
    sign: awardOf,
  };
};

const lists: readonly List[] = [
  caseList("waiting"),
  caseList("asked"),
  caseList("forMoney"),
  caseList("awarded"),
  caseList("refused"),
  { ...caseList("toApprove"), page: "GET /approvals", api: "GET /api/approvals", query: {}, as: "approver" },
  {
    page: "GET /matches",
    api: "GET /api/matches",
    as: "assessor",
    item: (number) => {
      const { settled: _s, reopened: _r, ...like } = examples.match.record;
      const record = { ...like, caseId: idOf(number), candidateId: `H-${number}.`, since: at(number), state: "open" } as const;
      return writeItem("match", { ...keys.matchKey(record.caseId, record.candidateId), ...listed(keys.matchListKey(record)) }, record);
    },
    sign: (number) => `H-${number}.`,
  },
  {
    page: "GET /to-tell",
    api: "GET /api/messages-to-tell",
    as: "assessor",
    item: (number) => {
      const { told: _t, sentAt: _s, ...like } = examples.message.record;
      const record = { ...like, caseId: idOf(number), messageId: `${idOf(number)}-M1`, askedAt: at(number), state: "toTell" } as const;
      return writeItem("message", { ...keys.messageKey(record.caseId, record.messageId), ...listed(keys.messageListKey(record)) }, record);
    },
    sign: (number) => `${idOf(number)}-M1`,
  },
  {
    page: "GET /referrals",
    api: "GET /api/referrals",
    as: "partner",
    item: (number) => {
      const record = { ...examples.referral.record, caseId: idOf(number), referralId: `${idOf(number)}-R1.1` };
      const list = keys.partnerKey(record.service, true, record.answerDue, record.referralId);
      return writeItem("referral", { ...keys.referralKey(record.caseId, record.referralId), ...list }, record);
    },
    sign: (number) => `${idOf(number)}-R1.1`,
  },
  followUp("rejected", "givenBack"),
  followUp("requested", "overdue"),
  lineOn("bank", "approved", { page: "GET /payments", api: "GET /api/lines-to-pay", query: { list: "approved" } }),
  lineOn("furniture", "approved", {
    page: "GET /fulfilment/{fulfiller}",
    api: "GET /api/fulfilment/{fulfiller}",
    path: { fulfiller: "furniture" },
    query: { stage: "approved" },
  }),
  {
    page: "GET /payments",
    goesOnBy: "batches",
    api: "GET /api/payment-batches",
    as: "finance",
    item: (number) => {
      const record = { ...examples.paymentBatch.record, batchId: `BATCH-${number}.`, preparedAt: at(number) };
      return writeItem(
        "paymentBatch",
        { ...keys.batchKey(record.batchId), ...keys.batchListKey(record.preparedAt, record.batchId) },
        record,
      );
    },
    sign: (number) => `BATCH-${number}.`,
  },
  {
    page: "GET /runs",
    api: "GET /api/runs",
    as: "assessor",
    item: (number) => {
      const record = { ...examples.run.record, runId: idOf(number), title: `Winter ${number}.`, preparedAt: at(number) };
      return writeItem("run", { ...keys.runKey(record.runId), ...keys.runListKey(record.preparedAt, record.runId) }, record);
    },
    sign: (number) => `Winter ${number}.`,
  },
  {
    page: "GET /registers",
    api: "GET /api/registers",
    as: "assessor",
    item: (number) => {
      const record = { ...examples.register.record, registerId: `2027-03-31-${idOf(number)}`, origin: `Office ${number}.` };
      return writeItem("register", keys.registerKey(record.registerId), record);
    },
    sign: (number) => `Office ${number}.`,
  },
  {
    page: "GET /access",
    api: "GET /api/access",
    query: { day: "2026-11-19" },
    as: "auditor",
    item: (number) => {
      const time = new Date(Date.parse("2026-11-19T12:00:00Z") - number * 60_000).toISOString();
      const record = { ...accessLike, accessId: `access-${number}`, at: time, of: `day-${number}.` };
      return writeItem("access", keys.accessKey("2026-11-19", time, record.accessId), record);
    },
    sign: (number) => `day-${number}.`,
  },
  {
    page: "GET /access",
    api: "GET /api/access",
    query: { of: "RUN-1" },
    as: "auditor",
    item: (number) => {
      const time = new Date(Date.parse("2026-11-18T12:00:00Z") - number * 60_000).toISOString();
      const record = { ...accessLike, accessId: `about-${number}`, at: time, of: "RUN-1", by: { id: "a", name: `Reader ${number}.` } };
      const place = { ...keys.accessKey("2026-11-18", time, record.accessId), ...keys.accessListKey("RUN-1", time, record.accessId) };
      return writeItem("access", place, record);
    },
    sign: (number) => `Reader ${number}.`,
  },
  {
    page: "GET /finance/{scheme}/changes",
    goesOnBy: "page",
    api: "GET /api/schemes/{scheme}/budget-changes",
    path: { scheme: "CRF" },
    as: "finance",
    item: (number) => {
      const record = {
        ...examples.budgetChange.record,
        changeId: idOf(number),
        amount: pence(100_000_00 + number),
        proposedAt: at(number),
      };
      return writeItem("budgetChange", keys.budgetChangeKey("CRF", record.changeId), record);
    },
    sign: idOf,
  },
];

/** Lists that have tests of their own, since what they show is worked out and stands in no list of items. */
const elsewhere: Readonly<Record<string, string>> = {
  "GET /api/schemes/{scheme}/returns/{returnId}/cells/{cell}": "tests/functions/return: what one figure is made of",
  "GET /api/schemes/{scheme}/year-end-plans/{planId}/items": "tests/functions/year-end: the items of one plan",
  "GET /api/schemes/{scheme}/entries": "tests/functions/report: how many there are would take the reading of a ledger",
  "GET /api/runs/{runId}/rows": "tests/functions/bulk: the rows of one run",
};

let service: Awaited<ReturnType<typeof startEveryFunction>>;
const people = new Map<Role, SignedIn>();
const functionOf = (route: string): FunctionName => {
  const found = Object.entries<FunctionSpec>(functions).find(([, { routes = {} }]) => Object.hasOwn(routes, route));
  if (!found) throw new Error(route);
  return found[0] as FunctionName;
};

beforeAll(async () => {
  service = await startEveryFunction();
  for (const role of ["assessor", "approver", "auditor", "finance", "partner"] as const) {
    const held = { id: `l-${role}`, name: "Somebody", roles: [role], ...(role === "partner" && { service: "earlyHelp" as const }) };
    const signedIn = await signIn(service.table, held);
    const groups = [role === "partner" ? "partner:earlyHelp" : role];
    people.set(role, { ...signedIn, bearer: await service.issuer.token({ sub: held.id, "cognito:groups": groups }) });
  }
  const items = lists.flatMap(({ item }) => numbers.map(item));
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await service.table.client.send(new BatchWriteItemCommand({ RequestItems: { [service.table.name]: puts } }));
  }
});
afterAll(() => service.stop());

const read = (route: string, { path = {}, as }: List, query: Readonly<Record<string, string>> = {}) =>
  send(service.handlers[functionOf(route)], route, { path, query, as: people.get(as) });

const signsIn = (text: string, { sign }: List) => numbers.filter((number) => text.includes(sign(number)));

/** The page's link to the next part of the list: not the one of another list on the same page. */
const nextOf = (body: string, goesOnBy: string, now: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined => {
  const links = [...body.matchAll(/href="([^"]+)"(?: rel="next"|>Show the next<)/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  const goesOn = links
    .map((href) => new URL(href, "http://x").searchParams)
    .find((query) => query.has(goesOnBy) && query.get(goesOnBy) !== now[goesOnBy]);
  return goesOn && Object.fromEntries(goesOn);
};

test.each(lists)("$page $query goes on to its oldest item, and says on each page how long it is", async (list) => {
  const { goesOnBy = "cursor" } = list;
  const seen: number[] = [];
  let query: Readonly<Record<string, string>> | undefined = list.query ?? {};
  for (let pages = 0; query && pages < 10; pages += 1) {
    const { status, body } = await read(list.page, list, query);
    expect(status).toBe(200);
    expect(body).toMatch(new RegExp(`<caption [^>]*>[^<]* \\(${inAll}\\)</caption>`));
    expect(body).toMatch(/<title[^>]*>\s*[^<]+ – Hardship support – Coventry City Council\s*<\/title>/);
    const shown = signsIn(body, list);
    expect(shown.length).toBeLessThan(inAll);
    seen.push(...shown);
    query = nextOf(body, goesOnBy, query);
  }
  expect(query).toBeUndefined();
  expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
});

test.each(lists)("$api $query goes on to its oldest item, and says how long it is", async (list) => {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const answer = await read(list.api, list, { ...list.query, ...(cursor && { cursor }) });
    expect(answer.status).toBe(200);
    const reply = answer.json<{ items: object[]; next?: string; count: number }>();
    expect(reply.count).toBe(inAll);
    seen.push(...signsIn(JSON.stringify(reply.items), list));
    cursor = reply.next;
  } while (cursor);
  expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
});

test("every list of the API that goes on by a cursor is tried here or named as tried elsewhere", () => {
  const paged = Object.entries<Contract>(contracts).flatMap(([route, { query = [] }]) => (query.includes("cursor") ? [route] : []));
  const tried = [...new Set(lists.map(({ api }) => api)), ...Object.keys(elsewhere)];
  expect(paged.filter((route) => !tried.includes(route))).toEqual([]);
});

test("a list that is too long to be counted says so by page and by API", async () => {
  const [list] = lists;
  if (!list) throw new Error("no list");
  const more = Array.from({ length: 1_000 }, (_, index) => {
    const item = list.item(index % inAll);
    return { ...item, pk: { S: `CASE#more-${index}` } };
  });
  for (let start = 0; start < more.length; start += 25) {
    const puts = more.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await service.table.client.send(new BatchWriteItemCommand({ RequestItems: { [service.table.name]: puts } }));
  }

  expect((await read(list.page, list, list.query)).body).toContain("Waiting for a decision (1,000 or more)");
  expect((await read(list.api, list, list.query)).json()).toMatchObject({ count: 1_000, countIsAtLeast: true });
});
