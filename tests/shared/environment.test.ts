import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { secretReader } from "../../shared/environment.ts";

const arn = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:notify-AbCdEf";
const secrets = mockClient(SecretsManagerClient);
beforeEach(() => {
  secrets.reset();
});

test("a secret is fetched once, however often it is read", async () => {
  secrets.on(GetSecretValueCommand, { SecretId: arn }).resolves({ SecretString: "the key" });
  const read = secretReader(arn);
  expect(await Promise.all([read(), read()])).toEqual(["the key", "the key"]);
  expect(await read()).toBe("the key");
  expect(secrets.calls()).toHaveLength(1);
});

test("on one machine the variable holds the secret itself, and nothing is fetched", async () => {
  expect(await secretReader("the key")()).toBe("the key");
  expect(secrets.calls()).toHaveLength(0);
});

test("a missing secret is a fault, and is fetched again until somebody has put it there", async () => {
  secrets
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error("Secrets Manager can't find the specified secret."))
    .resolves({ SecretString: "the key" });
  const read = secretReader(arn);
  await expect(read()).rejects.toMatchObject({ code: "secretUnreadable" });
  expect(await read()).toBe("the key");
});

test("an empty secret is a missing one", async () => {
  secrets.on(GetSecretValueCommand).resolves({});
  await expect(secretReader(arn)()).rejects.toMatchObject({ code: "secretUnreadable" });
});
