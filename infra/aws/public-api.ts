import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  type CfnStage,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { limits, type Who } from "../../shared/system.ts";

/** Ids, the route as declared, and numbers: no address, no path as typed, nothing of the person. */
const accessLine = {
  requestId: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
};

const { requestsPerSecond, burst } = limits;

export type Served = { readonly lambda: LambdaFunction; readonly routes: Readonly<Record<string, Who>> };
export type PublicApiProps = { readonly logRetention: RetentionDays; readonly served: readonly Served[] };

/** The one HTTP API, with every declared route on its function. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { logRetention, served }: PublicApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", { createDefaultStage: false });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-APIG4",
      reason: "Residents need no account. Every other route is guarded in its function, from the same declaration, by session or token.",
    });
    const routes = served.flatMap((each) => this.#serve(each));

    this.accessLog = new LogGroup(this, "AccessLog", { retention: logRetention, removalPolicy: RemovalPolicy.RETAIN });
    const stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond.public, burstLimit: burst.public },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLine)),
      },
    });
    (stage.node.defaultChild as CfnStage).routeSettings = staffLimits(served);
    // A stage refuses settings for a route that does not exist yet.
    stage.node.addDependency(...routes);
  }

  #serve({ lambda, routes }: Served): HttpRoute[] {
    const integration = new HttpLambdaIntegration("Integration", lambda, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      scopePermissionToRoute: false,
    });
    return Object.keys(routes).map(
      (route) => new HttpRoute(this, route.replaceAll("/", "|"), { httpApi: this.api, routeKey: routeKeyOf(route), integration }),
    );
  }
}

const routeKeyOf = (route: string): HttpRouteKey => {
  const [method, path] = route.split(" ");
  return path ? HttpRouteKey.with(path, method as HttpMethod) : HttpRouteKey.DEFAULT;
};

/** The stage's own limit is the public one. A route that only signed-in people may call is given theirs. */
const staffLimits = (served: readonly Served[]) =>
  Object.fromEntries(
    served
      .flatMap(({ routes }) => Object.entries(routes))
      .filter(([, who]) => who !== "anyone")
      .map(([route]) => [route, { ThrottlingRateLimit: requestsPerSecond.staff, ThrottlingBurstLimit: burst.staff }]),
  );
