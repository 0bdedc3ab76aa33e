import { expect, test } from "vitest";
import { createCountStatement } from "../../functions/statement/count-statement.ts";
import { createStatement } from "../../functions/statement/statement.ts";
import type { PublicFigures } from "../../shared/domain/return/public-figures.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import type { Table } from "../../shared/store/items.ts";
import { values } from "../../shared/store/items.ts";
import { statementAskedKey } from "../../shared/store/keys.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoStatements } from "../../shared/store/statements.ts";
import { dev, erin } from "../functions/budget/desk.ts";
import { awardPublishedYear } from "../generator/award-published-year.ts";
import { published, publishedYear } from "../generator/published-year.ts";
import { origin, send, signIn, tokensOf } from "../http.ts";
import { freshTable } from "../setup/table.ts";
import { deliverTo, insertOf, queueOn } from "../stream.ts";

const year = publishedYear();
const awards = year.flatMap((household) => household.awards);
/** The scheme is over, and all that it awarded stands. */
const now = new Date("2024-04-08T10:00:00Z");
const key = (id: string) => ({ "idempotency-key": id });

const roomOn = (table: Table) => {
  const ports = {
    statements: dynamoStatements(table),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
    referrals: dynamoReferrals(table),
    books: dynamoLineBooks(table),
  };
  return {
    room: createStatement({ origin, sessions: dynamoSessions(table), tokens: tokensOf(dev, erin), ...ports }),
    counting: createCountStatement({ ...ports, queue: queueOn(table) }),
  };
};

test("the generated year has the published shape, the same for the same seed", () => {
  const having = (type: string) => year.filter((household) => household.awards.some((award) => award.type === type)).length;
  expect(year).toHaveLength(published.households);
  expect(Object.fromEntries(Object.keys(published.byType).map((type) => [type, having(type)]))).toEqual(published.byType);
  expect(awards.reduce((sum, { amount }) => sum + amount, 0)).toBe(published.grant);
  expect(publishedYear()).toEqual(year);
  expect(publishedYear(7)).not.toEqual(year);
});

test("10,513 households, awarded by runs on the real engine, come to exactly the published figures, and again when they are rebuilt", {
  timeout: 1_800_000,
}, async () => {
  const table = await freshTable();
  await awardPublishedYear(table, year);

  const { room, counting } = roomOn(table);
  const [asDev, asErin] = [await signIn(table, dev, now), await signIn(table, erin, now)];
  const path = { scheme: "HSF4" };
  const asked = await send(room, "POST /api/schemes/{scheme}/statements", {
    as: asDev,
    now,
    path,
    json: { period: "whole" },
    headers: key("published-year"),
  });
  const { statementId } = asked.json<{ statementId: string }>();
  const message = insertOf(values(statementAskedKey("HSF4", statementId)), "1", now);
  // A busy machine takes longer than Lambda would for the book of a whole year.
  expect(await deliverTo(counting, [message], 1_500_000, now)).toEqual([]);
  const statement = { as: asErin, now, path: { ...path, statementId } };
  const approved = await send(room, "POST /api/schemes/{scheme}/statements/{statementId}/approvals", {
    ...statement,
    json: {},
    headers: key("published-approval"),
  });
  expect(approved.status).toBe(201);

  const [shown] = (await send(room, "GET /api/public-figures", { now })).json<{ items: readonly { figures: PublicFigures }[] }>().items;
  const { one, twoOrThree, moreThanThree } = shown?.figures.awards ?? { one: 0, twoOrThree: 0, moreThanThree: 0 };
  expect(shown?.figures).toMatchObject({
    households: published.households,
    types: [6_816, 9_755, 547, 1_382, 278].map((households) => ({ households })),
    typesTogether: published.typesTogether,
    grant: published.grant,
    awarded: published.grant,
    paid: 0,
  });
  expect(one + twoOrThree + moreThanThree).toBe(published.households);
  expect(one / published.households).toBeGreaterThan(1 / 3);
  expect(moreThanThree / published.households).toBeCloseTo(1 / 3, 1);
  const page = (await send(room, "GET /public-figures", { now })).body;
  for (const figure of ["10,513", "6,816", "9,755", "547", "1,382", "278", "18,778", "£6,400,000"]) expect(page).toContain(figure);

  const rebuilt = await send(room, "GET /api/schemes/{scheme}/statements/{statementId}/rebuilt", statement);
  expect(rebuilt.json()).toEqual({ isSame: true, differing: [] });
});
