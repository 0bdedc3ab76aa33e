import { expect, test } from "vitest";
import { serviceCodes } from "../../../shared/domain/onward-help.ts";
import { table } from "../../../shared/system.ts";
import { configuration, synthesise } from "./synthesise.ts";

const { data } = synthesise();

test.each([
  ["Table", "AWS::DynamoDB::Table"],
  ["DataKey", "AWS::KMS::Key"],
  ["StaffPool", "AWS::Cognito::UserPool"],
  ["MatchingKey", "AWS::SecretsManager::Secret"],
  ["NotifyKey", "AWS::SecretsManager::Secret"],
  ["ProviderKey", "AWS::SecretsManager::Secret"],
  ["IdentityClientSecret", "AWS::SecretsManager::Secret"],
])("%s keeps its logical id and outlives its stack", (logicalId, type) => {
  expect(data.findResources(type)[logicalId]).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
});

test("everything that holds data has a pinned logical id", () => {
  const holders = ["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Cognito::UserPool", "AWS::SecretsManager::Secret"];
  expect(holders.flatMap((type) => Object.keys(data.findResources(type))).sort()).toEqual(
    ["DataKey", "IdentityClientSecret", "MatchingKey", "NotifyKey", "ProviderKey", "StaffPool", "Table"].sort(),
  );
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

test("there is a group for every role, and one for each service's partners", () => {
  const groups = Object.values(data.findResources("AWS::Cognito::UserPoolGroup")).map(({ Properties }) => Properties.GroupName);
  const staff = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"];
  expect(groups.sort()).toEqual([...staff, ...serviceCodes.map((service) => `partner:${service}`)].sort());
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
