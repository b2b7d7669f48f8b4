import { Stack } from "@mantine/core";

import { sayError } from "@/api/errors";
import type { Project, Reliability } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ButtonLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import { AsOf } from "./AsOf";
import { Help } from "./Help";
import { Key } from "./Key";
import { MeasureTable } from "./MeasureTable";
import { RefreshButton } from "./RefreshButton";
import { ShareTable } from "./ShareTable";
import { TaskLinks } from "./TaskLinks";
import { useReliability } from "./useReliability";

/** How far a project's answers can be trusted. */
export function Quality({ project }: { project: Project }) {
  const { figures, computing, late, refresh } = useReliability(project.id);
  if (figures.isError) return <Problem onRetry={() => void figures.refetch()}>{sayError(figures.error)}</Problem>;
  if (!figures.data) return <Waiting />;
  const computed = figures.data.computed_at !== null;
  const comparable = isComparable(figures.data);
  const alphas = figures.data.measures.filter(({ statistic }) => statistic === "alpha");
  const shares = figures.data.measures.filter(({ statistic }) => statistic === "share");
  return (
    <Stack gap="lg">
      <Section
        title="Reliability"
        help={<AsOf figures={figures.data} project={project} computing={computing} late={late} />}
        actions={
          <>
            <TaskLinks project={project} />
            <RefreshButton computing={computing} onRefresh={refresh} />
          </>
        }
        flush
      >
        {comparable ? (
          <>
            <MeasureTable measures={alphas} project={project} />
            <Key statistic="alpha" />
          </>
        ) : (
          <NothingTwice project={project} waiting={!computed && figures.data.stale} />
        )}
      </Section>
      {comparable && shares.length > 0 && (
        <Section
          title="Shares"
          help="What all pairs of answers to a task have in common. Not corrected for chance."
          flush
        >
          <ShareTable measures={shares} project={project} />
          <Key statistic="share" />
        </Section>
      )}
      <Help shares={shares.length > 0} />
    </Stack>
  );
}

/** Whether anything was answered by two people. */
function isComparable({ measures }: Reliability): boolean {
  return measures.some((measure) => measure.n_pairable > 0);
}

function NothingTwice({ project, waiting }: { project: Project; waiting: boolean }) {
  const params = { projectId: project.id };
  if (waiting) {
    return (
      <EmptyState icon="refresh" title="The first figures are being computed">
        They appear here by themselves.
      </EmptyState>
    );
  }
  if (project.overlap < 2) {
    return (
      <EmptyState
        icon="people"
        title="Every task is answered once"
        action={
          <ButtonLink to="/projects/$projectId/settings" params={params}>
            Settings
          </ButtonLink>
        }
      >
        Agreement can be measured where two people answer the same task. Ask for two answers or more per task.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="people"
      title="Nothing was answered twice yet"
      action={
        <ButtonLink to="/projects/$projectId/people" params={params} variant="default">
          People
        </ButtonLink>
      }
    >
      Agreement is measured where two people answered the same task. Alpha is shown from 30 such tasks.
    </EmptyState>
  );
}
