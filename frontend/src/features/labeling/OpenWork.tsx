import { type ReactNode, useEffect, useState } from "react";

import { type Opening, openWith, type ServerDraft } from "./drafts";
import { deviceDrafts } from "./outbox";

interface OpenWorkProps {
  user: string;
  /** Under what this device keeps the draft. */
  id: string;
  server: ServerDraft | null;
  children: (opening: Opening) => ReactNode;
}

/** Looks up what this device kept of a task, then opens it. */
export function OpenWork({ user, id, server, children }: OpenWorkProps) {
  const [opening, setOpening] = useState<Opening | null>(null);
  useEffect(() => {
    let gone = false;
    void deviceDrafts
      .get(user, id)
      .catch(() => undefined)
      .then((device) => {
        if (!gone) setOpening(openWith(server, device));
      });
    return () => {
      gone = true;
    };
  }, [user, id, server]);
  return opening && children(opening);
}
