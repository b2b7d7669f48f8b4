import { Anchor, CopyButton, Table, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";

import type { TaskDetail } from "@/api/types";
import { bytes, moment } from "@/lib/format";
import { LongText } from "@/ui/LongText";
import { Section } from "@/ui/Section";

import styles from "./Facts.module.css";

const LONGEST = 600;

/** Where the task came from. */
export function Facts({ task }: { task: TaskDetail }) {
  const facts: [string, ReactNode][] = [
    ["Task id", <Copied key="id" text={task.id} />],
    ["External id", task.external_id && <Copied key="external" text={task.external_id} />],
    ["Source", task.source],
    ["Licence", task.licence],
    ["Imported as", task.importer],
    ["Imported", moment(task.created_at)],
    ["Content sha256", <Copied key="sha" text={task.content_sha256} />],
    ["Original", task.original && <Original key="original" task={task} />],
    ["Priority", task.priority === 0 ? null : String(task.priority)],
    ["Withdrawn because", task.withdrawn_reason],
    ...Object.entries(task.metadata)
      .filter(([, value]) => value !== "")
      .map(([key, value]): [string, ReactNode] => [key, <Entry key={key} value={value} />]),
  ];
  return (
    <Section title="Provenance" flush>
      <Table highlightOnHover={false} className={styles.facts}>
        <Table.Tbody>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" w={190}>
                  {name}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

/** The file or row that the task was made from, byte for byte. */
function Original({ task }: { task: TaskDetail }) {
  return (
    <Anchor href={`/api/tasks/${task.id}/original/`} download>
      Download what was imported ({bytes(task.original?.size ?? 0)})
    </Anchor>
  );
}

/** What a format keeps of a file can be long. */
function Entry({ value }: { value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return (
    <LongText text={text} limit={LONGEST}>
      {text}
    </LongText>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <UnstyledButton onClick={copy} className={styles.copied} title="Copy">
          {copied ? "Copied" : text}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
