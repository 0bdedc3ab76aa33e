import { beforeAll, beforeEach, expect, test } from "vitest";
import { createAddresses } from "../../../functions/addresses/addresses.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoAddressLists, dynamoGazetteer } from "../../../shared/store/gazetteer.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";

const manager: Principal = { id: "manager", name: "Sam Manager", roles: ["schemeManager"] };
const heading = "uprn,sub_building,building_number,street,town,postcode,custodian_code,state";
const first = `${heading}\n1,,91,Split Road,Coventry,CV1 2AB,4610,2\n2,Flat 2,91,Split Road,Coventry,CV1 2AB,4610,2`;
const second = `${heading}\n1,,91,Split Road,Coventry,CV1 2AB,4610,4\n3,,93,Split Road,Coventry,CV1 2AB,4610,2`;
const wrong = `${heading}\n1,,91,Split Road,Coventry,CV1 2AB,4610,2\n1,,93,Split Road,Coventry,CV1 2AB,4610,2`;

let table: Table;
let sam: SignedIn;
beforeAll(async () => {
  table = await freshTable();
});
beforeEach(async () => {
  table = await freshTable();
  sam = await signIn(table, manager);
});

const room = () =>
  createAddresses({ origin, lists: dynamoAddressLists(table), sessions: dynamoSessions(table), tokens: tokensOf(manager) });
const byPage = async (file?: string) => {
  const form = new FormData();
  form.append("formToken", sam.formToken);
  form.append("list", new File(file === undefined ? [] : [file], file === undefined ? "" : "gazetteer.csv"));
  const sent = new Response(form);
  const headers = { "content-type": sent.headers.get("content-type") ?? "" };
  return send(room(), "POST /addresses", { as: sam, body: new Uint8Array(await sent.arrayBuffer()), headers });
};
const byProgram = (list: string, key = "load-addresses-1") =>
  send(room(), "POST /api/address-lists", { as: sam, json: { list }, headers: { "idempotency-key": key } });
const homes = async () => {
  const found = await dynamoGazetteer(table).atPostcode("CV1 2AB", "");
  return found.kind === "found" ? found.addresses.map(({ uprn }) => uprn) : found.kind;
};
const shown = async () => textOf((await send(room(), "GET /addresses", { as: sam })).body);

test("without a list the page says that residents type their addresses", async () => {
  expect(await shown()).toContain("No list is loaded. Residents type their addresses.");
  expect((await send(room(), "GET /api/address-list", { as: sam })).status).toBe(404);
  expect(await homes()).toBe("unavailable");
});

test("a list that is loaded by program is looked up in, and the page says what it came to", async () => {
  const loaded = await byProgram(first);
  expect(loaded.status).toBe(201);
  expect(loaded.json()).toMatchObject({ addresses: 2, gone: 0, outside: 0, notHomes: 0, loadedBy: { name: "Sam Manager" } });
  expect(await homes()).toEqual(["1", "2"]);
  const page = await shown();
  for (const said of ["by Sam Manager", "Homes that can be chosen 2"]) expect(page).toContain(said);
});

test("a newer list takes over as a whole, and the same file again is the same list", async () => {
  await byProgram(first);
  const one = await byProgram(second, "load-addresses-2");
  const again = await byProgram(second, "load-addresses-3");
  expect(again.json<{ listId: string }>().listId).toBe(one.json<{ listId: string }>().listId);
  expect(await homes()).toEqual(["3"]);
  expect(await dynamoGazetteer(table).byUprn("1", "CV1 2AB")).toMatchObject({ kind: "found", address: { isGone: true } });
});

test("two lists loaded at once: one of them is looked up in, and it is whole", async () => {
  await Promise.all([byProgram(first, "load-addresses-4"), byProgram(second, "load-addresses-5")]);
  expect([["1", "2"], ["3"]]).toContainEqual(await homes());
});

test("a file with a wrong row changes nothing, and its row is named by page and by program", async () => {
  await byProgram(first);
  const refused = await byProgram(wrong, "load-addresses-6");
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("Row 3: UPRN 1 stands in row 2 too.");
  expect(await homes()).toEqual(["1", "2"]);
});

test("a load that breaks off changes nothing for residents", async () => {
  await byProgram(first);
  const lists = dynamoAddressLists({ ...table, client: breakingAfter(1) });
  const addresses = [{ uprn: "9", line1: "9 Split Road", postcode: "CV1 2AB" }];
  const list = {
    listId: "broken",
    loadedAt: "2026-11-30T09:00:00.000Z",
    loadedBy: manager,
    counts: { addresses: 1, gone: 0, outside: 0, notHomes: 0 },
  };
  await expect(lists.load(list, addresses)).rejects.toThrow("broke off");
  expect(await homes()).toEqual(["1", "2"]);
});

/** The table's own client, which breaks off after so many calls. */
const breakingAfter = (calls: number): Table["client"] => {
  let left = calls;
  return new Proxy(table.client, {
    get: (client, name) =>
      name === "send"
        ? (command: Parameters<Table["client"]["send"]>[0]) => {
            left -= 1;
            return left < 0 ? Promise.reject(new Error("broke off")) : client.send(command);
          }
        : Reflect.get(client, name),
  });
};

test("a list that is chosen on the page is looked up in at once, and a wrong row is named there", async () => {
  const loaded = await byPage(first);
  expect(loaded.headers.location).toBe("/addresses?loaded=yes");
  expect(textOf((await send(room(), "GET /addresses", { as: sam, query: { loaded: "yes" } })).body)).toContain("The list is loaded.");
  expect(await shown()).toContain("gazetteer.csv");
  expect(await homes()).toEqual(["1", "2"]);
  expect((await byPage(wrong)).body).toContain("Row 3: UPRN 1 stands in row 2 too. Each address stands once.");
  expect((await byPage()).body).toContain("Choose the address list, as a CSV file");
  expect(await homes()).toEqual(["1", "2"]);
});
