import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { osPlaces } from "../../../functions/apply/os-places.ts";

/** A double of OS Places. It keeps what it was asked. */
let server: Server | undefined;
let asked: { url: string; key: string | undefined }[] = [];
afterEach(() => {
  server?.close().closeAllConnections();
  asked = [];
});
type Answer = { readonly status?: number; readonly body?: unknown; readonly isLate?: true };
const places = async (answer: (path: string) => Answer) => {
  const started = createServer((request, response) => {
    const { url = "", headers } = request;
    asked.push({ url, key: String(headers.key) });
    const { status = 200, body = {}, isLate } = answer(url);
    if (!isLate)
      response.writeHead(status, { "content-type": "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  return osPlaces(`http://127.0.0.1:${(started.address() as AddressInfo).port}/search/places/v1`, async () => "the key");
};

const dpa = (changes: object = {}) => ({
  DPA: {
    UPRN: "100070000002",
    ADDRESS: "FLAT 2, 91, SPLIT ROAD, COVENTRY, CV1 2AB",
    SUB_BUILDING_NAME: "FLAT 2",
    BUILDING_NUMBER: "91",
    THOROUGHFARE_NAME: "SPLIT ROAD",
    POST_TOWN: "COVENTRY",
    POSTCODE: "CV1 2AB",
    LOCAL_CUSTODIAN_CODE: 4610,
    BLPU_STATE_CODE: "2",
    CLASSIFICATION_CODE: "RD06",
    MATCH: 1,
    ...changes,
  },
});
const found = (...results: object[]) => ({ body: { header: { totalresults: results.length }, results } });
const home = {
  uprn: "100070000002",
  line1: "Flat 2, 91 Split Road",
  town: "Coventry",
  postcode: "CV1 2AB",
  unit: "Flat 2",
  custodian: "4610",
};

test("homes of a postcode come with UPRN, unit and council; offices and homes that are gone do not", async () => {
  const gazetteer = await places(() =>
    found(dpa(), dpa({ UPRN: "3", CLASSIFICATION_CODE: "CO01" }), dpa({ UPRN: "4", SUB_BUILDING_NAME: "FLAT 4", BLPU_STATE_CODE: "4" })),
  );
  expect(await gazetteer.atPostcode("CV1 2AB", "")).toEqual({ kind: "found", addresses: [home] });
  expect(asked).toEqual([{ url: "/search/places/v1/postcode?postcode=CV1+2AB&maxresults=100&dataset=DPA", key: "the key" }]);
});

test("a postcode with more than a hundred asks for a number, by which it looks again", async () => {
  const gazetteer = await places((path) =>
    path.includes("/find?")
      ? found(dpa(), dpa({ UPRN: "5", POSTCODE: "CV1 2AD" }))
      : { body: { header: { totalresults: 140 }, results: [dpa()] } },
  );
  expect(await gazetteer.atPostcode("CV1 2AB", "")).toEqual({ kind: "tooMany" });
  expect(await gazetteer.atPostcode("CV1 2AB", "flat 2")).toEqual({ kind: "found", addresses: [home] });
});

test("a UPRN is found at its own postcode alone", async () => {
  const gazetteer = await places(() => found(dpa()));
  expect(await gazetteer.byUprn("100070000002", "CV1 2AB")).toEqual({ kind: "found", address: home });
  expect(await gazetteer.byUprn("100070000002", "CV6 5AA")).toEqual({ kind: "notListed" });
});

test("a postcode without a home is an empty list", async () => {
  const gazetteer = await places(() => ({ body: { header: { totalresults: 0 } } }));
  expect(await gazetteer.atPostcode("CV1 2AB", "")).toEqual({ kind: "found", addresses: [] });
});

test.each([
  ["too many requests", { status: 429 }],
  ["a failure", { status: 500 }],
  ["a wrong key", { status: 401 }],
  ["an answer that is no JSON", { body: "<html>" }],
  ["an answer of another shape", { body: { results: "none" } }],
  ["no answer in time", { isLate: true }],
] as const)("%s: nobody could be asked, and nothing is thrown", async (_, answer) => {
  const gazetteer = await places(() => answer);
  expect(await gazetteer.atPostcode("CV1 2AB", "")).toEqual({ kind: "unavailable" });
  expect(await gazetteer.byUprn("1", "CV1 2AB")).toEqual({ kind: "unavailable" });
});
