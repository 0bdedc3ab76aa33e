import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Sent = { readonly reference: string; readonly template_id: string; readonly personalisation: object; readonly phone_number?: string };

/** A message service over real HTTP that counts messages, and fails the next requests as a test says. */
export const startCountingNotify = async () => {
  const taken: Sent[] = [];
  const failWith: number[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const status = failWith.shift() ?? 200;
    response.setHeader("content-type", "application/json");
    if (status !== 200) return void response.writeHead(status).end(JSON.stringify({ status_code: status, errors: [] }));
    if (request.method === "POST") {
      taken.push(JSON.parse(body) as Sent);
      return void response.writeHead(201).end(JSON.stringify({ id: String(taken.length) }));
    }
    const reference = new URL(request.url ?? "", "http://notify").searchParams.get("reference");
    response.end(JSON.stringify({ notifications: taken.filter((sent) => sent.reference === reference), links: {} }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    failWith,
    stop: () => new Promise((stopped) => server.close(stopped)),
  };
};
