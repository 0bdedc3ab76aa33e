import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { serviceCodes } from "../../shared/domain/onward-help.ts";
import { roles } from "../../shared/system.ts";
import type { Configuration } from "./configuration.ts";

/** Nobody is just a partner: a partner's group names the service. */
const groups = [...roles.filter((role) => role !== "partner"), ...serviceCodes.map((service) => `partner:${service}`)];

/** Staff and partners: an administrator invites each one, and nobody signs in without a second factor. */
export class StaffPool extends Construct {
  readonly pool: cognito.UserPool;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;

  constructor(scope: Construct, id: string, { origin, region, signInPrefix }: Configuration) {
    super(scope, id);

    this.pool = new cognito.UserPool(this, "Pool", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      standardAttributes: { fullname: { required: true, mutable: true } },
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 14, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const group of groups) this.pool.addGroup(group, { groupName: group });
    this.pool.addDomain("SignInPages", { cognitoDomain: { domainPrefix: signInPrefix } });

    const client = this.pool.addClient("Service", {
      generateSecret: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [`${origin}/sign-in/callback`],
        logoutUrls: [`${origin}/signed-out`],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(8),
    });
    this.issuer = `https://cognito-idp.${region}.amazonaws.com/${this.pool.userPoolId}`;
    this.clientId = client.userPoolClientId;
    this.clientSecret = (client.node.defaultChild as cognito.CfnUserPoolClient).attrClientSecret;
  }
}
