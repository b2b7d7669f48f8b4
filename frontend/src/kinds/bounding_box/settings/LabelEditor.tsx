import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { fieldsUnder } from "@/lib/fields";
import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { AddLabels } from "./AddLabels";
import { ArchiveDialog } from "./ArchiveDialog";
import { useDescription } from "./description";
import {
  answersWith,
  isDrawn,
  withAdded,
  withArchived,
  withChanged,
  withMerged,
  withMoved,
  withRemoved,
  withRestored,
  withShortcut,
} from "./editing";
import { type LabelActs, LabelRow } from "./LabelRow";
import { MergeDialog } from "./MergeDialog";
import { RestingLabels } from "./RestingLabels";
import styles from "./settings.module.css";

interface LabelEditorProps {
  labels: Label[];
  usage: Usage;
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (labels: Label[]) => void;
}

const AT_ONCE = 50;
const MANY = 12;

type Asking = { key: string; about: "archive" | "merge" } | null;

/** The labels that boxes can have: those that are drawn, and those that were archived or merged. */
export function LabelEditor(props: LabelEditorProps) {
  const { labels, usage, errors, disabled, onChange } = props;
  const { palette } = useDescription();
  const [query, setQuery] = useState("");
  const [asking, setAsking] = useState<Asking>(null);
  const drawn = labels.filter(isDrawn);
  const asked = labels.find(({ key }) => key === asking?.key);
  const close = () => {
    setAsking(null);
  };
  return (
    <Stack gap="sm">
      {errors.labels && (
        <Text c="bad" size="sm" role="alert">
          {errors.labels}
        </Text>
      )}
      {drawn.length > MANY && (
        <TextInput
          aria-label="Find a label"
          placeholder={`Find among ${counted(drawn.length, "label")}`}
          leftSection={<Icon name="search" size={15} />}
          maw={320}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
      )}
      <Rows {...props} query={drawn.length > MANY ? query : ""} onAsk={setAsking} />
      <AddLabels
        labels={labels}
        disabled={disabled}
        onAdd={(titles) => {
          onChange(withAdded(labels, titles, palette));
        }}
      />
      <RestingLabels
        labels={labels}
        usage={usage}
        disabled={disabled}
        onRestore={(key) => {
          onChange(withRestored(labels, key));
        }}
        onRemove={(key) => {
          onChange(withRemoved(labels, key, usage));
        }}
      />
      {asked && asking?.about === "merge" && (
        <MergeDialog
          label={asked}
          labels={labels}
          usage={usage}
          onMerge={(into) => {
            onChange(withMerged(labels, asked.key, into));
            close();
          }}
          onClose={close}
        />
      )}
      {asked && asking?.about === "archive" && (
        <ArchiveDialog
          label={asked}
          usage={usage}
          onArchive={() => {
            onChange(withArchived(labels, asked.key));
            close();
          }}
          onClose={close}
        />
      )}
    </Stack>
  );
}

interface RowsProps extends LabelEditorProps {
  query: string;
  onAsk: (asking: Asking) => void;
}

function Rows({ labels, usage, errors, disabled, query, onChange, onAsk }: RowsProps) {
  const [open, setOpen] = useState<string | null>(null);
  const [limit, setLimit] = useState(AT_ONCE);
  const drawn = labels.filter(isDrawn);
  const words = query.trim().toLowerCase();
  const found = drawn.filter(({ title, key }) => `${title} ${key}`.toLowerCase().includes(words));
  const acts = actsOn({
    labels,
    usage,
    onChange,
    onAsk,
    onToggle: (key) => {
      setOpen(open === key ? null : key);
    },
  });
  if (drawn.length === 0) return <Text c="dimmed">No labels yet. Without one, nobody can draw a box.</Text>;
  return (
    <>
      <ul className={styles.rows} aria-label="Labels">
        {found.slice(0, limit).map((label) => (
          <LabelRow
            key={label.key}
            label={label}
            labels={labels}
            usage={usage}
            open={open === label.key}
            moves={[label !== drawn[0], label !== drawn.at(-1)]}
            errors={fieldsUnder(errors, `labels.${String(labels.indexOf(label))}`)}
            disabled={disabled}
            acts={acts}
          />
        ))}
      </ul>
      {found.length === 0 && <Text c="dimmed">No label fits “{query.trim()}”.</Text>}
      {found.length > limit && (
        <Button
          variant="default"
          className={styles.start}
          onClick={() => {
            setLimit(limit + AT_ONCE);
          }}
        >
          Show more ({counted(found.length - limit, "label")} left)
        </Button>
      )}
    </>
  );
}

interface ActsProps {
  labels: Label[];
  usage: Usage;
  onChange: (labels: Label[]) => void;
  onAsk: (asking: Asking) => void;
  onToggle: (key: string) => void;
}

function actsOn({ labels, usage, onChange, onAsk, onToggle }: ActsProps): LabelActs {
  return {
    change: (key, part) => {
      onChange(withChanged(labels, key, part));
    },
    shortcut: (key, shortcut) => {
      onChange(withShortcut(labels, key, shortcut));
    },
    move: (key, step) => {
      onChange(withMoved(labels, key, step));
    },
    archive: (key) => {
      if (answersWith(usage, key) > 0) onAsk({ key, about: "archive" });
      else onChange(withArchived(labels, key));
    },
    merge: (key) => {
      onAsk({ key, about: "merge" });
    },
    remove: (key) => {
      onChange(withRemoved(labels, key, usage));
    },
    toggle: onToggle,
  };
}
