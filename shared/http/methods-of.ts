import { type FunctionSpec, functions } from "../system.ts";

const routes = Object.values<FunctionSpec>(functions)
  .flatMap((spec) => Object.keys(spec.routes ?? {}))
  .flatMap((route) => {
    const [method = "", path] = route.split(" ");
    return path ? [{ method, pattern: new RegExp(`^${path.replaceAll(/\{\w+\+\}/g, ".+").replaceAll(/\{\w+\}/g, "[^/]+")}$`) }] : [];
  });

/** The methods that a path is declared with; none for an unknown path. */
export const methodsOf = (path: string): readonly string[] => [
  ...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
];
