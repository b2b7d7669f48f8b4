import { type ReactNode, useEffect, useState } from "react";

import { type Opening, openWith } from "./drafts";
import { deviceDrafts } from "./outbox";

interface OpenWorkProps {
  user: string;
  /** Under what this device keeps the draft. */
  id: string;
  children: (opening: Opening) => ReactNode;
}

/** Looks up what this device kept of a revision, then opens it. */
export function OpenWork({ user, id, children }: OpenWorkProps) {
  const [opening, setOpening] = useState<Opening | null>(null);
  useEffect(() => {
    let gone = false;
    void deviceDrafts
      .get(user, id)
      .catch(() => undefined)
      .then((device) => {
        if (!gone) setOpening(openWith(null, device));
      });
    return () => {
      gone = true;
    };
  }, [user, id]);
  return opening && children(opening);
}
