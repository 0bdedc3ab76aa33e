import { Match, type Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { council } from "../../../shared/council.ts";
import { limits } from "../../../shared/system.ts";
import { configuration, synthesise } from "./synthesise.ts";

const { edge, api } = synthesise();
if (!edge) throw new Error("The live environment has no edge.");
const host = new URL(configuration.origin).hostname;

const only = (template: Template, type: string) => {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0]?.Properties;
};
const { DistributionConfig: distribution } = only(edge, "AWS::CloudFront::Distribution");
const firewall = only(edge, "AWS::WAFv2::WebACL");

test("people reach the service under the council's name, over TLS 1.2 or newer", () => {
  expect(distribution).toMatchObject({
    Aliases: [host],
    ViewerCertificate: { AcmCertificateArn: configuration.edge?.certificate, MinimumProtocolVersion: "TLSv1.2_2021" },
    DefaultCacheBehavior: { ViewerProtocolPolicy: "redirect-to-https" },
  });
  edge.hasResourceProperties("AWS::Route53::RecordSet", { Name: `${host}.`, Type: "A" });
  edge.hasResourceProperties("AWS::Route53::RecordSet", { Name: `${host}.`, Type: "AAAA" });
});

test("the edge reaches the API by its one name, over TLS, and the API answers to no other", () => {
  expect(distribution.Origins).toMatchObject([
    {
      DomainName: configuration.edge?.apiName,
      CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] },
    },
  ]);
  expect(only(api, "AWS::ApiGatewayV2::Api")).toMatchObject({ DisableExecuteApiEndpoint: true });
  expect(only(api, "AWS::ApiGatewayV2::DomainName")).toMatchObject({
    DomainName: configuration.edge?.apiName,
    DomainNameConfigurations: [{ CertificateArn: configuration.edge?.apiCertificate }],
  });
  api.resourceCountIs("AWS::ApiGatewayV2::ApiMapping", 1);
  api.hasResourceProperties("AWS::Route53::RecordSet", { Name: `${configuration.edge?.apiName}.`, Type: "A" });
});

test("the edge caches assets and nothing else, and passes every other request on with its cookies and query", () => {
  const disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
  const optimised = "658327ea-f89d-4fab-a63d-7e88639e58f6";
  const allButHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
  expect(distribution.DefaultCacheBehavior).toMatchObject({ CachePolicyId: disabled, OriginRequestPolicyId: allButHost });
  expect(distribution.DefaultCacheBehavior.AllowedMethods).toContain("POST");
  expect(distribution.CacheBehaviors).toMatchObject([
    { PathPattern: "/assets/*", CachePolicyId: optimised },
    { PathPattern: "/api/*", CachePolicyId: disabled, OriginRequestPolicyId: allButHost },
  ]);
  expect(distribution.CacheBehaviors[0]).not.toHaveProperty("OriginRequestPolicyId");
});

test("the edge's own replies have security headers, and a page's own headers win", () => {
  const { SecurityHeadersConfig: headers } = only(edge, "AWS::CloudFront::ResponseHeadersPolicy").ResponseHeadersPolicyConfig;
  expect(Object.keys(headers).sort()).toEqual(
    ["ContentSecurityPolicy", "ContentTypeOptions", "FrameOptions", "ReferrerPolicy", "StrictTransportSecurity"].sort(),
  );
  for (const header of Object.values(headers)) expect(header).toMatchObject({ Override: false });
});

test("the firewall limits the requests of each address and has AWS's rules", () => {
  expect(JSON.stringify(distribution.WebACLId)).toContain(Object.keys(edge.findResources("AWS::WAFv2::WebACL"))[0]);
  expect(firewall).toMatchObject({ Scope: "CLOUDFRONT", DefaultAction: { Allow: {} } });
  const [limit, , ...managed] = firewall.Rules;
  expect(limit).toMatchObject({
    Statement: { RateBasedStatement: { Limit: 5000, AggregateKeyType: "IP" } },
    Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
  });
  expect(
    managed.map(
      ({ Statement }: { Statement: { ManagedRuleGroupStatement: { Name: string } } }) => Statement.ManagedRuleGroupStatement.Name,
    ),
  ).toEqual(["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAmazonIpReputationList"]);
});

test("the firewall stops a wave from one address on public routes long before it uses up what all share", () => {
  const { RateBasedStatement: rate } = firewall.Rules[1].Statement;
  expect(rate).toMatchObject({ Limit: 300, EvaluationWindowSec: 60, AggregateKeyType: "IP" });
  expect(rate.Limit / rate.EvaluationWindowSec).toBeLessThan(limits.requestsPerSecond.public / 5);
  const paths = rate.ScopeDownStatement.OrStatement.Statements.map(
    ({ ByteMatchStatement }: { ByteMatchStatement: { SearchString: string } }) => ByteMatchStatement.SearchString,
  );
  expect(paths).toEqual(["/apply", "/check", "/sign-in", "/api/applications", "/api/directory"]);
  expect(new Set(firewall.Rules.map(({ Priority }: { Priority: number }) => Priority)).size).toBe(firewall.Rules.length);
});

test("a program that calls by plain HTTP is refused and not redirected", () => {
  const api = distribution.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === "/api/*");
  expect(api.ViewerProtocolPolicy).toBe("https-only");
});

test("the edge shows the API its secret, which stands in no template", () => {
  const [header] = distribution.Origins[0].OriginCustomHeaders;
  expect(header.HeaderName).toBe("x-from-edge");
  expect(JSON.stringify(header.HeaderValue)).toContain(`{{resolve:secretsmanager:${configuration.edge?.secret.arn}:SecretString:first::}}`);
});

test("the firewall drops no form for its words or its length", () => {
  const overrides = firewall.Rules[2].Statement.ManagedRuleGroupStatement.RuleActionOverrides;
  for (const { Name, ActionToUse } of overrides) {
    expect(Name).toMatch(/_BODY$/);
    expect(ActionToUse).toEqual({ Count: {} });
  }
  expect(overrides.map(({ Name }: { Name: string }) => Name)).toContain("SizeRestrictions_BODY");
});

test("the page for a blocked address names another way to get help", () => {
  expect(firewall.CustomResponseBodies.tooMany.Content).toContain(council.telephone);
});

test("neither the edge nor the firewall keeps anything of a request", () => {
  expect(distribution).not.toHaveProperty("Logging");
  for (const { VisibilityConfig } of [firewall, ...firewall.Rules]) expect(VisibilityConfig.SampledRequestsEnabled).toBe(false);
});

test("without a hosted zone the outputs say where each name must point", () => {
  const { hostedZone: _zone, ...front } = configuration.edge ?? ({} as never);
  const without = synthesise({ edge: front });
  without.edge?.resourceCountIs("AWS::Route53::RecordSet", 0);
  without.api.resourceCountIs("AWS::Route53::RecordSet", 0);
  without.edge?.hasOutput("PointTheOriginAt", { Description: Match.stringLikeRegexp(host) });
  expect(Object.values(without.api.findOutputs("*")).map(({ Description }) => Description)).toContain(`What ${front.apiName} has to name`);
});

test("without an edge the API answers at its own address", () => {
  const without = synthesise({ edge: undefined });
  expect(without.edge).toBeUndefined();
  expect(only(without.api, "AWS::ApiGatewayV2::Api")).toMatchObject({ DisableExecuteApiEndpoint: false });
  without.api.resourceCountIs("AWS::ApiGatewayV2::DomainName", 0);
});
