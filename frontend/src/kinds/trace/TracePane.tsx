import { lazy, Suspense, useMemo } from "react";

import { useCommands } from "@/ui/CommandProvider";
import { Waiting } from "@/ui/Waiting";

import { traceCommands } from "./commands";
import { Conversation } from "./conversation/Conversation";
import { VIEW_ID } from "./conversation/fields";
import { Problem } from "./conversation/Problem";
import { Rail } from "./conversation/Rail";
import { type Toggle, TraceBar } from "./conversation/TraceBar";
import { TRACE_VIEWS, type TraceView, useDeskCore, useDeskState } from "./desk";
import styles from "./trace.module.css";

const Timeline = lazy(() => import("./timeline/Timeline").then((module) => ({ default: module.Timeline })));
const Agents = lazy(() => import("./agents/Agents").then((module) => ({ default: module.Agents })));

/**
 * The trace: what was asked, the steps with their marks, and the view of them; all views share one selection.
 * `hasRows`: the answers beside it have rows, and the keys from step to step walk those.
 */
export function TracePane({ hasRows = false }: { hasRows?: boolean }) {
  const toggles = useTraceCommands(hasRows);
  const view = useDeskState((state) => state.view);
  const label = TRACE_VIEWS.find(({ value }) => value === view)?.label;
  return (
    <div className={styles.pane}>
      <Problem />
      <TraceBar toggles={toggles} />
      <div className={styles.steps}>
        <Rail />
        <div id={VIEW_ID} className={styles.view} role="tabpanel" aria-label={label}>
          <Suspense fallback={<Waiting />}>
            <View view={view} />
          </Suspense>
        </div>
      </div>
      <Said />
    </div>
  );
}

function View({ view }: { view: TraceView }) {
  switch (view) {
    case "conversation":
      return <Conversation />;
    case "timeline":
      return <Timeline />;
    case "agents":
      return <Agents />;
  }
}

/** What happened last, for those who hear the page. */
function Said() {
  const said = useDeskState((state) => state.said);
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}

function useTraceCommands(hasRows: boolean): Toggle[] {
  const desk = useDeskCore();
  const plain = useDeskState((state) => state.plain);
  const advance = useDeskState((state) => state.advance);
  const commands = useMemo(() => traceCommands(desk, { hasRows }), [desk, hasRows]);
  useCommands(commands);
  return useMemo(() => {
    const states = [
      { id: "trace.plain", short: "Source", active: plain },
      { id: "trace.advance", short: "Auto-advance", active: advance },
    ];
    return states.flatMap(({ id, short, active }) => {
      const command = commands.find((each) => each.id === id);
      return command ? [{ ...command, short, active }] : [];
    });
  }, [commands, plain, advance]);
}
