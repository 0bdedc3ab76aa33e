import { expect, test } from "vitest";
import { routeMatcher } from "../../../infra/local/match-route.ts";
import { type FunctionSpec, functions } from "../../../shared/system.ts";

const match = routeMatcher({
  pages: {
    entry: "",
    does: "",
    routes: { $default: "anyone", "GET /": "anyone", "GET /assets/{version}/{file+}": "anyone" },
  },
  cases: {
    entry: "",
    does: "",
    routes: {
      "GET /cases/{caseId}": ["assessor"],
      "GET /cases/{rest+}": "anyone",
      "GET /cases/check": "anyone",
      "POST /cases/{caseId}/award": ["assessor"],
    },
  },
});
const found = (method: string, path: string) => {
  const answer = match(method, path);
  return typeof answer === "string" ? answer : [answer.name, answer.route, answer.pathParameters];
};

test("a word in a path beats a parameter, and a parameter beats a rest", () => {
  expect(found("GET", "/cases/check")).toEqual(["cases", "GET /cases/check", {}]);
  expect(found("GET", "/cases/C-1")).toEqual(["cases", "GET /cases/{caseId}", { caseId: "C-1" }]);
  expect(found("GET", "/cases/C-1/more")).toEqual(["cases", "GET /cases/{rest+}", { rest: "C-1/more" }]);
});

test("a word beats a parameter on every path of the service, though routes of one path share one key", () => {
  const served = routeMatcher(functions);
  for (const [name, { routes = {} }] of Object.entries<FunctionSpec>(functions))
    for (const route of Object.keys(routes).filter((one) => one !== "$default")) {
      const [method = "", path = ""] = route.split(" ");
      const filled = path.replaceAll(/\{\w+\+?\}/g, "0000-0000-0000");
      expect(served(method, filled), route).toMatchObject({ name, route });
    }
});

test("path parameters are decoded, and a slash inside one does not split it", () => {
  expect(found("GET", "/cases/a%2Fb%20c")).toEqual(["cases", "GET /cases/{caseId}", { caseId: "a/b c" }]);
});

test("a rest takes all that is left, but not nothing", () => {
  expect(found("GET", "/assets/1/fonts/a.woff2")).toEqual([
    "pages",
    "GET /assets/{version}/{file+}",
    { version: "1", file: "fonts/a.woff2" },
  ]);
  expect(found("GET", "/assets/1/")).toEqual(["pages", "$default", {}]);
});

test("another method and an empty parameter go to the default", () => {
  expect(found("POST", "/cases/C-1")).toEqual(["pages", "$default", {}]);
  expect(found("POST", "/cases//award")).toEqual(["pages", "$default", {}]);
});

test("a HEAD is answered as a GET", () => {
  expect(found("HEAD", "/")).toEqual(["pages", "GET /", {}]);
});

test("a path that cannot be decoded is malformed", () => {
  expect(found("GET", "/cases/%E0%A4%A")).toBe("malformed");
});
