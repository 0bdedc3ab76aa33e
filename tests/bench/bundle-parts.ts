/** The parts of a function, and why each is there. A file belongs to the first that it matches. */
const parts = [
  { name: "the AWS SDK", is: /node_modules\/(@aws-sdk|@smithy|@aws-crypto)\//, because: "to reach the table" },
  { name: "pages", is: /shared\/pages\/(templates|assets)\.ts$/, because: "its own, compiled, with GOV.UK’s components" },
  { name: "nunjucks", is: /node_modules\/nunjucks\//, because: "to fill in pages" },
  { name: "OpenID", is: /node_modules\/(openid-client|oauth4webapi|jose)\//, because: "to read and sign tokens, and to sign people in" },
  { name: "zod", is: /node_modules\/zod\//, because: "to read what is sent" },
  { name: "Powertools", is: /node_modules\/@aws-lambda-powertools\//, because: "for logs" },
  { name: "phone numbers", is: /node_modules\/libphonenumber-js\//, because: "to tell which phone numbers can be" },
  { name: "bank tables", is: /shared\/domain\/bank\/modulus\//, because: "to tell which account numbers cannot be" },
  {
    name: "schemes",
    is: /shared\/domain\/(scheme|scheme-draft|rules)\//,
    because: "the rules, and the schemes that ship with the service",
  },
  { name: "libraries", is: /node_modules\//, because: "for files of rows, and for wiring" },
  { name: "our code", is: /^/, because: "the stage itself" },
] as const;

export type Part = { readonly name: string; readonly because: string; readonly bytes: number };

/** A function's bytes by part, the largest first. */
export const partsOf = (inputs: Readonly<Record<string, number>>): Part[] =>
  parts
    .map(({ name, because }) => {
      const own = Object.entries(inputs).filter(([file]) => parts.find((part) => part.is.test(file))?.name === name);
      return { name, because, bytes: own.reduce((total, [, bytes]) => total + bytes, 0) };
    })
    .sort((a, b) => b.bytes - a.bytes);

export const kilobytes = (bytes: number): number => Math.round(bytes / 1024);
