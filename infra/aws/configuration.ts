import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { RegionInfo } from "aws-cdk-lib/region-info";
import * as z from "zod";
import { ownList } from "../../shared/system.ts";

const regions = RegionInfo.regions.map(({ name }) => name);
const isOnThisMachine = ({ protocol, hostname }: URL) => protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname);

/** HTTPS, or HTTP on the same machine, where the service can be tried without a certificate. */
const address = z
  .url("must be a web address")
  .refine((url) => url.startsWith("https:") || isOnThisMachine(new URL(url)), "must begin with https://");
const origin = address.refine((url) => url === new URL(url).origin, "must be a host alone, with no path and no slash at its end");

const arnOf = (service: string, region: string, rest: string) => new RegExp(`^arn:aws:${service}:${region}:\\d{12}:${rest}$`);
/** The whole ARN with its random ending: a name alone would need a permission with a wildcard. */
const secretReference = z
  .string()
  .regex(arnOf("secretsmanager", "[a-z0-9-]+", "secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}"), "must be the whole ARN of a secret");
const certificate = (region: string, where: string) =>
  z.string().regex(arnOf("acm", region, "certificate/[a-f0-9-]{36}"), `must be the ARN of a certificate in ${where}`);

const openIdClient = { issuer: address, clientId: z.string().min(1, "must not be empty") };

const userPool = z.strictObject({
  kind: z.literal("userPool"),
  /** The first part of the sign-in pages' host, unique among the user pools of a region. */
  signInPrefix: z.string().regex(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/, "must be lower-case letters, digits and hyphens"),
  /** The council's provider, where staff sign in there and the pool only gives them roles. */
  federatedWith: z
    .strictObject({
      ...openIdClient,
      /** The label of the button on the sign-in page. */
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{2,31}$/, "must be 3 to 32 letters, digits and hyphens"),
      clientSecret: secretReference,
    })
    .optional(),
});

/**
 * Everybody signs in to the council's provider. It must name their groups as a user pool does, say when they signed in
 * (`auth_time`), and give a refresh token, by which a session's roles are looked up again.
 */
const openIdProvider = z.strictObject({
  kind: z.literal("openIdProvider"),
  ...openIdClient,
  clientSecret: secretReference.optional(),
  /** Hosts of its token endpoint and its keys, where they are not the issuer's own. The service calls no other. */
  hosts: z.array(z.hostname("must be a host name")).optional(),
});

const minutes = (least: number, most: number) => z.int().min(least, `must be ${least} at least`).max(most, `must be ${most} at most`);

/** The lifetime of a sign-in, in minutes. A change holds for sessions that begin after it. */
const signIn = z
  .strictObject({
    /** A session that nobody used for so long ends. */
    idleMinutes: minutes(5, 12 * 60).default(60),
    /** A session ends after so long, used or not. */
    longestMinutes: minutes(15, 24 * 60).default(8 * 60),
    /** A role that was taken away ends access after so long at the latest. Cognito gives no token for less than five. */
    rolesMinutes: minutes(5, 60).default(5),
    /** Releasing payments, publishing and signing ask for a sign-in that is no older. */
    freshMinutes: minutes(1, 60).default(15),
  })
  .prefault({});

/** The secret that CloudFront sends to the API, so that nobody calls past the firewall. */
const edgeSecret = z.strictObject({
  /** In us-east-1, with a copy in the environment's region, encrypted with the account's own key for secrets. JSON: a value for each name. */
  arn: z
    .string()
    .regex(arnOf("secretsmanager", "us-east-1", "secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}"), "must be the whole ARN of a secret in us-east-1"),
  /** The name of the value that is sent. Every value in the secret is taken. */
  sends: z.string().regex(/^[A-Za-z0-9]{1,32}$/, "must be letters and digits"),
});

/** CloudFront with a firewall, under the council's own name. */
const edge = z.strictObject({
  certificate: certificate("us-east-1", "us-east-1, where CloudFront looks for it"),
  /** The host name by which CloudFront reaches the API. */
  apiName: z.hostname("must be a host name"),
  apiCertificate: certificate("[a-z0-9-]+", "the environment's region"),
  secret: edgeSecret,
  /** The DNS zone of both names. Without it the council points them where the stacks' outputs say. */
  hostedZone: z
    .strictObject({ id: z.string().regex(/^Z[A-Z0-9]+$/, "must be a hosted zone’s id"), name: z.hostname("must be a host name") })
    .optional(),
});

/** Everything that differs between environments. */
export const configurationSchema = z
  .strictObject({
    councilName: z.string().min(1, "must not be empty"),
    account: z
      .string()
      .regex(/^\d{12}$/, "must be an account’s twelve digits")
      .optional(),
    /** Personal data stays in the United Kingdom unless the council names another region. */
    region: z
      .string()
      .refine((name) => regions.includes(name), "is no region of AWS")
      .default("eu-west-2"),
    /** The public address. Written here, since the API's functions need it before the API has an address. */
    origin,
    /** Without it people use the API's own address, with no firewall in front. */
    edge: edge.optional(),
    identity: z.discriminatedUnion("kind", [userPool, openIdProvider], "must say userPool or openIdProvider"),
    signIn,
    notifyUrl: address.default("https://api.notifications.service.gov.uk"),
    /** An existing secret. Without it the stack makes a placeholder, and a person puts in the value. */
    notifyKey: secretReference.optional(),
    /** The provider of vouchers and cash codes. */
    providerUrl: address,
    /** OS Places, such as https://api.os.uk/search/places/v1. Without it addresses are looked up in the council's own list. */
    placesUrl: z.union([z.literal(ownList), address]).default(ownList),
    logRetention: z.enum(RetentionDays, "must be one of CloudWatch’s lengths of time"),
    evidenceYears: z.int("must be a whole number of years").min(1, "must be one year at least"),
    /** People who get alarms and warnings about the bill. */
    alarmAddresses: z.array(z.email("must be an e-mail address")).min(1, "must name somebody").max(10, "must be ten at most"),
    monthlyBudgetDollars: z.number("must be a number of dollars").positive("must be more than nothing"),
  })
  .superRefine(({ region, edge: front, origin: service, notifyKey }, { addIssue }) => {
    // The checks below need a known region.
    if (!regions.includes(region)) return;
    const wrong = (path: string[], message: string) => addIssue({ code: "custom", path, message });
    if (front && isOnThisMachine(new URL(service))) wrong(["edge"], "needs an origin that the council owns");
    if (front && !front.apiCertificate.includes(`:${region}:`)) wrong(["edge", "apiCertificate"], `must be in ${region}`);
    if (notifyKey?.startsWith("arn:") && !notifyKey.includes(`:${region}:`)) wrong(["notifyKey"], `must be in ${region}`);
  });

export type EnvironmentFile = z.input<typeof configurationSchema>;
export type Configuration = z.output<typeof configurationSchema>;
export type Front = NonNullable<Configuration["edge"]>;
