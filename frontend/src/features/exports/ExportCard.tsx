import { Button, CopyButton, Group, Modal, Table, Text, Title, Tooltip, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { cancelJob } from "@/api/data";
import { useRefreshProject } from "@/api/projects";
import type { Export, KindInfo } from "@/api/types";
import { bytes, count } from "@/lib/format";
import { CodeBlock } from "@/ui/CodeBlock";
import { Icon } from "@/ui/Icon";
import { JobProgress } from "@/ui/JobProgress";
import { RelativeTime } from "@/ui/RelativeTime";

import styles from "./ExportCard.module.css";
import { filtersSaid, leftOut } from "./reading";

interface ExportCardProps {
  exported: Export;
  formats: KindInfo["writers"];
}

/** One export: how far it is, and its files. */
export function ExportCard({ exported, formats }: ExportCardProps) {
  const { job, files, format, filters, manifest } = exported;
  const [shown, setShown] = useState(false);
  const refresh = useRefreshProject(job.project);
  const stop = useMutation({ mutationFn: () => cancelJob(job.id), onSuccess: refresh });
  const title = formats.find(({ name }) => name === format)?.title ?? format;
  const missing = leftOut(manifest);
  return (
    <article className={styles.card} aria-label={title}>
      <Group justify="space-between" mb={6}>
        <Title order={3}>{title}</Title>
        <Text size="sm" c="dimmed">
          {filtersSaid(filters)} · <RelativeTime time={exported.created_at} />
        </Text>
      </Group>
      <JobProgress
        job={job}
        label={title}
        onCancel={() => {
          stop.mutate();
        }}
      />
      {files.length > 0 && <Files files={files} />}
      {missing.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          Left out: {missing.map(({ reason, tasks }) => `${count(tasks)} (${reason})`).join(", ")}
        </Text>
      )}
      {Object.keys(manifest).length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          onClick={() => {
            setShown(true);
          }}
        >
          Show manifest
        </Button>
      )}
      <Modal
        opened={shown}
        onClose={() => {
          setShown(false);
        }}
        title={`Manifest of ${title}`}
        size="xl"
      >
        <CodeBlock code={JSON.stringify(manifest, null, 2)} language="json" />
      </Modal>
    </article>
  );
}

function Files({ files }: { files: Export["files"] }) {
  return (
    <Table mt="xs" highlightOnHover={false} className={styles.files}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>File</Table.Th>
          <Table.Th ta="right">Rows</Table.Th>
          <Table.Th ta="right">Size</Table.Th>
          <Table.Th>sha256</Table.Th>
          <Table.Th>
            <span className="visually-hidden">Download</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.name}>
            <Table.Td ff="monospace">{file.name}</Table.Td>
            <Table.Td ta="right">{count(file.rows)}</Table.Td>
            <Table.Td ta="right">{bytes(file.size)}</Table.Td>
            <Table.Td>
              <Checksum text={file.sha256} />
            </Table.Td>
            <Table.Td ta="right">
              <Button
                component="a"
                href={file.url}
                download={file.name}
                size="compact-sm"
                variant="light"
                leftSection={<Icon name="download" size={14} />}
                aria-label={`Download ${file.name}`}
              >
                Download
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Checksum({ text }: { text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : text}>
          <UnstyledButton onClick={copy} className={styles.checksum}>
            <span className="visually-hidden">Copy </span>
            {text.slice(0, 16)}…
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
