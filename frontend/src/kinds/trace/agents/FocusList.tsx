import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";

import { counted } from "@/lib/format";

import { shownWords } from "../conversation/controls";
import { KindIcon } from "../conversation/KindIcon";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk, useDeskState } from "../desk";
import { FirstErrorPin, StepMark } from "../timeline/StepMark";
import { KIND_WORDS, snippetOf } from "../timeline/words";
import styles from "./agents.module.css";
import type { AgentPicture, Focus } from "./graph";

const ROW_HEIGHT = 30;

interface FocusListProps {
  picture: AgentPicture;
  focus: Focus | null;
}

/** The steps of the agent that is looked at, or the hand-offs between the two. */
export function FocusList({ picture, focus }: FocusListProps) {
  const { title, ids } = listed(picture, focus);
  if (!title) return <p className={styles.quiet}>Choose an agent or a hand-off to list its steps.</p>;
  return (
    <section className={styles.list} aria-label={title}>
      <h3 className={styles.listTitle}>
        <bdi>{title}</bdi> <span className={styles.listCount}>{ids.length}</span>
      </h3>
      {ids.length === 0 ? <p className={styles.quiet}>None in this trace.</p> : <NodeList title={title} ids={ids} />}
    </section>
  );
}

function listed({ agents, links }: AgentPicture, focus: Focus | null): { title: string; ids: readonly string[] } {
  if (focus && "agent" in focus) {
    const facts = agents.find(({ agent }) => agent === focus.agent);
    return { title: facts ? `Steps of ${shownWords(facts.agent)}` : "", ids: facts?.steps.map(({ id }) => id) ?? [] };
  }
  const link = focus && links.find(({ id }) => id === focus.link);
  return link
    ? { title: `Hand-offs from ${shownWords(link.from)} to ${shownWords(link.to)}`, ids: link.handoffs }
    : { title: "", ids: [] };
}

function NodeList({ title, ids }: { title: string; ids: readonly string[] }) {
  const selected = useDeskState((state) => state.selected);
  const frame = useRef<HTMLDivElement>(null);
  const place = ids.indexOf(selected ?? "");
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used here only
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (place >= 0) scrollToIndex(place);
  }, [place, scrollToIndex]);
  return (
    <div ref={frame} className={styles.scroll} tabIndex={0} role="region" aria-label={counted(ids.length, "place")}>
      <ol className={styles.nodes} style={{ height: virtual.getTotalSize() }} aria-label={title}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <li key={index} aria-setsize={ids.length} aria-posinset={index + 1} style={{ top: start }}>
            <NodeButton id={ids[index] ?? ""} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function NodeButton({ id }: { id: string }) {
  const { trace, answer, select } = useDesk();
  const isSelected = useDeskState((state) => state.selected === id);
  const node = trace.byId.get(id);
  if (!node) return null;
  const said = answer.steps[id];
  const isFirst = answer.first_error !== null && "node" in answer.first_error && answer.first_error.node === id;
  return (
    <button
      type="button"
      className={styles.node}
      aria-current={isSelected || undefined}
      onClick={() => {
        select(id);
      }}
    >
      <span className={styles.number}>{trace.number.get(id) ?? "–"}</span>
      <span className={styles.kind} title={KIND_WORDS[node.kind]}>
        <KindIcon kind={node.kind} />
        <span className="visually-hidden">{KIND_WORDS[node.kind]}</span>
      </span>
      <TraceWords className={styles.snippet}>{snippetOf(node)}</TraceWords>
      {isFirst && <FirstErrorPin />}
      <StepMark label={said?.label} inherited={said?.inherited} settings={trace.settings} />
    </button>
  );
}
