import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Configuration } from "./configuration.ts";
import { PublicApi } from "./public-api.ts";
import type { ServiceStack } from "./service-stack.ts";

export type ApiStackProps = StackProps & { readonly configuration: Configuration; readonly service: ServiceStack };

/** The API in front of the functions. */
export class ApiStack extends Stack {
  readonly public: PublicApi;

  constructor(scope: Construct, id: string, { configuration, service, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.public = new PublicApi(this, "Public", {
      configuration,
      wayIn: service.functions.get("wayIn")?.lambda,
      served: [...service.functions.values()].flatMap(({ lambda, routes }) => (routes ? [{ lambda, routes }] : [])),
    });
  }
}
