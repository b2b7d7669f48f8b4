import { type ReactNode, useId, useMemo, useRef, useState } from "react";

import type { Command } from "@/lib/commands";
import { useCommands } from "@/ui/CommandProvider";
import { Split } from "@/ui/Split";

import styles from "./content.module.css";
import { MessageCard } from "./MessageCard";
import { ReadingBar } from "./ReadingBar";
import { Responses } from "./Responses";
import type { CandidateResponse, Content } from "./types";
import { type Reading, useReading } from "./useReading";
import { useSearch } from "./useSearch";

interface ContentPaneProps {
  content: Content;
  naming: "letters" | "numbers";
  winner?: string | null;
  instead?: (response: CandidateResponse) => ReactNode;
  /** Whether the whole height is there to be filled, or the page scrolls. */
  filled?: boolean;
}

/** The left side: what was asked above, the responses below, and how to read them. */
export function ContentPane({ content, naming, winner, instead, filled = true }: ContentPaneProps) {
  const root = useRef<HTMLDivElement>(null);
  const searchId = useId();
  const [query, setQuery] = useState("");
  const [tab, setTab] = useState(0);
  const [reading, changeReading] = useReading();
  const search = useSearch(root, query);
  const count = content.responses.length;
  const toggles = useMemo(() => readingCommands(reading, changeReading, count), [reading, changeReading, count]);
  const tabs = reading.layout === "tabs" ? count : 0;
  useCommands(
    useMemo(
      () => [...toggles, ...tabCommands(tab, setTab, tabs), findCommand(searchId)],
      [toggles, tab, tabs, searchId],
    ),
  );
  const responses = (
    <Responses
      content={content}
      reading={reading}
      naming={naming}
      winner={winner}
      instead={instead}
      tab={tab}
      onTab={setTab}
    />
  );
  const conversation = <Conversation content={content} raw={reading.raw} />;
  return (
    <div className={styles.pane} data-filled={filled} data-code={reading.codeFolded ? "folded" : "open"}>
      <ReadingBar commands={toggles} query={query} onQuery={setQuery} search={search} searchId={searchId} />
      <div ref={root} className={styles.text}>
        {filled ? (
          <Split name="preference.conversation" label="Height of the conversation" direction="column" initial={42}>
            {conversation}
            {responses}
          </Split>
        ) : (
          <>
            {conversation}
            {responses}
          </>
        )}
      </div>
    </div>
  );
}

function Conversation({ content, raw }: { content: Content; raw: boolean }) {
  return (
    <div className={styles.conversation} tabIndex={0} role="region" aria-label="Conversation">
      {content.messages.map((message, at) => (
        <MessageCard key={at} message={message} raw={raw} />
      ))}
    </div>
  );
}

type Toggle = Command & { active: boolean };

function readingCommands(reading: Reading, change: (part: Partial<Reading>) => void, count: number): Toggle[] {
  const toggle = (key: "raw" | "diff" | "codeFolded" | "together", label: string, shortcut: string): Toggle => ({
    id: `preference.${key}`,
    label,
    shortcut,
    group: "Reading",
    active: reading[key],
    run: () => {
      change({ [key]: !reading[key] });
    },
  });
  const tabs: Toggle = {
    id: "preference.tabs",
    label: "One at a time",
    shortcut: "v",
    group: "Reading",
    active: reading.layout === "tabs",
    run: () => {
      change({ layout: reading.layout === "tabs" ? "columns" : "tabs" });
    },
  };
  return [
    toggle("raw", "Source", "m"),
    ...(count > 1 ? [toggle("diff", "Differences", "d")] : []),
    toggle("codeFolded", "Fold code", "c"),
    ...(count > 1 ? [toggle("together", "Scroll together", "y")] : []),
    ...(count > 2 ? [tabs] : []),
  ];
}

function tabCommands(tab: number, setTab: (tab: number) => void, count: number): Command[] {
  if (count < 3) return [];
  const walk = (id: string, label: string, shortcut: string, by: number): Command => ({
    id,
    label,
    shortcut,
    group: "Reading",
    run: () => {
      setTab((tab + by + count) % count);
    },
  });
  return [
    walk("preference.previous-tab", "Previous response", "[", -1),
    walk("preference.next-tab", "Next response", "]", 1),
  ];
}

function findCommand(searchId: string): Command {
  const run = () => document.getElementById(searchId)?.focus();
  return { id: "preference.search", label: "Search in this task", shortcut: "/", group: "Reading", run };
}
