import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { readSecrets, secondsKnown } from "../../../functions/way-in/read-secrets.ts";
import { createWayIn } from "../../../functions/way-in/way-in.ts";

const [first, second] = ["a".repeat(32), "b".repeat(32)];
const asked = (headers?: Record<string, string>) => ({ headers }) as unknown as APIGatewayRequestAuthorizerEventV2;

test("a request with any good secret comes in; one with another, an empty or no header does not", async () => {
  const wayIn = createWayIn({ secrets: async () => [first, second] });
  const answers: (Record<string, string> | undefined)[] = [{ "x-from-edge": first }, { "x-from-edge": second }, { "x-from-edge": "a" }, { "x-from-edge": "" }, {}, undefined];
  const told = await Promise.all(answers.map((headers) => wayIn(asked(headers))));
  expect(told.map(({ isAuthorized }) => isAuthorized)).toEqual([true, true, false, false, false, false]);
});

test("a secret that somebody adds is good within a minute, and one that they remove is refused within a minute", async () => {
  let kept: Record<string, string> = { one: first };
  let now = 0;
  let reads = 0;
  const secrets = readSecrets(
    async () => {
      reads += 1;
      return JSON.stringify(kept);
    },
    () => now,
  );
  expect([await secrets(), await secrets()]).toEqual([[first], [first]]);
  kept = { two: second };
  now = secondsKnown * 1000;
  expect([await secrets(), reads]).toEqual([[second], 2]);
});

test.for(["", "none", "{}x", '{"one":"short"}', '{"one":7}', "[]"])("a secret that is %j is a fault, and lets nobody in", async (text) => {
  await expect(readSecrets(async () => text)()).rejects.toMatchObject({ code: "secretUnreadable" });
});
