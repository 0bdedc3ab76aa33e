import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { ApiGatewayv2DomainProperties } from "aws-cdk-lib/aws-route53-targets";
import { Construct } from "constructs";
import { fromEdgeHeader } from "../../shared/http/from-edge.ts";
import { gatewayRoutesOf } from "../../shared/http/gateway-routes.ts";
import { limits, type Who } from "../../shared/system.ts";
import type { Configuration, Front } from "./configuration.ts";

/** No address, no path as typed: the access log holds nothing of a person. */
const accessLine = {
  requestId: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
};

const { requestsPerSecond, burst } = limits;

export type Served = { readonly lambda: LambdaFunction; readonly routes: Readonly<Record<string, Who>> };
export type PublicApiProps = {
  readonly configuration: Configuration;
  readonly served: readonly Served[];
  /** Asked before every function, where there is an edge. */
  readonly wayIn: LambdaFunction | undefined;
};

/** The one HTTP API, with every declared route on its function: routes that share a path share one `ANY` route. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { configuration, served, wayIn }: PublicApiProps) {
    super(scope, id);
    const { edge: front, logRetention } = configuration;
    // Behind CloudFront the API answers only to its own host name.
    this.api = new HttpApi(this, "Api", {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      disableExecuteApiEndpoint: front !== undefined,
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-APIG4",
      reason: "Residents need no account. Every other route is guarded in its function, from the same declaration, by session or token.",
    });
    const guard = wayIn && {
      authorizer: new HttpLambdaAuthorizer("WayIn", wayIn, {
        authorizerName: Stack.of(this).stackName,
        responseTypes: [HttpLambdaResponseType.SIMPLE],
        // API Gateway refuses a request without the header by itself.
        identitySource: [`$request.header.${fromEdgeHeader}`],
        resultsCacheTtl: Duration.minutes(1),
      }),
    };
    const routes = served.flatMap((each) => this.#serve(each, guard));

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
    if (front) this.#name(front, stage);
    else new CfnOutput(this, "Address", { value: this.api.apiEndpoint, description: "Where the API answers" });
  }

  #name({ apiName, apiCertificate, hostedZone }: Front, stage: HttpStage): void {
    const domainName = new DomainName(this, "Name", {
      domainName: apiName,
      certificate: Certificate.fromCertificateArn(this, "Certificate", apiCertificate),
    });
    new ApiMapping(this, "Mapping", { api: this.api, domainName, stage });
    const { regionalDomainName, regionalHostedZoneId } = domainName;
    new CfnOutput(this, "PointTheApiNameAt", { value: regionalDomainName, description: `What ${apiName} has to name` });
    if (!hostedZone) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    const target = RecordTarget.fromAlias(new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId));
    new ARecord(this, "Record", { zone, recordName: `${apiName}.`, target });
  }

  #serve({ lambda, routes }: Served, guard: { readonly authorizer: IHttpRouteAuthorizer } | undefined): HttpRoute[] {
    const integration = new HttpLambdaIntegration("Integration", lambda, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      scopePermissionToRoute: false,
    });
    return [...gatewayRoutesOf(routes).keys()].map(
      (route) => new HttpRoute(this, route.replaceAll("/", "|"), { httpApi: this.api, routeKey: routeKeyOf(route), integration, ...guard }),
    );
  }
}

const routeKeyOf = (route: string): HttpRouteKey => {
  const [method, path] = route.split(" ");
  return path ? HttpRouteKey.with(path, method as HttpMethod) : HttpRouteKey.DEFAULT;
};

/** The stage's limit is the public one. Routes for signed-in people get the staff limit. */
const staffLimits = (served: readonly Served[]) =>
  Object.fromEntries(
    served
      .flatMap(({ routes }) => [...gatewayRoutesOf(routes)].filter(([, declared]) => declared.some((route) => routes[route] !== "anyone")))
      .map(([route]) => [route, { ThrottlingRateLimit: requestsPerSecond.staff, ThrottlingBurstLimit: burst.staff }]),
  );
