const FIRST_MS = 1000;
const MOST_MS = 60_000;

/** How long to wait before another try: twice as long each time, up to a minute, a little different for everyone. */
export function backOff(attempt: number, random: number = Math.random()): number {
  const wait = Math.min(FIRST_MS * 2 ** attempt, MOST_MS);
  return Math.round(wait * (0.75 + random / 2));
}
