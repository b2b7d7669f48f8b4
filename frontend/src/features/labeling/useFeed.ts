import { useEffect, useState, useSyncExternalStore } from "react";

import { claim, giveBack, giveBackOnLeave, heartbeat } from "./api";
import { TaskFeed } from "./feed";
import { sendings } from "./outbox";
import { Holds } from "./windows";

function feedOf(user: string, project: string): TaskFeed {
  const holds = new Holds(user);
  return new TaskFeed({
    claim: (holding) => claim(user, project, holding),
    giveBack,
    heartbeat,
    hold: (assignment) => {
      holds.hold(assignment);
    },
    release: (assignment) => {
      holds.release(assignment);
    },
    holding: async () => {
      const unsent = await sendings.of(user).catch(() => []);
      return [...new Set([...(await holds.all()), ...unsent.map((sending) => sending.assignment)])];
    },
  });
}

/** Brings tasks for as long as the screen is there; the prefetched one is given back when it goes. */
export function useFeed(user: string, project: string) {
  const [feed] = useState(() => feedOf(user, project));
  useEffect(() => {
    feed.start();
    const handleLeave = () => {
      const next = feed.dropNext();
      if (next) giveBackOnLeave(next.id);
    };
    window.addEventListener("pagehide", handleLeave);
    return () => {
      window.removeEventListener("pagehide", handleLeave);
      const next = feed.end();
      if (next) void giveBack(next.id).catch(() => undefined);
    };
  }, [feed]);
  const state = useSyncExternalStore(feed.subscribe, () => feed.state);
  return { feed, state };
}
