import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { accepted } from "../../functions/fulfil/room.ts";

/** A provider over HTTP that gives a code for every order. */
export const startCodeProvider = async () => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(accepted));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((stopped) => server.close(stopped)),
  };
};
