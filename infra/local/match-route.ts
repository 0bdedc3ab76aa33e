import { gatewayRoutesOf } from "../../shared/http/gateway-routes.ts";
import type { FunctionName, FunctionSpec, Who } from "../../shared/system.ts";

export type Match<Name extends string = FunctionName> = {
  readonly name: Name;
  readonly route: string;
  /** The route as API Gateway names it to the function. */
  readonly routeKey: string;
  readonly who: Who;
  readonly pathParameters: Readonly<Record<string, string>>;
};

type Declared<Name extends string> = { readonly name: Name; readonly routeKey: string; readonly who: Who; readonly steps: readonly Step[] };
type Step = { readonly kind: "static" | "one" | "rest"; readonly word: string };

const readStep = (word: string): Step => {
  const [, name, isRest] = /^\{([^}+]+)(\+?)\}$/.exec(word) ?? [];
  return name ? { kind: isRest ? "rest" : "one", word: name } : { kind: "static", word };
};

const rank = { static: 0, one: 1, rest: 2 } as const;

const anyMethod = "ANY ";

/**
 * The most exact route first: at the first different step, a word beats a parameter, and a parameter beats a rest. On one path, a
 * route that names its method beats one that takes any.
 */
const mostExactFirst = (a: Declared<string>, b: Declared<string>): number => {
  for (let index = 0; index < Math.max(a.steps.length, b.steps.length); index += 1) {
    const [own, other] = [a, b].map(({ steps }) => rank[steps[index]?.kind ?? "rest"]);
    if (own !== other) return (own ?? 0) - (other ?? 0);
  }
  return Number(a.routeKey.startsWith(anyMethod)) - Number(b.routeKey.startsWith(anyMethod));
};

const parametersOf = (steps: readonly Step[], words: readonly string[]): Record<string, string> | undefined => {
  const found: Record<string, string> = {};
  for (const [index, { kind, word }] of steps.entries()) {
    if (kind === "rest") {
      const rest = words.slice(index).join("/");
      return rest ? { ...found, [word]: rest } : undefined;
    }
    const given = words[index];
    if (given === undefined || (kind === "static" ? given !== word : given === "")) return undefined;
    if (kind === "one") found[word] = given;
  }
  return words.length === steps.length ? found : undefined;
};

/** Finds the declared route of a request as an HTTP API does. */
export const routeMatcher = <Name extends string>(functions: Readonly<Record<Name, FunctionSpec>>) => {
  const declared = (Object.entries(functions) as [Name, FunctionSpec][]).flatMap(([name, { routes = {} }]) =>
    [...gatewayRoutesOf(routes)].flatMap(([routeKey, [first = routeKey]]) => {
      const who = routes[first];
      return who ? [{ name, routeKey, who, steps: (routeKey.split(" ")[1] ?? "").split("/").map(readStep) }] : [];
    }),
  );
  const ordered = declared.filter(({ routeKey }) => routeKey !== "$default").sort(mostExactFirst);
  const fallback = declared.find(({ routeKey }) => routeKey === "$default");

  return (method: string, rawPath: string): Match<Name> | "malformed" | "nowhere" => {
    let words: string[];
    try {
      words = rawPath.split("/").map(decodeURIComponent);
    } catch {
      return "malformed";
    }
    // A HEAD goes to the route of its GET.
    const wanted = `${method === "HEAD" ? "GET" : method} `;
    for (const { steps, ...match } of ordered) {
      const isTaken = match.routeKey.startsWith(anyMethod) || match.routeKey.startsWith(wanted);
      const pathParameters = isTaken ? parametersOf(steps, words) : undefined;
      if (pathParameters) return { ...match, route: match.routeKey.replace(anyMethod, wanted), pathParameters };
    }
    if (!fallback) return "nowhere";
    const { name, routeKey, who } = fallback;
    return { name, route: routeKey, routeKey, who, pathParameters: {} };
  };
};
