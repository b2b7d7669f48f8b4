import { ActionIcon, Tooltip } from "@mantine/core";
import type { KeyboardEvent } from "react";

import { type Command, shortcutKeys } from "@/lib/commands";
import { Icon } from "@/ui/Icon";

import styles from "./content.module.css";
import type { Search } from "./useSearch";

interface ReadingBarProps {
  commands: readonly (Command & { active: boolean })[];
  query: string;
  onQuery: (query: string) => void;
  search: Search;
  searchId: string;
}

/** How the text is shown, and the search in it. */
export function ReadingBar({ commands, query, onQuery, search, searchId }: ReadingBarProps) {
  return (
    <div className={styles.bar} data-unsearched>
      <SearchField query={query} onQuery={onQuery} search={search} searchId={searchId} />
      <div className={styles.toggles} role="toolbar" aria-label="Reading">
        {commands.map((command) => (
          <Tooltip key={command.id} label={`${command.label} (${shortcutKeys(command.shortcut ?? "").join(" ")})`}>
            <button
              type="button"
              className={styles.toggle}
              aria-pressed={command.active}
              disabled={command.disabled}
              onClick={command.run}
            >
              {command.label}
            </button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}

interface SearchFieldProps {
  query: string;
  onQuery: (query: string) => void;
  search: Search;
  searchId: string;
}

function SearchField({ query, onQuery, search, searchId }: SearchFieldProps) {
  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") search.step(event.shiftKey ? -1 : 1);
    if (event.key !== "Escape") return;
    onQuery("");
    event.currentTarget.blur();
  }

  return (
    <div className={styles.search} role="search">
      <Icon name="search" size={14} />
      <input
        id={searchId}
        type="text"
        value={query}
        aria-label="Search in this task"
        placeholder="Search  /"
        onKeyDown={handleKey}
        onChange={(event) => {
          onQuery(event.currentTarget.value);
        }}
      />
      {query.trim() !== "" && (
        <>
          <span className={styles.hits} role="status">
            {search.count === 0 ? "no hit" : `${String(search.current + 1)} / ${String(search.count)}`}
          </span>
          <ActionIcon size="xs" variant="subtle" color="gray" aria-label="Previous hit" onClick={() => search.step(-1)}>
            <Icon name="up" size={12} />
          </ActionIcon>
          <ActionIcon size="xs" variant="subtle" color="gray" aria-label="Next hit" onClick={() => search.step(1)}>
            <Icon name="down" size={12} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
