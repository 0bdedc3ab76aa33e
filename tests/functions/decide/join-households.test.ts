import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { aDayInCrf, approver, assessor, secondAssessor, submitExample } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { awardTo, bed, differencesOf, figuresOf, fuel, join, openJoinDesk, rent, split, standingOf } from "./join-desk.ts";

const awardedIn = (outcome: Awaited<ReturnType<typeof awardTo>>) => {
  if (outcome.kind !== "awarded") throw new Error(`Not awarded: ${outcome.kind}.`);
  return outcome.award;
};

test("joined, awarded and split: each household's claims, caps, next dates and counts, and every figure, equal a run that never joined", async () => {
  const [world, twin] = [await openJoinDesk(), await openJoinDesk()];
  for (const { a, b, ports, table } of [world, twin]) {
    awardedIn(await awardTo(a, fuel, ports));
    awardedIn(await awardTo(b, rent, ports));
    if (table === world.table) expect((await join(a, b, ports)).kind).toBe("joined");
    const later = await submitExample(table, { householdId: a.householdId });
    awardedIn(await awardTo(later, bed, ports, { now: new Date("2026-11-22T10:00:00Z") }));
    if (table === world.table) {
      await expectConsistent(table);
      expect(await differencesOf(table)).toEqual([]);
      expect((await split(a, b, ports)).kind).toBe("split");
    }
    await expectConsistent(table);
    expect(await differencesOf(table)).toEqual([]);
  }
  expect(await standingOf(world.table, world.a)).toEqual(await standingOf(twin.table, twin.a));
  expect(await standingOf(world.table, world.b)).toEqual(await standingOf(twin.table, twin.b));
  expect(await figuresOf(world.table)).toEqual(await figuresOf(twin.table));
});

test("two households that were helped from one budget count as one while they are joined, and as two before and after", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  awardedIn(await awardTo(a, fuel, ports));
  awardedIn(await awardTo(b, fuel, ports));
  const counted = async () => (await figuresOf(table)).find(({ category }) => category === "CRISIS_PAYMENT")?.households;

  expect(await counted()).toEqual({ inCategory: 2, inScheme: 2 });
  await join(a, b, ports);
  expect(await counted()).toEqual({ inCategory: 1, inScheme: 1 });
  await expectConsistent(table);
  await split(a, b, ports);
  expect(await counted()).toEqual({ inCategory: 2, inScheme: 2 });
  await expectConsistent(table);
});

test("whichever household's case asks, the second award for a need is refused with the first one's reference", async () => {
  for (const order of ["kept first", "joined first"]) {
    const { a, b, ports, table } = await openJoinDesk();
    const [first, second] = order === "kept first" ? [a, b] : [b, a];
    await join(a, b, ports);
    const { awardId } = awardedIn(await awardTo(first, fuel, ports));
    expect(await awardTo(second, fuel, ports), order).toMatchObject({ kind: "householdAlreadyAwarded", earlierAwardId: awardId });
    await expectConsistent(table);
  }
});

test("an award and a join at once end as if one had come after the other, whichever wins", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  awardedIn(await awardTo(a, fuel, ports));
  const [joined, awarded] = await Promise.all([join(a, b, ports), awardTo(b, fuel, ports)]);

  expect(joined.kind).toBe("joined");
  expect(["awarded", "householdAlreadyAwarded"]).toContain(awarded.kind);
  await expectConsistent(table);
  await split(a, b, ports);
  await expectConsistent(table);
});

test("two awards for one need at once, in two joined households, make one award", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  await join(a, b, ports);
  const outcomes = await Promise.all([awardTo(a, fuel, ports), awardTo(b, fuel, ports)]);

  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["awarded", "householdAlreadyAwarded"]);
  await expectConsistent(table);
});

test("joining in both directions at once joins once, and the same sent again changes nothing", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  const outcomes = await Promise.all([join(a, b, ports), join(b, a, ports), join(a, b, ports)]);
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["alreadyJoined", "alreadyJoined", "joined"]);
  expect((await join(a, b, ports)).kind).toBe("alreadyJoined");
  await expectConsistent(table);
});

test("a chain is one household, and splitting its middle takes along what had been joined to it", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  const c = await submitExample(table);
  await join(b, a, ports);
  await join(c, b, ports);
  const { awardId } = awardedIn(await awardTo(a, fuel, ports));
  for (const head of [b, c])
    expect(await awardTo(head, fuel, ports)).toMatchObject({ kind: "householdAlreadyAwarded", earlierAwardId: awardId });
  await expectConsistent(table);

  expect((await split(c, b, ports)).kind).toBe("split");
  await expectConsistent(table);
  expect(await awardTo(b, fuel, ports)).toMatchObject({ kind: "householdAlreadyAwarded", earlierAwardId: awardId });
  expect((await awardTo(c, fuel, ports)).kind).toBe("awarded");
  expect((await split(a, a, ports)).kind).toBe("split");
  expect((await awardTo(b, fuel, ports)).kind).toBe("awarded");
  await expectConsistent(table);
  expect(await differencesOf(table)).toEqual([]);
});

test("an award made while two households were joined goes where a person says, and money that comes back later follows it", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  const early = awardedIn(await awardTo(b, rent, ports, { now: new Date(aDayInCrf.getTime() - 60_000) }));
  await join(a, b, ports);
  const later = await submitExample(table, { householdId: b.householdId });
  const made = awardedIn(await awardTo(later, fuel, ports, { now: new Date(aDayInCrf.getTime() + 60_000) }));

  const wrong = await split(a, b, ports, { awardsTo: { [early.awardId]: a.householdId } });
  expect(wrong).toEqual({ kind: "awardNotMoved", awardId: early.awardId, because: { kind: "beforeJoin" } });
  expect((await split(a, b, ports, { awardsTo: { [made.awardId]: a.householdId } })).kind).toBe("split");
  await expectConsistent(table);
  expect(await differencesOf(table)).toEqual([]);

  const own = async (head: Case) => (await ports.cases.claims(head.householdId)).claims.map(({ awardId }) => awardId);
  expect(await own(a)).toEqual([made.awardId]);
  expect(await own(b)).toEqual([early.awardId]);
  // An award that was read before it was moved still finds the household that it counts for.
  expect((await ports.lines.standing(made)).household.householdId).toBe(a.householdId);
  expect((await ports.lines.household(made)).householdId).toBe(a.householdId);
});

test("an award cannot be put to a household that has had its own for the need", async () => {
  const { a, b, ports } = await openJoinDesk();
  await join(a, b, ports);
  const made = awardedIn(await awardTo(b, fuel, ports, { now: new Date(aDayInCrf.getTime() + 60_000) }));
  await split(a, b, ports);
  const own = awardedIn(await awardTo(a, fuel, ports));
  await join(a, b, ports);
  const outcome = await split(a, b, ports, { awardsTo: { [made.awardId]: a.householdId } });
  expect(outcome).toEqual({ kind: "awardNotMoved", awardId: made.awardId, because: { kind: "helpedTwice", earlierAwardId: own.awardId } });
});

test("a person with an interest in either household neither joins nor splits them, and sees no case of either after a join", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  const { declareInterest } = await import("../../../functions/decide/declare-interest.ts");
  const { dynamoInterests } = await import("../../../shared/store/interests.ts");
  const interests = dynamoInterests(table);
  await declareInterest({ caseId: a.caseId, by: assessor, now: aDayInCrf }, { ...ports, interests });

  expect((await join(b, a, ports, assessor)).kind).toBe("barred");
  expect((await join(b, a, ports, approver)).kind).toBe("joined");
  expect((await awardTo(b, fuel, ports)).kind).toBe("barred");
  expect((await ports.cases.find(b.caseId))?.barred).toEqual([assessor.id]);
  expect([...(await interests.barredFrom(assessor.id, [b]))]).toEqual([b.caseId]);
  expect((await split(b, a, ports, { by: assessor })).kind).toBe("barred");

  await declareInterest({ caseId: b.caseId, by: secondAssessor, now: aDayInCrf }, { ...ports, interests });
  await split(b, a, ports);
  for (const head of [a, b]) expect((await awardTo(head, fuel, ports, { by: secondAssessor })).kind).toBe("barred");
});
