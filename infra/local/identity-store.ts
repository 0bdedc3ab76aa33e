import type { Adapter, AdapterPayload } from "oidc-provider";

/** Keeps sign-ins under way in memory only: after a restart of the host people sign in again. */
export const identityStore = (): ((model: string) => Adapter) => {
  const kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>();

  return (model) => {
    const key = (id: string) => `${model}:${id}`;
    const find = async (id: string) => {
      const found = kept.get(key(id));
      return found && found.until > Date.now() ? found.payload : undefined;
    };
    const findWhere = (matches: (payload: AdapterPayload) => boolean) =>
      [...kept].filter(([name]) => name.startsWith(`${model}:`)).find(([, { payload }]) => matches(payload))?.[1].payload;

    return {
      find,
      async upsert(id, payload, expiresIn) {
        for (const [name, { until }] of kept) if (until <= Date.now()) kept.delete(name);
        kept.set(key(id), { payload, until: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000 });
      },
      async consume(id) {
        const payload = await find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        kept.delete(key(id));
      },
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
      async revokeByGrantId(grantId) {
        for (const [name, { payload }] of kept) if (payload.grantId === grantId) kept.delete(name);
      },
    };
  };
};
