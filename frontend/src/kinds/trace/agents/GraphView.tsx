import "@xyflow/react/dist/base.css";

import { ReactFlow } from "@xyflow/react";
import { useMemo } from "react";

import { type GraphActs, isAgentFocus, isLinkFocus } from "./acts";
import styles from "./agents.module.css";
import { type AgentNode, AgentShape } from "./AgentShape";
import type { AgentPicture } from "./graph";
import { GraphButtons } from "./GraphButtons";
import { AGENT_HEIGHT, AGENT_WIDTH, arrange } from "./layout";
import { type LinkEdge, LinkShape } from "./LinkShape";

const nodeTypes = { agent: AgentShape };
const edgeTypes = { link: LinkShape };
const FIT = { padding: 0.06, maxZoom: 1.15 };

/** The drawing. The tables beside it say the same, so the keyboard does not stop here at every agent. */
export function GraphView({ picture, focus, here, onAgent, onLink }: GraphActs & { picture: AgentPicture }) {
  const { agents, links } = picture;
  // Neither a label nor the selection moves anything.
  const shape = JSON.stringify([
    agents.map(({ agent }) => agent),
    links.map(({ id, handoffs }) => [id, handoffs.length]),
  ]);
  const arrangement = useMemo(
    () =>
      arrange(
        agents.map(({ agent }) => agent),
        links.map(({ id, from, to, handoffs }) => ({ id, from, to, weight: 1 + Math.min(handoffs.length, 9) })),
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shape` has all of them that the layout reads
    [shape],
  );
  const nodes = agents.map((facts): AgentNode => {
    const { x = 0, y = 0 } = arrangement.agents.get(facts.agent) ?? {};
    return {
      ...{ id: facts.agent, type: "agent", width: AGENT_WIDTH, height: AGENT_HEIGHT },
      position: { x: x - AGENT_WIDTH / 2, y: y - AGENT_HEIGHT / 2 },
      data: { facts, isFocus: isAgentFocus(focus, facts.agent), isHere: here.agent === facts.agent },
    };
  });
  const edges = links.map((link): LinkEdge => {
    const placed = arrangement.links.get(link.id);
    const isFocus = isLinkFocus(focus, link.id);
    return {
      ...{ id: link.id, type: "link", source: link.from, target: link.to, zIndex: isFocus ? 1 : 0 },
      data: { link, points: placed?.points ?? [], label: placed?.label, isFocus, isHere: here.link === link.id },
    };
  });
  return (
    <ReactFlow
      className={styles.graph}
      aria-label="Drawing of the agents and their hand-offs, as in the tables beside it"
      {...{ nodes, edges, nodeTypes, edgeTypes }}
      fitView
      fitViewOptions={FIT}
      minZoom={0.05}
      maxZoom={2.5}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      zoomActivationKeyCode={null}
      onNodeClick={(_, { id }) => {
        onAgent(id);
      }}
      onEdgeClick={(_, { id }) => {
        onLink(id);
      }}
    >
      <GraphButtons fit={FIT} />
    </ReactFlow>
  );
}
