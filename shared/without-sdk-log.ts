/** The SDK's own logging copies every request and response: a fifth of a call's processor time, and a person's answers at risk. */
export const withoutSdkLog = <C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C => {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};
