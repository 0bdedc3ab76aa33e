/**
 * A client without the SDK's own logging. That copies everything sent and received for a log that nobody keeps: it takes
 * a fifth of a call's processor time, and could one day write down a person's answers.
 */
export const withoutSdkLog = <C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C => {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};
