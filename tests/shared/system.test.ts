import { expect, test } from "vitest";
import { type Act, acts, type FunctionSpec, functions, subjects } from "../../shared/system.ts";

const specs = Object.values<FunctionSpec>(functions);
const idsIn = (route: string) => [...route.matchAll(/\{(\w+)\}/g)].map(([, id]) => id);

test("every act is done by one function", () => {
  expect(specs.flatMap(({ acts: own = [] }) => own).sort()).toEqual(Object.keys(acts).sort());
});

test.for(Object.entries<Act>(acts))("both doors of %s lead to the thing that it is of", ([, { of, page, api }]) => {
  const doors = [page, api].flatMap((route) => (route ? [idsIn(route)] : []));
  expect(doors.length).toBeGreaterThan(0);
  for (const ids of doors) {
    expect(ids).toEqual(doors[0]);
    if (subjects[of] && ids.length > 0) expect(ids).toContain(subjects[of]);
  }
});

test("what only reads is a GET, and the doors of acts are POSTs", () => {
  for (const { reads = {}, acts: own = [], routes = {} } of specs) {
    expect(Object.keys(reads).filter((route) => !route.startsWith("GET ") && route !== "$default")).toEqual([]);
    const posts = own.flatMap((name) =>
      Object.values<string | readonly string[]>(acts[name]).filter((value) => String(value).startsWith("POST ")),
    );
    expect(Object.keys(routes).filter((route) => route.startsWith("POST "))).toEqual(posts);
  }
});
