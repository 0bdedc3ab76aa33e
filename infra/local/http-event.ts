import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Match } from "./match-route.ts";

/** API Gateway passes these bodies on as text, and every other in base64, forms included. */
const textTypes = /^(text\/|application\/(json|javascript|xml)|[^;]*\+(json|xml))/i;

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headersDistinct)
      .filter(([name]) => name !== "cookie")
      .map(([name, values = []]) => [name, values.join(",")]),
  );

const queryOf = (rawQueryString: string): Record<string, string> => {
  const query = new URLSearchParams(rawQueryString);
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(",")]));
};

export const splitUrl = (url: string): { rawPath: string; rawQueryString: string } => {
  const [rawPath = "", ...query] = url.split("?");
  return { rawPath, rawQueryString: query.join("?") };
};

/** The event of payload format 2.0 that API Gateway would make of the request. */
export const httpEvent = (
  request: IncomingMessage,
  body: Buffer,
  { routeKey, pathParameters }: Pick<Match, "routeKey" | "pathParameters">,
  now: Date,
): APIGatewayProxyEventV2 => {
  const { rawPath, rawQueryString } = splitUrl(request.url ?? "/");
  const headers = headersOf(request);
  const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean);
  const isText = textTypes.test(headers["content-type"] ?? "");
  const domainName = headers.host ?? "localhost";
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies && { cookies }),
    headers,
    ...(rawQueryString && { queryStringParameters: queryOf(rawQueryString) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName,
      domainPrefix: "localhost",
      http: {
        method: request.method ?? "GET",
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
  };
};

/** Writes a function's answer. Node does not send the body of a HEAD. */
export const writeResult = (
  response: ServerResponse,
  { statusCode = 200, headers = {}, cookies = [], body = "", isBase64Encoded }: APIGatewayProxyStructuredResultV2,
): void => {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.setHeader("content-length", bytes.length);
  response.writeHead(statusCode).end(bytes);
};
