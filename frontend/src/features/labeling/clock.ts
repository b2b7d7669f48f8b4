// Active time: counted only while the page is visible and in focus, and for at most a minute after the last act.

export const IDLE_AFTER_MS = 60_000;

export interface Clock {
  readonly counted: number;
  /** Up to when time is counted while the page has the person's attention; null while it has not. */
  readonly countedTo: number | null;
  readonly lastActAt: number;
}

export function startClock(counted: number, attentive: boolean, now: number): Clock {
  return { counted, countedTo: attentive ? now : null, lastActAt: now };
}

export function activeMs(clock: Clock, now: number): number {
  if (clock.countedTo === null) return clock.counted;
  const until = Math.min(now, clock.lastActAt + IDLE_AFTER_MS);
  return clock.counted + Math.max(0, until - clock.countedTo);
}

/** The person moved, typed or scrolled: what was idle before this is not counted. */
export function noteAct(clock: Clock, now: number): Clock {
  const counted = activeMs(clock, now);
  return { counted, countedTo: clock.countedTo === null ? null : now, lastActAt: now };
}

/** The page came to the front or went away. */
export function setAttention(clock: Clock, attentive: boolean, now: number): Clock {
  const counted = activeMs(clock, now);
  return { counted, countedTo: attentive ? now : null, lastActAt: attentive ? now : clock.lastActAt };
}

export function isIdle(clock: Clock, now: number): boolean {
  return clock.countedTo === null || now - clock.lastActAt > IDLE_AFTER_MS;
}
