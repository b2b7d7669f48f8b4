import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";

import { ago } from "@/lib/format";
import { Icon, type IconName } from "@/ui/Icon";

import type { SaveState } from "./drafts";
import styles from "./workspace.module.css";

interface Said {
  text: string;
  icon: IconName;
  tone: "calm" | "warn" | "bad";
  help: string;
}

/** Where one's work is now: on the server, on this device, or nowhere yet. */
export function SaveBadge({ state }: { state: SaveState }) {
  const now = useSeconds();
  const said = saySaved(state, now);
  if (!said) return null;
  return (
    <Tooltip label={said.help}>
      <span className={styles.saved} data-tone={said.tone} role="status" tabIndex={0}>
        <Icon name={said.icon} size={14} /> {said.text}
      </span>
    </Tooltip>
  );
}

export function saySaved(state: SaveState, now: number): Said | null {
  switch (state.kind) {
    case "nothing":
      return null;
    case "saving":
      return { text: "saving …", icon: "refresh", tone: "calm", help: "Your work goes to the server when you pause." };
    case "saved":
      return { text: `saved ${sayAgo(state.at, now)}`, icon: "check", tone: "calm", help: "The server has your work." };
    case "device":
      return {
        text: "saved on this device",
        icon: "offline",
        tone: "warn",
        help: "The server does not have your work yet. It is tried again by itself; after a reload it is still here.",
      };
    case "unsaved":
      return {
        text: "not saved",
        icon: "alert",
        tone: "bad",
        help: "Neither the server nor this device could keep your work. Stay on this page.",
      };
    case "conflict":
      return { text: "not saved: two versions", icon: "alert", tone: "bad", help: "Choose which version to keep." };
    case "closed":
      return { text: "not saved", icon: "lock", tone: "bad", help: state.detail };
  }
}

function sayAgo(at: number, now: number): string {
  const seconds = Math.max(1, Math.round((now - at) / 1000));
  return seconds < 60 ? `${String(seconds)} s ago` : ago(new Date(at).toISOString(), now);
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
