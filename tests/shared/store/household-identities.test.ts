import { expect, test } from "vitest";
import type { HouseholdIdentity } from "../../../shared/domain/identity/identity.ts";
import { keysOf, mostHouseholdsOfKey } from "../../../shared/domain/identity/keys-of.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities, type IdentityChange } from "../../../shared/store/household-identities.ts";
import type { Table } from "../../../shared/store/items.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";

const identityOf = (householdId: string, more: Partial<HouseholdIdentity> = {}): HouseholdIdentity => ({
  householdId,
  version: 0,
  people: [{ personId: "1", name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self", from: "2026-11-20" }],
  homes: [{ address: { kind: "settled", line1: "91 Split Road", postcode: "CV1 2AB" }, from: "2026-11-20" }],
  phones: ["07700900982"],
  emails: [],
  accounts: [],
  ...more,
});

const secretOf = (secret: string) => async () => secret;

const keep = async (table: Table, changes: readonly IdentityChange[], secret = "a") => {
  const { identities, identifiers } = await dynamoHouseholdIdentities(table, secretOf(secret)).change(changes);
  return commit(table, { identities, identifiers });
};

const found = async (table: Table, own: HouseholdIdentity, secret = "a") =>
  (await dynamoHouseholdIdentities(table, secretOf(secret)).candidates([own]))
    .flatMap(({ candidates }) => candidates)
    .map(({ identity }) => identity.householdId);

test("a household is found by any identifier that it shares, and its record says nothing without the key", async () => {
  const table = await freshTable();
  await keep(table, [{ becomes: identityOf("H-1") }]);
  expect(await found(table, identityOf("H-2", { people: [], homes: [] }))).toEqual(["H-1"]);
  expect(await found(table, identityOf("H-2", { people: [], homes: [], phones: [] }))).toEqual([]);
  expect(JSON.stringify(await everythingIn(table))).not.toMatch(/Robin|Split|900982/);
  expect(await dynamoHouseholdIdentities(table, secretOf("a")).find("H-1")).toEqual({ ...identityOf("H-1"), version: 1 });
  await expect(dynamoHouseholdIdentities(table, secretOf("other")).find("H-1")).rejects.toMatchObject({ code: "itemUnreadable" });
});

test("two households that share an identifier cannot both be written from one look", async () => {
  const table = await freshTable();
  const identities = dynamoHouseholdIdentities(table, secretOf("a"));
  const [one, other] = await Promise.all(["H-1", "H-2"].map((householdId) => identities.change([{ becomes: identityOf(householdId) }])));
  const write = (writes = one) => commit(table, { identities: writes?.identities, identifiers: writes?.identifiers });
  expect((await write()).kind).toBe("committed");
  expect((await write(other)).kind).toBe("refused");
});

test("a change moves a household in the index: it is found by what it became, and no more by what it was", async () => {
  const table = await freshTable();
  const identities = dynamoHouseholdIdentities(table, secretOf("a"));
  await keep(table, [{ becomes: identityOf("H-1") }]);
  const was = await identities.find("H-1");
  if (!was) throw new Error("H-1 was not kept.");
  expect((await keep(table, [{ was, becomes: { ...was, phones: ["07700900111"] } }])).kind).toBe("committed");
  expect((await keep(table, [{ was, becomes: was }])).kind).toBe("refused");
  const byPhone = (phone: string) => found(table, identityOf("H-2", { people: [], homes: [], phones: [phone] }));
  expect(await byPhone("07700900111")).toEqual(["H-1"]);
  expect(await byPhone("07700900982")).toEqual([]);
});

test("two changes in one transaction touch a shared identifier once, and a household that was joined is found no more", async () => {
  const table = await freshTable();
  const identities = dynamoHouseholdIdentities(table, secretOf("a"));
  const own = identityOf("H-3");
  await keep(table, [{ becomes: identityOf("H-1") }]);
  await keep(table, [{ becomes: identityOf("H-2", { homes: [] }) }]);
  const [one, two] = await Promise.all(["H-1", "H-2"].map((householdId) => identities.find(householdId)));
  if (!one || !two) throw new Error("The households were not kept.");
  expect(await found(table, own)).toEqual(["H-1", "H-2"]);
  expect(
    (
      await keep(table, [
        { was: one, becomes: one },
        { was: two, becomes: two, isFound: false },
      ])
    ).kind,
  ).toBe("committed");
  expect(await found(table, own)).toEqual(["H-1"]);
  const joined = await identities.find("H-2");
  if (!joined) throw new Error("H-2 was lost.");
  expect((await keep(table, [{ was: joined, wasFound: false, becomes: joined }])).kind).toBe("committed");
  expect(await found(table, own)).toEqual(["H-1", "H-2"]);
});

test("an identifier takes so many households and no more, and says that it is full", async () => {
  const table = await freshTable();
  const identities = dynamoHouseholdIdentities(table, secretOf("a"));
  const only = { phones: [], homes: [] };
  for (let number = 1; number <= mostHouseholdsOfKey + 1; number++) await keep(table, [{ becomes: identityOf(`H-${number}`, only) }]);
  const [check] = await identities.candidates([identityOf("H-new", only)]);
  const [name] = keysOf(identityOf("H-new", only));
  if (!name) throw new Error("A name with a date of birth is an identifier.");
  expect(check?.keys.householdsOf(name)).toHaveLength(mostHouseholdsOfKey);
  expect([check?.keys.isFull(name), check?.keys.isSharedByMany(name), check?.isCut]).toEqual([true, true, false]);
  expect(check?.candidates).toHaveLength(mostHouseholdsOfKey);
});

test("a phone that many households share brings nobody up", async () => {
  const table = await freshTable();
  const only = { people: [], homes: [] };
  for (let number = 1; number <= 4; number++) await keep(table, [{ becomes: identityOf(`H-${number}`, only) }]);
  expect(await found(table, identityOf("H-new", only))).toHaveLength(4);
  await keep(table, [{ becomes: identityOf("H-5", only) }]);
  expect(await found(table, identityOf("H-new", only))).toEqual([]);
});

test("while two keys are alive, a household of either is found", async () => {
  const table = await freshTable();
  await keep(table, [{ becomes: identityOf("H-1") }], "old");
  expect(await found(table, identityOf("H-2"), "new old")).toEqual(["H-1"]);
  await keep(table, [{ becomes: identityOf("H-2") }], "new old");
  expect(await found(table, identityOf("H-3"), "old")).toEqual(["H-1", "H-2"]);
  expect(await found(table, identityOf("H-3"), "new")).toEqual(["H-2"]);
});
