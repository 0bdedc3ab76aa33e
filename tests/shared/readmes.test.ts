import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const readmes = globSync("**/README.md", { exclude: (path) => /^(node_modules|\.)/.test(path) });

/** The anchors of a document, as GitHub makes them from its headings. */
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

const isThere = (readme: string, link: string): boolean => {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? readme : join(dirname(readme), path);
  return existsSync(target) && (anchor === undefined || anchorsIn(readFileSync(target, "utf8")).includes(anchor));
};

test("there are READMEs to read", () => {
  expect(readmes).toContain("README.md");
  expect(readmes).toContain(join("functions", "README.md"));
});

test.for(readmes)("every relative link in %s leads to a file, and to a heading of it", (readme) => {
  const links = [...readFileSync(readme, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !/^[a-z]+:/.test(link) && !isThere(readme, link))).toEqual([]);
});
