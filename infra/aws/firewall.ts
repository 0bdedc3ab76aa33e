import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { council } from "../../shared/council.ts";

/** The one region where CloudFront looks for a firewall. */
export const firewallRegion = "us-east-1";
/** What an environment's requests are counted under. */
export const firewallMetric = (environment: string): string => `hardship-support-${environment}`;

/**
 * Requests in five minutes from one address. A council's office is one address to the outside: this is a hundred
 * people who open a page every six seconds, and far less than a machine that tries passwords or fills in forms.
 */
const requestsPerAddress = 5_000;

/** Rules of AWS's that count what they find and let it pass, each with its reason. */
const onlyCounted: Readonly<Record<string, readonly string[]>> = {
  // What people write of their lives is free text, and lists of households are large: a form must never be lost for its
  // words or its length. The service holds every body to a limit of its own and writes nothing into a page unescaped.
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

/** Nothing of a request is kept: a sample would have somebody's cookies and address in it. */
const counted = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const managedRules = (): CfnWebACL.RuleProperty[] =>
  Object.entries(onlyCounted).map(([name, rules], index) => ({
    name,
    priority: index + 1,
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

/** Whoever is turned away is told how to be helped all the same. */
const turnedAway = `<!doctype html><html lang="en"><title>Sorry, please try again in a few minutes</title><h1>Sorry, please try again in a few minutes</h1><p>Too many requests came from where you are. If you need help today, call ${council.telephone} (${council.telephoneHours}).</p></html>`;

/** What the content delivery network asks before it lets a request through. */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    const list = new CfnWebACL(this, "List", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      customResponseBodies: { tooMany: { contentType: "TEXT_HTML", content: turnedAway } },
      rules: [limitPerAddress, ...managedRules()],
      visibilityConfig: counted(firewallMetric(name)),
    });
    this.arn = list.attrArn;
  }
}
