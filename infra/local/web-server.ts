import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Trouble } from "../trouble.ts";
import { splitUrl } from "./http-event.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const finishSeconds = 5;

/** Listens at once, so that a port in use fails the start early. Requests wait until a listener serves them. */
export const listen = async (port: number): Promise<{ server: Server; origin: string; serve: (listener: Listener) => void }> => {
  const { promise: listening, resolve: serve } = Promise.withResolvers<Listener>();
  const server = createServer(async (request, response) => {
    const listener = await listening;
    await listener(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done, failed) => {
    // Listen on the loopback address alone: a caller can sign in under every account without a password.
    server.once("error", failed).listen(port, "127.0.0.1", done);
  }).catch((error: NodeJS.ErrnoException) => {
    const because = error.code === "EADDRINUSE" ? "is in use: stop what uses it" : `cannot be used (${error.code}): choose another`;
    throw new Trouble(`Port ${port} ${because}, or set PORT to a free one, as in PORT=3001 npm start.`);
  });
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}`, serve };
};

/** Takes no new requests, and gives those under way some seconds to finish. */
export const close = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((done) => server.close(() => done()));
  const cut = setTimeout(() => server.closeAllConnections(), finishSeconds * 1000);
  await closed;
  clearTimeout(cut);
};

/** Gives a request to the listener of its path, or else to the gateway. */
export const dispatcher =
  (mounted: Readonly<Record<string, Listener>>, gateway: Listener): Listener =>
  async (request, response) => {
    const { rawPath } = splitUrl(request.url ?? "/");
    const [, listener = gateway] = Object.entries(mounted).find(([path]) => rawPath === path || rawPath.startsWith(`${path}/`)) ?? [];
    await listener(request, response);
  };
