import "@mantine/core/styles.css";
import "../src/ui/global.css";

import { MantineProvider } from "@mantine/core";
import { useCallback, useState } from "react";
import { createRoot } from "react-dom/client";

import { StagePane } from "../src/kinds/bounding_box/StagePane";
import { StageProvider } from "../src/kinds/bounding_box/StageProvider";
import type { Answer, Context } from "../src/kinds/bounding_box/types";
import { CommandProvider } from "../src/ui/CommandProvider";
import { cssVariables, theme } from "../src/ui/theme";
import { Baseline } from "./Baseline";
import { measureFrames } from "./frames";
import { answerWith, contextWith } from "./scene";

declare global {
  interface Window {
    /** The answer as the page would send it. */
    answer: Answer;
    measureFrames: typeof measureFrames;
    stopMeasuring: ReturnType<typeof measureFrames>;
  }
}

function Page({ context }: { context: Context }) {
  const [answer, setAnswer] = useState(window.answer);
  const handleChange = useCallback((next: Answer) => {
    window.answer = next;
    setAnswer(next);
  }, []);
  return (
    <div style={{ height: "100dvh" }}>
      <StageProvider context={context} answer={answer} onChange={handleChange}>
        <StagePane />
      </StageProvider>
    </div>
  );
}

const query = new URLSearchParams(location.search);
const context = await contextWith();
const isBaseline = query.has("baseline");
if (!isBaseline) window.answer = answerWith(Number(query.get("boxes") ?? 100));
window.measureFrames = measureFrames;
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme={query.get("theme") === "dark" ? "dark" : "light"}
    >
      <CommandProvider>
        {isBaseline && context.images?.image ? <Baseline image={context.images.image} /> : <Page context={context} />}
      </CommandProvider>
    </MantineProvider>,
  );
