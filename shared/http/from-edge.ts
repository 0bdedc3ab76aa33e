/** CloudFront adds it with a secret. A request without it did not pass the firewall. */
export const fromEdgeHeader = "x-from-edge";
