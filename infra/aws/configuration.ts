import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { RegionInfo } from "aws-cdk-lib/region-info";
import * as z from "zod";

const regions = RegionInfo.regions.map(({ name }) => name);
const isOnThisMachine = ({ protocol, hostname }: URL) => protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname);

/** Over TLS, or on the machine itself, where the service can be tried without a certificate. */
const address = z
  .url("must be a web address")
  .refine((url) => url.startsWith("https:") || isOnThisMachine(new URL(url)), "must begin with https://");
const origin = address.refine((url) => url === new URL(url).origin, "must be a host alone, with no path and no slash at its end");

const arnOf = (service: string, region: string, rest: string) => new RegExp(`^arn:aws:${service}:${region}:\\d{12}:${rest}$`);
/** The whole ARN, ending included: a name alone would need a permission with a wildcard. */
const secretReference = z
  .string()
  .regex(arnOf("secretsmanager", "[a-z0-9-]+", "secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}"), "must be the whole ARN of a secret");
const certificate = (region: string, where: string) =>
  z.string().regex(arnOf("acm", region, "certificate/[a-f0-9-]{36}"), `must be the ARN of a certificate in ${where}`);

/** The council's own OpenID provider: who it is, and what it knows this service by. */
const openIdClient = { issuer: address, clientId: z.string().min(1, "must not be empty") };

/** Staff and partners sign in to a user pool of this environment's own. */
const userPool = z.strictObject({
  kind: z.literal("userPool"),
  /** The first part of the sign-in pages' host; no two user pools of a region may share it. */
  signInPrefix: z.string().regex(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/, "must be lower-case letters, digits and hyphens"),
  /** The council's provider, where its staff sign in there and the pool only says what they may do. */
  federatedWith: z
    .strictObject({
      ...openIdClient,
      /** What the button on the sign-in page says. */
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{2,31}$/, "must be 3 to 32 letters, digits and hyphens"),
      clientSecret: secretReference,
    })
    .optional(),
});

/** Everybody signs in to the council's provider, which must say their groups as a user pool would. */
const openIdProvider = z.strictObject({ kind: z.literal("openIdProvider"), ...openIdClient, clientSecret: secretReference.optional() });

/** The way in from outside: a content delivery network with a firewall, under the council's own name. */
const edge = z.strictObject({
  certificate: certificate("us-east-1", "us-east-1, where CloudFront looks for it"),
  /** The name under which the edge reaches the API. It has no pages for people. */
  apiName: z.hostname("must be a host name"),
  apiCertificate: certificate("[a-z0-9-]+", "the environment's region"),
  /** Where both names are kept; without it the council points them where the outputs say. */
  hostedZone: z
    .strictObject({ id: z.string().regex(/^Z[A-Z0-9]+$/, "must be a hosted zone’s id"), name: z.hostname("must be a host name") })
    .optional(),
});

/** What differs from one environment to the next, and nothing else. */
export const configurationSchema = z
  .strictObject({
    councilName: z.string().min(1, "must not be empty"),
    account: z
      .string()
      .regex(/^\d{12}$/, "must be an account’s twelve digits")
      .optional(),
    /** Personal data stays in the United Kingdom unless the council writes down another place. */
    region: z
      .string()
      .refine((name) => regions.includes(name), "is no region of AWS")
      .default("eu-west-2"),
    /** Where people reach the service. It is written down, not taken from the API: the API's functions are told it. */
    origin,
    /** Without one the service is reached at the API's own address, behind no firewall. */
    edge: edge.optional(),
    identity: z.discriminatedUnion("kind", [userPool, openIdProvider], "must say userPool or openIdProvider"),
    notifyUrl: address.default("https://api.notifications.service.gov.uk"),
    /** A secret that exists already; without one a placeholder is made, whose value is put in by hand. */
    notifyKey: secretReference.optional(),
    /** Where vouchers and cash codes are ordered. */
    providerUrl: address,
    logRetention: z.enum(RetentionDays, "must be one of CloudWatch’s lengths of time"),
    evidenceYears: z.int("must be a whole number of years").min(1, "must be one year at least"),
    /** Who is told when an alarm rings, or when the money for AWS goes too fast. */
    alarmAddresses: z.array(z.email("must be an e-mail address")).min(1, "must name somebody").max(10, "must be ten at most"),
    monthlyBudgetDollars: z.number("must be a number of dollars").positive("must be more than nothing"),
  })
  .superRefine(({ region, edge: front, origin: service, notifyKey }, { addIssue }) => {
    // Without a region nothing can be said of what has to be in it.
    if (!regions.includes(region)) return;
    const wrong = (path: string[], message: string) => addIssue({ code: "custom", path, message });
    if (front && isOnThisMachine(new URL(service))) wrong(["edge"], "needs an origin that the council owns");
    if (front && !front.apiCertificate.includes(`:${region}:`)) wrong(["edge", "apiCertificate"], `must be in ${region}`);
    if (notifyKey?.startsWith("arn:") && !notifyKey.includes(`:${region}:`)) wrong(["notifyKey"], `must be in ${region}`);
  });

/** As an environment's file may write it. */
export type EnvironmentFile = z.input<typeof configurationSchema>;
/** As the stacks read it. */
export type Configuration = z.output<typeof configurationSchema>;
/** The names and certificates of the way in from outside. */
export type Front = NonNullable<Configuration["edge"]>;
