import { beforeAll, expect, test } from "vitest";
import { aDayInCrf } from "../examples.ts";
import { everythingIn } from "../setup/table.ts";
import { callsTo, following } from "../shared/http/callers.ts";
import { type MarkedWorld, makeMarkedWorld, type People } from "../shared/http/marked-world.ts";
import { notTheirs, toldIn } from "../shared/http/owners.ts";
import { everybodyAt } from "../shared/http/people.ts";
import { deployedService } from "./deployed.ts";

const { origin, table, setClock } = deployedService();
const call = following(callsTo(origin));
let people: People;
let world: MarkedWorld;

beforeAll(async () => {
  await setClock(aDayInCrf);
  people = await everybodyAt({ origin, table }, aDayInCrf);
  world = await makeMarkedWorld(call, people);
});

test("the deployed service refuses people with the right role on somebody else's item, and changes nothing", async () => {
  const before = await everythingIn(table);
  const told: string[] = [];
  const expected: string[] = [];
  for (const { route, as, asked, told: status } of notTheirs(world)) {
    told.push(`${as} is told ${toldIn(await call(people[as], route, asked))} by ${route}`);
    expected.push(`${as} is told ${status} by ${route}`);
  }
  expect(told).toEqual(expected);
  expect(told.length).toBeGreaterThan(0);
  expect(await everythingIn(table)).toEqual(before);
});
