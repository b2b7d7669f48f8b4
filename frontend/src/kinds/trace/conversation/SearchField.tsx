import { ActionIcon } from "@mantine/core";
import { type KeyboardEvent, useEffect } from "react";

import { Icon } from "@/ui/Icon";

import { useDeskCore, useDeskState } from "../desk";
import styles from "./bar.module.css";
import { SEARCH_ID } from "./fields";
import { openHit } from "./opening";
import { firstHit, sayHits, stepHit } from "./searching";
import { useHits } from "./useHits";

/** Looks for words in all of the trace, also where it is folded or not in the page. */
export function SearchField() {
  const desk = useDeskCore();
  const { state, select } = desk;
  const query = useDeskState((each) => each.query);
  const { hits, at, query: searched } = useHits();
  const current = hits[at];
  useEffect(() => {
    if (current) openHit(desk, current);
  }, [current, desk]);
  useFirstHit(searched);

  function step(by: 1 | -1) {
    const next = stepHit(at, hits.length, by);
    const hit = hits[next];
    state.set({ match: next });
    // The conversation goes to the words themselves, the other views to their node.
    if (hit) select(hit.node, { scroll: state.get().view !== "conversation" });
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key !== "Escape") return;
    state.set({ query: "", match: 0 });
    event.currentTarget.blur();
  }

  return (
    <div className={styles.search} role="search">
      <Icon name="search" size={14} />
      <input
        id={SEARCH_ID}
        type="text"
        value={query}
        aria-label="Search in the trace"
        placeholder="Search  /"
        onKeyDown={handleKey}
        onChange={(event) => {
          state.set({ query: event.currentTarget.value });
        }}
      />
      {query.trim() !== "" && (
        <>
          <span className={styles.hits} role="status">
            {sayHits(hits.length, at)}
          </span>
          <ActionIcon size="xs" variant="subtle" color="gray" aria-label="Previous hit" onClick={() => step(-1)}>
            <Icon name="up" size={12} />
          </ActionIcon>
          <ActionIcon size="xs" variant="subtle" color="gray" aria-label="Next hit" onClick={() => step(1)}>
            <Icon name="down" size={12} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}

/** A new search begins where the person reads. */
function useFirstHit(query: string): void {
  const { state, trace } = useDeskCore();
  const { hits } = useHits();
  useEffect(() => {
    if (query.trim() !== "") state.set({ match: firstHit(hits, trace.place, state.get().selected) });
    // Only when something else is looked for, or is found elsewhere.
  }, [query, hits, state, trace]);
}
