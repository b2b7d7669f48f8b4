import { lazy, Suspense, useMemo, useState } from "react";

import { counted } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { Waiting } from "@/ui/Waiting";

import { shownWords } from "../conversation/controls";
import { useDesk, useDeskState, useShownNodes } from "../desk";
import { isLinkFocus } from "./acts";
import styles from "./agents.module.css";
import { AgentTable } from "./AgentTable";
import { FocusList } from "./FocusList";
import { type AgentPicture, type Focus, focusOf, linkAt, nextHandoff, pictureOf } from "./graph";
import { HandoffTable } from "./HandoffTable";

/** The drawing brings two libraries along, which nobody needs before it is opened. */
const GraphView = lazy(() => import("./GraphView").then((module) => ({ default: module.GraphView })));

/** Who worked on the task, and who handed over to whom; beside the drawing the same as tables. */
export function Agents() {
  const { trace, answer } = useDesk();
  const nodes = useShownNodes();
  const picture = useMemo(() => pictureOf(trace, answer, nodes), [trace, answer, nodes]);
  const [only] = picture.agents;
  if (picture.agents.length < 2) return <NoGraph agent={only?.agent} steps={only?.steps.length ?? 0} />;
  return <AgentsOf picture={picture} />;
}

function NoGraph({ agent, steps }: { agent: string | undefined; steps: number }) {
  return (
    <section className={styles.alone} aria-label="Agents">
      {agent === undefined ? (
        <EmptyState icon="people" title="No agents">
          This trace does not name who did what.
        </EmptyState>
      ) : (
        <EmptyState icon="user" title={`One agent: ${shownWords(agent)}`}>
          It did all {counted(steps, "step")} itself, so there are no hand-offs to show.
        </EmptyState>
      )}
    </section>
  );
}

function AgentsOf({ picture }: { picture: AgentPicture }) {
  const { trace, select } = useDesk();
  const selected = useDeskState((state) => state.selected);
  const [chosen, setChosen] = useState<(Focus & { at: string | null }) | null>(null);
  const focus = focusOf(trace, chosen, selected);
  const node = selected === null ? undefined : trace.byId.get(selected);
  const here = { agent: node ? trace.agentOf(node) : "", link: linkAt(trace, selected) };

  function chooseAgent(agent: string) {
    setChosen({ agent, at: selected });
  }

  /** The first hand-off of a link; chosen again, the next. */
  function chooseLink(id: string) {
    const link = picture.links.find((each) => each.id === id);
    const next = link && nextHandoff(link, isLinkFocus(focus, id) ? selected : null);
    setChosen({ link: id, at: next ?? selected });
    if (next !== undefined) select(next);
  }

  const acts = { focus, here, onAgent: chooseAgent, onLink: chooseLink };
  return (
    <section className={styles.pane} aria-label="Agents">
      <div className={styles.halves}>
        <div className={styles.drawing}>
          <Suspense fallback={<Waiting />}>
            <GraphView picture={picture} {...acts} />
          </Suspense>
        </div>
        <div className={styles.side}>
          <div className={styles.tables} role="region" aria-label="Agents and hand-offs" tabIndex={0}>
            <AgentTable agents={picture.agents} {...acts} />
            <HandoffTable links={picture.links} {...acts} />
            <LeftOut picture={picture} />
          </div>
          <FocusList picture={picture} focus={focus} />
        </div>
      </div>
    </section>
  );
}

function LeftOut({ picture: { left } }: { picture: AgentPicture }) {
  if (left.agents + left.links === 0) return null;
  const agents = left.agents > 0 ? counted(left.agents, "agent") : "";
  const links = left.links > 0 ? counted(left.links, "kind of hand-off", "kinds of hand-off") : "";
  return <p className={styles.quiet}>Not shown: {[agents, links].filter(Boolean).join(" and ")} with the least use.</p>;
}
