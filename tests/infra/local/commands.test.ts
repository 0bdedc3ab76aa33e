import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pictures } from "../../journeys/browser.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");
const { scripts } = JSON.parse(await read("package.json")) as { scripts: Readonly<Record<string, string>> };
const commands = Object.keys(scripts).filter((name) => !name.startsWith("pre"));

test.each(commands)("npm run %s installs what it needs first", (name) => {
  expect(scripts[`pre${name}`]).toBe("node infra/local/ensure-deps.mjs");
});

test("the README names every command", async () => {
  const readme = await read("README.md");
  const unnamed = commands.filter((name) => !["start", "test"].includes(name) && !new RegExp(`npm run (-s )?${name}\\b`).test(readme));
  expect(unnamed).toEqual([]);
});

test("every picture in the README is one that npm run pictures takes", async () => {
  const shown = [...(await read("README.md")).matchAll(/\]\(tests\/journeys\/pictures\/([\w-]+)\.png\)/g)].map(([, name = ""]) => name);
  expect(shown.toSorted()).toEqual(Object.keys(pictures).toSorted());
  expect((await readdir(new URL("tests/journeys/pictures/", root))).toSorted()).toEqual(shown.map((name) => `${name}.png`).toSorted());

  const files = scripts.pictures?.match(/--project journeys (.*)$/)?.[1]?.split(" ") ?? [];
  const walked = (await Promise.all(files.map((name) => read(`tests/journeys/${name}.test.ts`)))).join("\n");
  const taken = [...walked.matchAll(/look\([^;]*"([\w-]+)"(?: : undefined)?\);/g)].map(([, name = ""]) => name);
  expect(shown.filter((name) => !taken.includes(name))).toEqual([]);
});
