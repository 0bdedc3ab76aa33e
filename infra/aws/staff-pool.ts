import { Duration, RemovalPolicy, SecretValue } from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { servicesToReferTo } from "../../shared/domain/directory/directory.ts";
import { shippedDirectory } from "../../shared/domain/directory/shipped-directory.ts";
import { roles } from "../../shared/system.ts";
import type { Configuration } from "./configuration.ts";

/** A partner's group names the service. A person adds the group of a service that is published later. */
const groups = [...roles.filter((role) => role !== "partner"), ...servicesToReferTo(shippedDirectory).map(({ code }) => `partner:${code}`)];

type Federation = NonNullable<Extract<Configuration["identity"], { kind: "userPool" }>["federatedWith"]>;

export type StaffPoolProps = Pick<Configuration, "origin" | "region" | "signIn"> & {
  readonly identity: Extract<Configuration["identity"], { kind: "userPool" }>;
};

/**
 * The user pool of staff and partners, who cannot sign up by themselves. A password of the pool needs a second factor; the
 * council's provider has its own. The pool's groups give the roles either way.
 */
export class StaffPool extends Construct {
  readonly pool: cognito.UserPool;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The pool's own pages and its token endpoint. */
  readonly host: string;

  constructor(scope: Construct, id: string, { identity, origin, region, signIn }: StaffPoolProps) {
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
    this.pool.addDomain("SignInPages", { cognitoDomain: { domainPrefix: identity.signInPrefix } });

    const { UserPoolClientIdentityProvider } = cognito;
    const council = identity.federatedWith && this.#federateWith(identity.federatedWith);

    const client = this.pool.addClient("Service", {
      generateSecret: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [`${origin}/sign-in/callback`],
        logoutUrls: [`${origin}/signed-out`],
      },
      supportedIdentityProviders: [
        UserPoolClientIdentityProvider.COGNITO,
        ...(council ? [UserPoolClientIdentityProvider.custom(council.providerName)] : []),
      ],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(signIn.rolesMinutes),
      idTokenValidity: Duration.minutes(signIn.rolesMinutes),
      refreshTokenValidity: Duration.minutes(Math.max(60, signIn.longestMinutes)),
    });
    this.host = `${identity.signInPrefix}.auth.${region}.amazoncognito.com`;
    this.issuer = `https://cognito-idp.${region}.amazonaws.com/${this.pool.userPoolId}`;
    this.clientId = client.userPoolClientId;
    this.clientSecret = (client.node.defaultChild as cognito.CfnUserPoolClient).attrClientSecret;
    if (council) client.node.addDependency(council);
  }

  #federateWith({ name, issuer, clientId, clientSecret }: Federation): cognito.UserPoolIdentityProviderOidc {
    return new cognito.UserPoolIdentityProviderOidc(this, "Council", {
      userPool: this.pool,
      name,
      issuerUrl: issuer,
      clientId,
      // CloudFormation resolves this at deployment: the secret itself is in no template.
      clientSecret: SecretValue.secretsManager(clientSecret).unsafeUnwrap(),
      scopes: ["openid", "email", "profile"],
      attributeMapping: { email: cognito.ProviderAttribute.other("email"), fullname: cognito.ProviderAttribute.other("name") },
    });
  }
}
