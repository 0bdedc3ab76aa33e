import { CfnOutput, Duration, SecretValue, Stack, type StackProps, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import type { Construct } from "constructs";
import { fromEdgeHeader } from "../../shared/http/from-edge.ts";
import type { Configuration, Front } from "./configuration.ts";
import { Firewall } from "./firewall.ts";

export type EdgeStackProps = StackProps & { readonly name: string; readonly configuration: Configuration; readonly front: Front };

/** Longer than the time-out of any function that answers a request. */
const patience = Duration.seconds(20);

/** CloudFront and its firewall, in the one region where CloudFront looks for one. It knows the API by host name only, so no value crosses regions. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { name, configuration, front, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const host = new URL(configuration.origin).hostname;
    const always: Omit<BehaviorOptions, "cachePolicy"> = {
      origin: new HttpOrigin(front.apiName, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        readTimeout: patience,
        // CloudFormation resolves this at deployment: the secret itself is in no template.
        customHeaders: { [fromEdgeHeader]: SecretValue.secretsManager(front.secret.arn, { jsonField: front.secret.sends }).unsafeUnwrap() },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.#headers(),
    };

    const dynamic: BehaviorOptions = {
      ...always,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A page may hold personal data, so cache none.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const distribution = new Distribution(this, "Distribution", {
      comment: `Hardship support, ${configuration.councilName}`,
      domainNames: [host],
      certificate: Certificate.fromCertificateArn(this, "Certificate", front.certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: new Firewall(this, "Firewall", { name }).arn,
      defaultBehavior: dynamic,
      // An asset's address changes with its content.
      additionalBehaviors: {
        "/assets/*": { ...always, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
        // A redirect would come after a token had travelled in the clear, and hide that from the program's owner.
        "/api/*": { ...dynamic, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY },
      },
    });
    Validations.of(distribution).acknowledge(
      {
        id: "AwsSolutions-CFR1",
        reason: "People apply from abroad for relatives here, and an address says little of where somebody lives.",
      },
      {
        id: "AwsSolutions-CFR3",
        reason:
          "Its lines would have addresses of people and what they typed into an address bar; the API's own log has a line for each request.",
      },
    );
    this.#point(host, distribution, front);
  }

  /** Headers for CloudFront's own replies. A header that the service sends wins. */
  #headers(): ResponseHeadersPolicy {
    const override = false;
    return new ResponseHeadersPolicy(this, "Headers", {
      securityHeadersBehavior: {
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override },
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override },
      },
    });
  }

  #point(host: string, distribution: Distribution, { hostedZone }: Front): void {
    new CfnOutput(this, "PointTheOriginAt", { value: distribution.distributionDomainName, description: `What ${host} has to name` });
    if (!hostedZone) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, "Name", { zone, recordName: `${host}.`, target });
    new AaaaRecord(this, "NameIpv6", { zone, recordName: `${host}.`, target });
  }
}
