import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerResult } from "aws-lambda";
import { fromEdgeHeader } from "../../shared/http/from-edge.ts";
import { sameToken } from "../../shared/http/identity.ts";

export type WayInPorts = {
  /** Every secret that is good at present: two while one takes the other's place. */
  readonly secrets: () => Promise<readonly string[]>;
};

/** API Gateway asks before it calls any function: did this request come through the edge, with its firewall and limits? */
export const createWayIn =
  ({ secrets }: WayInPorts) =>
  async ({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<APIGatewaySimpleAuthorizerResult> => {
    const given = headers?.[fromEdgeHeader];
    return { isAuthorized: (await secrets()).some((secret) => sameToken(given, secret)) };
  };
