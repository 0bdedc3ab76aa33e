import { type CfnElement, RemovalPolicy, SecretValue, Stack, type StackProps, Validations } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as kms from "aws-cdk-lib/aws-kms";
import { type ISecret, Secret, type SecretProps } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct, IConstruct } from "constructs";
import type { Variable } from "../../shared/environment.ts";
import { table } from "../../shared/system.ts";
import type { Configuration } from "./configuration.ts";
import { EvidenceBucket } from "./evidence-bucket.ts";
import { ExportsBucket } from "./exports-bucket.ts";
import { StaffPool } from "./staff-pool.ts";

/** The variables that hold the ARN of a secret, and each secret's logical id. */
export const secretVariables = {
  MATCHING_KEY: "MatchingKey",
  NOTIFY_KEY: "NotifyKey",
  PROVIDER_KEY: "ProviderKey",
  PLACES_KEY: "PlacesKey",
  IDENTITY_CLIENT_SECRET: "IdentityClientSecret",
} as const satisfies Partial<Record<Variable, string>>;
export type SecretVariable = keyof typeof secretVariables;

export type DataStackProps = StackProps & { readonly configuration: Configuration };

const key = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** CloudFormation deletes a resource whose logical id changes. So the ids of stored data do not follow the code's structure. */
const pin = (construct: IConstruct, logicalId: string) => (construct.node.defaultChild as CfnElement).overrideLogicalId(logicalId);

export type SignIn = {
  readonly issuer: string;
  readonly clientId: string;
  /** The provider's hosts beside the issuer's. */
  readonly hosts: readonly string[];
};

/** Everything that must outlive a release: table, key, evidence, secrets, and the people who may sign in. */
export class DataStack extends Stack {
  readonly key: kms.Key;
  readonly table: dynamodb.Table;
  readonly evidence: EvidenceBucket;
  readonly exports: ExportsBucket;
  readonly signIn: SignIn;
  readonly secrets: Readonly<Record<SecretVariable, ISecret>>;

  constructor(scope: Construct, id: string, { configuration, ...props }: DataStackProps) {
    super(scope, id, props);

    this.key = new kms.Key(this, "Key", {
      description: "Encrypts the table, the evidence, the exports, the secrets and the dead letters",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pin(this.key, "DataKey");

    this.table = new dynamodb.Table(this, "Table", {
      partitionKey: key(table.partitionKey),
      sortKey: key(table.sortKey),
      timeToLiveAttribute: table.expiry,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: table.index.name,
      partitionKey: key(table.index.partitionKey),
      sortKey: key(table.index.sortKey),
    });
    pin(this.table, "Table");

    this.evidence = new EvidenceBucket(this, "Evidence", { key: this.key, years: configuration.evidenceYears });
    pin(this.evidence.bucket, "Evidence");

    this.exports = new ExportsBucket(this, "Exports", { key: this.key });
    pin(this.exports.bucket, "Exports");

    const { clientSecret, ...signIn } = this.#signIn(configuration);
    this.signIn = signIn;
    this.secrets = {
      MATCHING_KEY: this.#secret(
        secretVariables.MATCHING_KEY,
        {
          description: "Keys the hashes that people are matched by",
          // Never change this: it would make a new key, and no stored person would be recognised.
          generateSecretString: { passwordLength: 64, excludePunctuation: true },
        },
        "A new key would leave every person already in the table unrecognised.",
      ),
      NOTIFY_KEY: configuration.notifyKey
        ? Secret.fromSecretCompleteArn(this, secretVariables.NOTIFY_KEY, configuration.notifyKey)
        : this.#secret(
            secretVariables.NOTIFY_KEY,
            { description: "The GOV.UK Notify API key. Generated as a placeholder: put the real one in its place" },
            "GOV.UK Notify gives out its keys by hand; no function can rotate them.",
          ),
      PROVIDER_KEY: this.#secret(
        secretVariables.PROVIDER_KEY,
        { description: "The key to the provider of vouchers and cash codes. Generated as a placeholder: put the real one in its place" },
        "The provider gives out its keys by hand; no function can rotate them.",
      ),
      PLACES_KEY: this.#secret(
        secretVariables.PLACES_KEY,
        { description: "The key to OS Places. Generated as a placeholder: put the real one in its place if addresses are looked up there" },
        "Ordnance Survey gives out its keys by hand; no function can rotate them.",
      ),
      IDENTITY_CLIENT_SECRET: clientSecret,
    };
  }

  #signIn({ identity, origin, region, signIn }: Configuration): SignIn & { readonly clientSecret: ISecret } {
    const name = secretVariables.IDENTITY_CLIENT_SECRET;
    if (identity.kind === "openIdProvider") {
      const { issuer, clientId, clientSecret, hosts = [] } = identity;
      const description = "What the service shows the council's provider. Generated as a placeholder: put the real one in its place";
      return {
        issuer,
        hosts,
        clientId,
        clientSecret: clientSecret
          ? Secret.fromSecretCompleteArn(this, name, clientSecret)
          : this.#secret(name, { description }, "The council's provider gives it out by hand; no function can rotate it."),
      };
    }
    const staff = new StaffPool(this, "Staff", { identity, origin, region, signIn });
    pin(staff.pool, "StaffPool");
    return {
      issuer: staff.issuer,
      hosts: [staff.host],
      clientId: staff.clientId,
      clientSecret: this.#secret(
        name,
        {
          description: "What the service shows the user pool when it signs someone in",
          secretStringValue: SecretValue.resourceAttribute(staff.clientSecret),
        },
        "It is the user pool client's own, and changes when that client is replaced.",
      ),
    };
  }

  #secret(id: string, props: SecretProps, whyNotRotated: string): Secret {
    const secret = new Secret(this, id, { ...props, encryptionKey: this.key, removalPolicy: RemovalPolicy.RETAIN });
    pin(secret, id);
    Validations.of(secret).acknowledge({ id: "AwsSolutions-SMG4", reason: whyNotRotated });
    return secret;
  }
}
