import { describe, expect, it } from "vitest";

import { AGENT_HEIGHT, AGENT_WIDTH, arrange, arrowOf, smoothPath } from "./layout";

const link = (from: string, to: string) => ({ id: `${from}>${to}`, from, to, weight: 1 });

describe("the arrangement of agents", () => {
  const agents = ["Lead", "Scout", "Writer", "constructor"];
  const links = [link("Lead", "Scout"), link("Scout", "Lead"), link("Lead", "Writer"), link("Lead", "Lead")];
  const arrangement = arrange(agents, [...links, link("Lead", "Nobody")]);

  it("puts no two agents over each other", () => {
    const places = agents.map((agent) => arrangement.agents.get(agent));
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const dx = Math.abs((one?.x ?? 0) - (other?.x ?? 0));
        const dy = Math.abs((one?.y ?? 0) - (other?.y ?? 0));
        expect(dx >= AGENT_WIDTH || dy >= AGENT_HEIGHT).toBe(true);
      }
    }
  });

  it("puts who is handed over to below who hands over", () => {
    const [lead, writer] = [arrangement.agents.get("Lead"), arrangement.agents.get("Writer")];
    expect(writer?.y).toBeGreaterThan((lead?.y ?? 0) + AGENT_HEIGHT);
  });

  it("gives both ways between two agents a line and a number of their own", () => {
    const [there, back] = [arrangement.links.get("Lead>Scout"), arrangement.links.get("Scout>Lead")];
    expect(there?.points.length).toBeGreaterThan(1);
    expect(there?.label).not.toEqual(back?.label);
  });

  it("draws no line from an agent to itself, nor to one who is not there", () => {
    expect([...arrangement.links.keys()]).toEqual(["Lead>Scout", "Scout>Lead", "Lead>Writer"]);
  });

  it("holds everything in its size", () => {
    for (const { x, y } of arrangement.agents.values()) {
      expect(x + AGENT_WIDTH / 2).toBeLessThanOrEqual(arrangement.width);
      expect(y + AGENT_HEIGHT / 2).toBeLessThanOrEqual(arrangement.height);
    }
  });

  it("is empty for nobody", () => {
    expect(arrange([], [])).toMatchObject({ agents: new Map(), links: new Map() });
  });
});

describe("lines", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 40 },
    { x: 30, y: 60 },
    { x: 30, y: 100 },
  ];

  it("begin at the first point, bend towards the next and end at the last", () => {
    expect(smoothPath(points)).toBe("M0.0,0.0 Q10.0,40.0 20.0,50.0 Q30.0,60.0 30.0,100.0");
    expect(smoothPath(points.slice(0, 2))).toBe("M0.0,0.0 L10.0,40.0");
    expect(smoothPath([])).toBe("");
  });

  it("end in a head that points along the last stretch", () => {
    const { line, head } = arrowOf(points, 1);
    expect(line.endsWith("30.0,92.0")).toBe(true);
    expect(head).toBe("M30.0,100.0 L26.0,92.0 L34.0,92.0 Z");
  });

  it("have a greater head where they are thick", () => {
    expect(arrowOf(points, 4).line.endsWith("30.0,86.0")).toBe(true);
  });
});
