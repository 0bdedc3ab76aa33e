import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Who } from "../system.ts";

type Routes = Readonly<Record<string, Who>>;

const isPublic = (who: Who) => who === "anyone";

/**
 * One function's routes as API Gateway has them, each with the declared routes that it stands for. Routes on one path with one limit
 * are one `ANY` route there, since AWS allows an API few routes.
 */
export const gatewayRoutesOf = (routes: Routes): ReadonlyMap<string, readonly string[]> => {
  const alike = Map.groupBy(Object.entries(routes), ([route, who]) => `${isPublic(who)} ${route.split(" ")[1] ?? route}`);
  return new Map(
    [...alike.values()].flatMap((group): [string, string[]][] => {
      const declared = group.map(([route]) => route);
      const [first] = declared;
      if (first === undefined) return [];
      return [[declared.length === 1 ? first : `ANY ${first.split(" ")[1]}`, declared]];
    }),
  );
};

/** The declared route of a request that API Gateway sent by an `ANY` route. A HEAD is answered as its GET. */
export const declaredRouteOf = ({ routeKey, requestContext }: Pick<APIGatewayProxyEventV2, "routeKey" | "requestContext">): string => {
  const { method } = requestContext.http;
  return routeKey.startsWith("ANY ") ? `${method === "HEAD" ? "GET" : method}${routeKey.slice("ANY".length)}` : routeKey;
};
