import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../../infra/local/host.ts";
import { serviceOn } from "../../journeys/service.ts";
import { everythingIn } from "../../setup/table.ts";
import { callsTo, following } from "./callers.ts";
import { type MarkedWorld, makeMarkedWorld, marks, type People } from "./marked-world.ts";
import { notTheirs, toldIn, unsaid } from "./owners.ts";
import { everybodyAt } from "./people.ts";

let host: Host;
let people: People;
let world: MarkedWorld;

beforeAll(async () => {
  host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }) });
  people = await everybodyAt(serviceOn(host));
  world = await makeMarkedWorld(callsTo(host.origin), people);
});
afterAll(() => host?.stop());

test("every route with an id in its path has an ownership rule", () => {
  expect(unsaid).toEqual([]);
});

test("people with the right role on somebody else's item are refused and change nothing", async () => {
  const call = following(callsTo(host.origin));
  const table = { client: host.client, name: host.tableName };
  const before = await everythingIn(table);
  const told: string[] = [];
  const expected: string[] = [];

  for (const { route, as, asked, told: status } of notTheirs(world)) {
    const answered = await call(people[as], route, asked);
    told.push(`${as} is told ${toldIn(answered)} by ${route}`);
    expected.push(`${as} is told ${status} by ${route}`);
    if (status === 404) expect(answered.body, route).not.toMatch(marks);
  }

  expect(told).toEqual(expected);
  expect(told.length).toBeGreaterThan(0);
  expect(await everythingIn(table)).toEqual(before);
});
