import { expect, test } from "vitest";
import { declaredRouteOf, gatewayRoutesOf } from "../../../shared/http/gateway-routes.ts";
import { limits } from "../../../shared/system.ts";
import { configuration, functionIn, specs, synthesise } from "./synthesise.ts";

const { service, api } = synthesise();

const only = (type: string) => {
  const found = Object.values(api.findResources(type));
  expect(found).toHaveLength(1);
  return found[0]?.Properties;
};

/** Each route of the template, with the logical id of its function. */
const servedRoutes = () => {
  const integrations = api.findResources("AWS::ApiGatewayV2::Integration");
  return Object.values(api.findResources("AWS::ApiGatewayV2::Route")).map(({ Properties: { RouteKey, Target } }) => {
    const integration = integrations[Target["Fn::Join"][1][1].Ref];
    return [RouteKey, JSON.stringify(integration?.Properties.IntegrationUri)];
  });
};

test("the API has every declared route, on the function that declares it, and no other route", () => {
  const served = servedRoutes();
  const wanted = specs.flatMap(([name, { routes = {} }]) => [...gatewayRoutesOf(routes).keys()].map((route) => ({ name, route })));
  expect(served.map(([route]) => route).sort()).toEqual(wanted.map(({ route }) => route).sort());
  for (const { name, route } of wanted)
    expect(served.find(([each]) => each === route)?.[1], route).toContain(functionIn(service, name).logicalId);
  only("AWS::ApiGatewayV2::Api");
});

test("routes on one path are one, unless some are public; a function finds the declared route again by the method", () => {
  const routes = { $default: "anyone", "GET /a": "anyone", "POST /a": "anyone", "GET /b": "anyone", "POST /b": ["finance"] } as const;
  expect(Object.fromEntries(gatewayRoutesOf(routes))).toEqual({
    $default: ["$default"],
    "ANY /a": ["GET /a", "POST /a"],
    "GET /b": ["GET /b"],
    "POST /b": ["POST /b"],
  });
  const asked = (routeKey: string, method: string) =>
    declaredRouteOf({ routeKey, requestContext: { http: { method } } } as Parameters<typeof declaredRouteOf>[0]);
  expect(asked("ANY /a", "POST")).toBe("POST /a");
  expect(asked("ANY /a", "HEAD")).toBe("GET /a");
  expect(asked("ANY /a", "DELETE")).toBe("DELETE /a");
  expect(asked("GET /b", "GET")).toBe("GET /b");
});

test("routes and resources stay within what AWS allows one API and one stack", () => {
  // Quotas of API Gateway and CloudFormation. AWS raises the first on request; the second asks for another stack.
  expect(servedRoutes().length).toBeLessThanOrEqual(300);
  expect(Object.keys(api.toJSON().Resources).length).toBeLessThanOrEqual(500);
});

test("the API speaks the payload that the handlers read, and only it may call them", () => {
  api.allResourcesProperties("AWS::ApiGatewayV2::Integration", { PayloadFormatVersion: "2.0", IntegrationType: "AWS_PROXY" });
  api.allResourcesProperties("AWS::Lambda::Permission", { Principal: "apigateway.amazonaws.com" });
  api.resourceCountIs("AWS::Lambda::Permission", specs.filter(([, { routes, guardsTheWayIn }]) => routes || guardsTheWayIn).length);
});

test("every route asks first whether the request came through the edge, by its header; without an edge there is none to go round", () => {
  const [[authorizer, { Properties }] = ["", { Properties: {} }]] = Object.entries(api.findResources("AWS::ApiGatewayV2::Authorizer"));
  expect(Properties).toMatchObject({
    AuthorizerType: "REQUEST",
    EnableSimpleResponses: true,
    IdentitySource: ["$request.header.x-from-edge"],
    AuthorizerResultTtlInSeconds: 60,
  });
  expect(JSON.stringify(Properties.AuthorizerUri)).toContain(functionIn(service, "wayIn").logicalId);
  for (const { Properties: route } of Object.values(api.findResources("AWS::ApiGatewayV2::Route")))
    expect(route).toMatchObject({ AuthorizationType: "CUSTOM", AuthorizerId: { Ref: authorizer } });

  const without = synthesise({ edge: undefined }).api;
  without.resourceCountIs("AWS::ApiGatewayV2::Authorizer", 0);
  without.allResourcesProperties("AWS::ApiGatewayV2::Route", { AuthorizationType: "NONE" });
});

test("a route that only signed-in people may call has their limit; every other has the public one", () => {
  const { DefaultRouteSettings, RouteSettings } = only("AWS::ApiGatewayV2::Stage") ?? {};
  const { requestsPerSecond, burst } = limits;
  expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: requestsPerSecond.public, ThrottlingBurstLimit: burst.public });
  const guarded = specs.flatMap(([, { routes = {} }]) =>
    [...gatewayRoutesOf(routes)].filter(([, declared]) => declared.every((route) => routes[route] !== "anyone")).map(([route]) => route),
  );
  expect(Object.keys(RouteSettings).sort()).toEqual(guarded.sort());
  for (const settings of Object.values(RouteSettings)) {
    expect(settings).toEqual({ ThrottlingRateLimit: requestsPerSecond.staff, ThrottlingBurstLimit: burst.staff });
  }
});

test("the access log has a line for every request, with nothing of the person in it", () => {
  const { Format } = only("AWS::ApiGatewayV2::Stage")?.AccessLogSettings ?? {};
  expect(Object.values(JSON.parse(Format)).sort()).toEqual([
    "$context.requestId",
    "$context.requestTimeEpoch",
    "$context.responseLatency",
    "$context.routeKey",
    "$context.status",
  ]);
});

test("the API's log is kept for as long as the configuration says", () => {
  api.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: configuration.logRetention });
  api.resourceCountIs("AWS::Logs::LogGroup", 1);
});
