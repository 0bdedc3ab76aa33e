import { createServer } from "node:net";

/** A port of the loopback address that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? done(address.port) : failed(new Error("No port was given."))));
    });
  });
