/** A clock that can be set to another day and runs on from there. */
export type Clock = {
  now(): Date;
  /** Sets the clock to a moment; without one, to the real time. */
  set(to: Date | undefined): void;
  readonly isMoved: boolean;
};

export const createClock = (real: () => Date = () => new Date()): Clock => {
  let offset = 0;
  return {
    now: () => new Date(real().getTime() + offset),
    set: (to) => {
      offset = to ? to.getTime() - real().getTime() : 0;
    },
    get isMoved() {
      return offset !== 0;
    },
  };
};
