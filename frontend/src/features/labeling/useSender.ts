import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { deliver, isSignedInAs } from "./api";
import type { Sending } from "./outbox";
import { type Outgoing, Sender } from "./sender";
import { alone, outboxChannel } from "./windows";

// One sender a person for as long as the page lives: it goes on when they leave the labeling screen.
const senders = new Map<string, Sender>();

/** The person's sender; the first call takes up what an earlier page left. */
export function senderOf(user: string): Sender {
  const known = senders.get(user);
  if (known) return known;
  const channel = outboxChannel(user, () => void sender.refresh());
  const sender: Sender = new Sender(user, {
    deliver,
    alone: (work) => alone(`touchstone:sender:${user}`, work),
    isMe: () => isSignedInAs(user),
    announce: channel.announce,
  });
  senders.set(user, sender);
  const wake = () => void sender.wake();
  window.addEventListener("online", wake);
  window.addEventListener("focus", wake);
  wake();
  return sender;
}

export function useOutgoing(sender: Sender): Outgoing {
  return useSyncExternalStore(sender.subscribe, () => sender.state);
}

/** The sender, with a word to whoever wants to know that an answer arrived. */
export function useSender(user: string, project: string, onSent?: (sending: Sending) => void): Sender {
  const [sender] = useState(() => senderOf(user));
  const queries = useQueryClient();
  useEffect(
    () =>
      sender.onSent((sending) => {
        if (sending.project !== project) return;
        void queries.invalidateQueries({ queryKey: ["project", project, "my-annotations"] });
        void queries.invalidateQueries({ queryKey: ["my-annotation"] });
        onSent?.(sending);
      }),
    [sender, project, queries, onSent],
  );
  return sender;
}
