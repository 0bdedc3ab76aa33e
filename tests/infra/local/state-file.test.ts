import { appendFile, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { growingList } from "../../../infra/local/growing-list.ts";
import { localSecrets } from "../../../infra/local/local-secrets.ts";
import { startSchedules } from "../../../infra/local/schedules.ts";
import { stateFile } from "../../../infra/local/state-file.ts";
import { fileCheckpoint } from "../../../infra/local/stream-position.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a value is read as it was last written, and nothing before that", async () => {
  const kept = stateFile<{ readonly n: number }>({ file: join(folder, "deeper", "kept.json"), what: "a number", without: "It is lost." });
  expect(await kept.read()).toBeUndefined();
  await kept.write({ n: 1 });
  await kept.write({ n: 2 });
  expect(await kept.read()).toEqual({ n: 2 });
});

test("a host killed while it wrote leaves the last whole value", async () => {
  const file = join(folder, "kept.json");
  const kept = stateFile<string>({ file, what: "a word", without: "It is lost." });
  await kept.write("whole");
  await writeFile(`${file}.next`, '"ha');
  expect(await kept.read()).toBe("whole");
});

const everyFile: [string, string, () => Promise<unknown>][] = [
  [
    "schedules.json",
    "the times of the scheduled work",
    () => startSchedules({ scheduled: {}, now: () => new Date(), file: join(folder, "schedules.json") }),
  ],
  ["secrets.json", "the secrets of this machine", () => localSecrets(folder)],
  ["position.json", "the place up to which changes were told to the queues", () => fileCheckpoint(join(folder, "position.json")).read()],
];

test.each(everyFile)("a damaged %s is named in a sentence, with what may be done", async (name, what, start) => {
  await writeFile(join(folder, name), '{"half": ');
  await expect(start()).rejects.toThrow(`The file ${join(folder, name)} with ${what} is damaged. Delete it and start again.`);
  await rm(join(folder, name));
  await expect(start()).resolves.not.toThrow();
});

test("the secrets are for this user alone", async () => {
  const made = await localSecrets(folder);
  expect(await localSecrets(folder)).toEqual(made);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o077).toBe(0);
});

test("a list whose last line was cut short keeps the others", async () => {
  const file = join(folder, "sent.jsonl");
  await growingList<number>(file).add(1);
  await appendFile(file, '\n{"ha');
  await growingList<number>(file).add(2);
  expect(await growingList<number>(file).all()).toEqual([1, 2]);
});
