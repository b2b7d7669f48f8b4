import { ago, moment } from "@/lib/format";
import { useNow } from "@/lib/now";

const TICK_MS = 15_000;

/** "3 minutes ago", with the exact time in its title. */
export function RelativeTime({ time }: { time: string }) {
  const now = useNow();
  // Our clock ticks every ten seconds: what has just happened must not seem to lie ahead.
  const ahead = Date.parse(time) - now;
  return (
    <time dateTime={time} title={moment(time)}>
      {ago(time, ahead > 0 && ahead < TICK_MS ? now + ahead : now)}
    </time>
  );
}
