import { Badge, Group, Stack, Tabs, Text } from "@mantine/core";

import type { Project } from "@/api/types";
import { type Kind, useKind } from "@/kinds";

import { factsOf, type PreviewItem } from "./facts";
import styles from "./PreviewPane.module.css";

interface PreviewTabsProps {
  project: Project;
  items: PreviewItem[];
}

/** Tasks as annotators would see them. */
export function PreviewTabs({ project, items }: PreviewTabsProps) {
  const kind = useKind(project.kind);
  if (!kind) return null;
  return (
    <Tabs defaultValue="0" keepMounted={false}>
      <Tabs.List>
        {items.map(({ file, line }, index) => (
          <Tabs.Tab key={index} value={String(index)}>
            {file || `Line ${String(line)}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {items.map((item, index) => (
        <Tabs.Panel key={index} value={String(index)} pt="md">
          <Item kind={kind} project={project} item={item} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface ItemProps {
  kind: Kind;
  project: Project;
  item: PreviewItem;
}

function Item({ kind, project, item }: ItemProps) {
  const criteria = project.rubric?.criteria ?? [];
  const context = { content: item.content, settings: project.settings, criteria };
  return (
    <Stack>
      <Group gap={6}>
        {factsOf(item).map((fact) => (
          <Badge key={fact} color="gray" tt="none" maw={320}>
            {fact}
          </Badge>
        ))}
      </Group>
      <kind.View mode="readonly" {...context} />
      {item.verdicts.length > 0 && (
        <div className={styles.verdicts}>
          {item.verdicts.map((verdict, index) => (
            <div key={index} className={styles.verdict}>
              <Text fw={600} size="sm">
                {verdict.annotator || verdict.model}
              </Text>
              <kind.AnswerSummary {...context} answer={verdict.answer} />
            </div>
          ))}
        </div>
      )}
    </Stack>
  );
}
