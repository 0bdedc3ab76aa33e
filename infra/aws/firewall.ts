import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { council } from "../../shared/council.ts";
import { limits } from "../../shared/system.ts";

/** The one region where CloudFront looks for a firewall. */
export const firewallRegion = "us-east-1";
export const firewallMetric = (environment: string): string => `hardship-support-${environment}`;

/**
 * Requests in five minutes from one address. A council's office has one address: this allows a hundred people a page
 * every six seconds, and stops a machine that tries passwords.
 */
const requestsPerAddress = 5_000;

/** AWS's rule groups, and the rules in each that only count matches. */
const onlyCounted: Readonly<Record<string, readonly string[]>> = {
  // Residents write free text and lists are large: the firewall must never drop a form for its words or its length.
  // The service limits every body and escapes everything that it writes into a page.
  AWSManagedRulesCommonRuleSet: [
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "EC2MetaDataSSRF_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
  ],
  AWSManagedRulesKnownBadInputsRuleSet: [],
  AWSManagedRulesAmazonIpReputationList: [],
};

/** No samples: they would hold people's cookies and addresses. */
const counted = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const managedRules = (): CfnWebACL.RuleProperty[] =>
  Object.entries(onlyCounted).map(([name, rules], index) => ({
    name,
    priority: index + 2,
    overrideAction: { none: {} },
    visibilityConfig: counted(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ruleActionOverrides: rules.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  }));

const limitPerAddress: CfnWebACL.RuleProperty = {
  name: "LimitPerAddress",
  priority: 0,
  action: { block: { customResponse: { responseCode: 429, customResponseBodyKey: "tooMany" } } },
  visibilityConfig: counted("LimitPerAddress"),
  statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: "IP" } },
};

/** The public routes that do work: a wave from one address is stopped here, before it uses up what all callers share. */
const publicPaths = ["/apply", "/check", "/sign-in", "/api/applications", "/api/directory"];

const startsWith = (path: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: path,
    textTransformations: [{ priority: 0, type: "NORMALIZE_PATH" }],
  },
});

const limitPerAddressOnPublicPaths: CfnWebACL.RuleProperty = {
  name: "LimitPerAddressOnPublicPaths",
  priority: 1,
  action: limitPerAddress.action ?? {},
  visibilityConfig: counted("LimitPerAddressOnPublicPaths"),
  statement: {
    rateBasedStatement: {
      limit: limits.perSource.requests,
      evaluationWindowSec: limits.perSource.seconds,
      aggregateKeyType: "IP",
      scopeDownStatement: { orStatement: { statements: publicPaths.map(startsWith) } },
    },
  },
};

/** The page for a blocked address names another way to get help. */
const turnedAway = `<!doctype html><html lang="en"><title>Sorry, please try again in a few minutes</title><h1>Sorry, please try again in a few minutes</h1><p>Too many requests came from where you are. If you need help today, call ${council.telephone} (${council.telephoneHours}).</p></html>`;

/** The web ACL in front of CloudFront. */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    const list = new CfnWebACL(this, "List", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      customResponseBodies: { tooMany: { contentType: "TEXT_HTML", content: turnedAway } },
      rules: [limitPerAddress, limitPerAddressOnPublicPaths, ...managedRules()],
      visibilityConfig: counted(firewallMetric(name)),
    });
    this.arn = list.attrArn;
  }
}
