import { Fault } from "../fault.ts";

export type CallOut = (url: string | URL, request?: RequestInit) => Promise<Response>;

export const hostOf = (url: string): string => new URL(url).host;

const isThisMachine = ({ hostname }: URL) => hostname === "localhost" || hostname === "127.0.0.1";

/**
 * Calls the named hosts and no other, by TLS beyond this machine, and follows no redirect: an answer from elsewhere could
 * take a key, a code or a phone number with it.
 */
export const callOutTo =
  (hosts: readonly string[]): CallOut =>
  (url, request = {}) => {
    const { protocol, host } = new URL(url);
    if (!hosts.includes(host) || (protocol !== "https:" && !isThisMachine(new URL(url))))
      return Promise.reject(new Fault("hostNotNamed", { place: host }));
    return fetch(url, { ...request, redirect: "error" });
  };
