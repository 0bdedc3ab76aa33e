export type RateLimit = { readonly perSecond: number; readonly burst: number };

/** A token bucket, as API Gateway limits a route. */
export const tokenBucket = ({ perSecond, burst }: RateLimit, milliseconds: () => number = () => performance.now()) => {
  let tokens = burst;
  let filledAt = milliseconds();
  return {
    take(): boolean {
      const now = milliseconds();
      tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
      filledAt = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
