import { expect, test } from "vitest";
import { type Act, acts, type FunctionSpec, functions, subjects } from "../../shared/system.ts";

const specs = Object.values<FunctionSpec>(functions);
const idsIn = (route: string) => [...route.matchAll(/\{(\w+)\}/g)].map(([, id]) => id);

test("each act belongs to exactly one function", () => {
  expect(specs.flatMap(({ acts: own = [] }) => own).sort()).toEqual(Object.keys(acts).sort());
});

test.for(Object.entries<Act>(acts))(
  "the page and the API route of %s have the same ids, with that of its subject",
  ([, { of, page, api }]) => {
    const doors = [page, api].flatMap((route) => (route ? [idsIn(route)] : []));
    expect(doors.length).toBeGreaterThan(0);
    for (const ids of doors) {
      expect(ids).toEqual(doors[0]);
      if (subjects[of] && ids.length > 0) expect(ids).toContain(subjects[of]);
    }
  },
);

test("reads are GET routes, and acts are POST routes", () => {
  for (const { reads = {}, acts: own = [], routes = {} } of specs) {
    expect(Object.keys(reads).filter((route) => !route.startsWith("GET ") && route !== "$default")).toEqual([]);
    const posts = own.flatMap((name) =>
      Object.values<string | readonly string[]>(acts[name]).filter((value) => String(value).startsWith("POST ")),
    );
    expect(Object.keys(routes).filter((route) => route.startsWith("POST "))).toEqual(posts);
  }
});

const reads = Object.fromEntries(specs.flatMap(({ reads: own = {} }) => Object.entries(own)));

/** Its form stands on the pages of awards and lines too, and comes back only for a case that nobody knows. */
const standsElsewhereToo = "declareInterest";

test.for(Object.entries<Act>(acts).flatMap(([name, { on, who }]) => (on && name !== standsElsewhereToo ? [{ name, on, who }] : [])))(
  "everybody who may send the form of $name may open the page that it stands on",
  ({ on, who }) => {
    const open = reads[`GET ${on}`];
    expect(open).toBeDefined();
    if (who === "anyone" || open === "anyone") expect(open).toBe("anyone");
    else expect(who.filter((role) => !open?.includes(role))).toEqual([]);
  },
);
