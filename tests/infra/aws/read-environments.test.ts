import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environment } from "../../../infra/aws/environments/live.ts";
import { readEnvironments } from "../../../infra/aws/read-environments.ts";

const shipped = fileURLToPath(new URL("../../../infra/aws/environments", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "environments-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The message for an environment's file with this content. */
const saidOf = async (name: string, contents: string): Promise<string> => {
  await writeFile(join(folder, `${name}.ts`), contents);
  const said = await readEnvironments(folder, name).then(
    () => "nothing",
    (error: Error) => error.message,
  );
  return said.replace(`${join(folder, name)}.ts`, "The file");
};
const fileWith = (changes: object) => `export const environment = ${JSON.stringify({ ...environment, ...changes })};`;

test("both shipped environments can be used, and one can be chosen by its name", async () => {
  expect([...(await readEnvironments(shipped)).keys()]).toEqual(["live", "test"]);
  const chosen = await readEnvironments(shipped, "test");
  expect([...chosen.keys()]).toEqual(["test"]);
  expect(chosen.get("test")).toMatchObject({ region: "eu-west-2", notifyUrl: "https://api.notifications.service.gov.uk" });
});

test("an environment that has no file is named, with those that have one", async () => {
  await expect(readEnvironments(shipped, "tset")).rejects.toThrow(`There is no environment “tset”: ${shipped} has live, test.`);
  await expect(readEnvironments("/nowhere")).rejects.toThrow("There is no folder /nowhere with environments in it.");
});

test.each([
  ["a file that is no program", "broken", "export const environment = {", /^The file cannot be read: .+/],
  ["a file without an environment", "empty", "export const other = 1;", "The file exports no “environment”."],
  [
    "a name that no stack can have",
    "Live",
    fileWith({}),
    "The file is no name for an environment: use lower-case letters, digits and hyphens.",
  ],
  ["an unknown region", "region", fileWith({ region: "eu-west-99" }), "The file cannot be used: region is no region of AWS."],
  [
    "a Notify key that is the key itself and no reference",
    "key",
    fileWith({ notifyKey: "team-1234" }),
    "The file cannot be used: notifyKey must be the whole ARN of a secret.",
  ],
  [
    "a Notify key in another region",
    "far",
    fileWith({ notifyKey: "arn:aws:secretsmanager:us-east-1:111122223333:secret:notify-AbCdEf" }),
    "The file cannot be used: notifyKey must be in eu-west-2.",
  ],
  [
    "a certificate where CloudFront does not look",
    "certificate",
    fileWith({ edge: { ...environment.edge, certificate: environment.edge?.apiCertificate } }),
    "The file cannot be used: edge.certificate must be the ARN of a certificate in us-east-1, where CloudFront looks for it.",
  ],
  [
    "an origin that is not secret on its way",
    "origin",
    fileWith({ origin: "http://hardship.council.example" }),
    "The file cannot be used: origin must begin with https://.",
  ],
  [
    "several mistakes at once",
    "several",
    fileWith({ origin: "https://hardship.council.example/", alarmAddresses: [], evidenceYears: 0 }),
    "The file cannot be used: origin must be a host alone, with no path and no slash at its end; evidenceYears must be one year at least; alarmAddresses must name somebody.",
  ],
  ["a setting that nobody knows", "more", fileWith({ colour: "blue" }), /^The file cannot be used: it .*colour.*\.$/],
  [
    "a sign-in of no known kind",
    "sign-in",
    fileWith({ identity: { kind: "paper" } }),
    "The file cannot be used: identity.kind must say userPool or openIdProvider.",
  ],
])("%s is said in one sentence", async (_what, name, contents, says) => {
  const said = await saidOf(name, contents);
  if (typeof says === "string") expect(said).toBe(says);
  else expect(said).toMatch(says);
  expect(said).not.toContain("\n");
});

test("a provider and sandboxes on the same machine need no certificate", async () => {
  const origin = "http://127.0.0.1:4566";
  const identity = { kind: "openIdProvider", issuer: `${origin}/identity`, clientId: "hardship-support" };
  expect(await saidOf("machine", fileWith({ origin, edge: undefined, identity, notifyUrl: `${origin}/notify`, providerUrl: origin }))).toBe(
    "nothing",
  );
});

test("the app itself ends with that one sentence, before it builds anything", async () => {
  const app = fileURLToPath(new URL("../../../infra/aws/app.ts", import.meta.url));
  const context = JSON.stringify({ environment: "tset" });
  const ended = await promisify(execFile)(process.execPath, [app], {
    env: { ...process.env, CDK_CONTEXT_JSON: context, CDK_OUTDIR: folder },
  }).catch((error: { code: number; stderr: string; stdout: string }) => error);
  expect(ended).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^There is no environment “tset”: .+ has live, test\.\n$/),
  });
});
