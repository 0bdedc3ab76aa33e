import { expect, test } from "vitest";
import { servicesToReferTo } from "../../../shared/domain/directory/directory.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { table } from "../../../shared/system.ts";
import { configuration, functionIn, synthesise } from "./synthesise.ts";

const { data } = synthesise();

/** Everything that must outlive any release, by its logical id. Written by hand: a changed id loses data. */
const stateful = {
  DataKey: "AWS::KMS::Key",
  Evidence: "AWS::S3::Bucket",
  Exports: "AWS::S3::Bucket",
  IdentityClientSecret: "AWS::SecretsManager::Secret",
  MatchingKey: "AWS::SecretsManager::Secret",
  NotifyKey: "AWS::SecretsManager::Secret",
  PlacesKey: "AWS::SecretsManager::Secret",
  ProviderKey: "AWS::SecretsManager::Secret",
  StaffPool: "AWS::Cognito::UserPool",
  Table: "AWS::DynamoDB::Table",
};

test.each(Object.entries(stateful))("%s keeps its logical id and outlives its stack", (logicalId, type) => {
  expect(data.findResources(type)[logicalId]).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
});

test("everything that holds data has a pinned logical id", () => {
  const types = [...new Set(Object.values(stateful))];
  expect(types.flatMap((type) => Object.keys(data.findResources(type))).sort()).toEqual(Object.keys(stateful));
});

test("the table has the declared keys, index and expiry", () => {
  data.hasResourceProperties("AWS::DynamoDB::Table", {
    KeySchema: [
      { AttributeName: table.partitionKey, KeyType: "HASH" },
      { AttributeName: table.sortKey, KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: table.index.name,
        KeySchema: [
          { AttributeName: table.index.partitionKey, KeyType: "HASH" },
          { AttributeName: table.index.sortKey, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    TimeToLiveSpecification: { AttributeName: table.expiry, Enabled: true },
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
});

test("the table can be put back to any second, cannot be deleted, and is encrypted with the council's own key", () => {
  data.hasResourceProperties("AWS::DynamoDB::Table", {
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: { "Fn::GetAtt": ["DataKey", "Arn"] } },
  });
  data.hasResourceProperties("AWS::KMS::Key", { EnableKeyRotation: true });
});

test("nobody signs up by themselves, and nobody signs in without a second factor", () => {
  data.hasResourceProperties("AWS::Cognito::UserPool", {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: "ON",
    EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    DeletionProtection: "ACTIVE",
  });
});

test("there is a group for every role, and one for the partners of each service that the product ships with", () => {
  const groups = Object.values(data.findResources("AWS::Cognito::UserPoolGroup")).map(({ Properties }) => Properties.GroupName);
  const staff = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor", "operator"];
  expect(groups.sort()).toEqual([...staff, ...servicesToReferTo(shippedDirectory).map(({ code }) => `partner:${code}`)].sort());
});

test("the service signs people in by code, with its secret, and back to its own origin only", () => {
  data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
    AllowedOAuthFlows: ["code"],
    GenerateSecret: true,
    PreventUserExistenceErrors: "ENABLED",
    CallbackURLs: [`${configuration.origin}/sign-in/callback`],
    LogoutURLs: [`${configuration.origin}/signed-out`],
  });
  data.resourceCountIs("AWS::Cognito::UserPoolDomain", 1);
});

test("every secret is encrypted with the council's own key, and none is written in the template", () => {
  data.allResourcesProperties("AWS::SecretsManager::Secret", { KmsKeyId: { "Fn::GetAtt": ["DataKey", "Arn"] } });
  const client = Object.keys(data.findResources("AWS::Cognito::UserPoolClient"))[0];
  const { MatchingKey, NotifyKey, ProviderKey, IdentityClientSecret } = data.findResources("AWS::SecretsManager::Secret");
  expect(MatchingKey?.Properties.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
  expect(NotifyKey?.Properties).toMatchObject({ GenerateSecretString: {} });
  expect(ProviderKey?.Properties).toMatchObject({ GenerateSecretString: {} });
  expect(IdentityClientSecret?.Properties.SecretString).toEqual({ "Fn::GetAtt": [client, "ClientSecret"] });
});

test("the evidence is nobody's but the service's, over TLS alone, versioned, and kept no longer than the configuration says", () => {
  data.hasResourceProperties("AWS::S3::Bucket", {
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: { "Fn::GetAtt": ["DataKey", "Arn"] } } },
      ],
    },
    VersioningConfiguration: { Status: "Enabled" },
    LifecycleConfiguration: {
      Rules: [
        {
          Status: "Enabled",
          ExpirationInDays: 365 * configuration.evidenceYears,
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
      ],
    },
  });
  const policies = Object.values(data.findResources("AWS::S3::BucketPolicy"));
  expect(policies).toHaveLength(2);
  for (const policy of policies) {
    const statements: { Effect: string; Condition: object }[] = policy.Properties.PolicyDocument.Statement;
    expect(statements.map(({ Effect }) => Effect)).toEqual(["Deny", "Deny"]);
    expect(statements.map(({ Condition }) => Condition)).toEqual([
      { Bool: { "aws:SecureTransport": "false" } },
      { NumericLessThan: { "s3:TlsVersion": 1.2 } },
    ]);
  }
});

test("exports are as guarded as the evidence, and are gone after a week", () => {
  data.hasResourceProperties("AWS::S3::Bucket", {
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    LifecycleConfiguration: {
      Rules: [{ Status: "Enabled", ExpirationInDays: 7, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
    },
  });
});

test("staff sign in at the council's own provider or in the pool, and the provider's secret is in no template", () => {
  const [name, provider] = Object.entries(data.findResources("AWS::Cognito::UserPoolIdentityProvider"))[0] ?? [];
  expect(provider?.Properties).toMatchObject({
    ProviderType: "OIDC",
    ProviderName: "CouncilAccount",
    ProviderDetails: {
      oidc_issuer: "https://login.council.example",
      client_secret: expect.stringMatching(/^\{\{resolve:secretsmanager:arn:aws:secretsmanager:[^}]+\}\}$/),
    },
    AttributeMapping: { email: "email", name: "name" },
  });
  const [client] = Object.values(data.findResources("AWS::Cognito::UserPoolClient"));
  expect(client?.Properties.SupportedIdentityProviders).toEqual(["COGNITO", { Ref: name }]);
});

test("a council whose provider everybody uses has no pool, and its service is told of that provider", () => {
  const identity = { kind: "openIdProvider", issuer: "https://login.council.example", clientId: "hardship" } as const;
  const own = synthesise({ identity });
  own.data.resourceCountIs("AWS::Cognito::UserPool", 0);
  expect(own.data.findResources("AWS::SecretsManager::Secret").IdentityClientSecret?.Properties).toMatchObject({
    GenerateSecretString: {},
  });
  const { Variables } = functionIn(own.service, "signIn").properties.Environment;
  expect(Variables).toMatchObject({ IDENTITY_ISSUER: identity.issuer, IDENTITY_CLIENT_ID: identity.clientId });
});

test("an existing Notify key is used by its ARN, and no placeholder is made", () => {
  const notifyKey = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:notify-AbCdEf";
  const referring = synthesise({ notifyKey });
  expect(Object.keys(referring.data.findResources("AWS::SecretsManager::Secret"))).not.toContain("NotifyKey");
  const { properties, statements } = functionIn(referring.service, "sendMessages");
  expect(properties.Environment.Variables.NOTIFY_KEY).toBe(notifyKey);
  const secretsRead = statements
    .filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue"))
    .map(({ resource }) => JSON.parse(resource));
  expect(secretsRead).toContainEqual(notifyKey);
  expect(JSON.stringify(secretsRead)).not.toContain("NotifyKey");
});
