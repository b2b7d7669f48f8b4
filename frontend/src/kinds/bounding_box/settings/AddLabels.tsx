import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import type { Label } from "../types";
import { useDescription } from "./description";
import { newTitles, titlesIn } from "./editing";

interface AddLabelsProps {
  labels: readonly Label[];
  onAdd: (titles: string[]) => void;
  disabled?: boolean;
}

/** One label by its title, or many from a list. */
export function AddLabels(props: AddLabelsProps) {
  const { labels, onAdd, disabled } = props;
  const { limits } = useDescription();
  const [title, setTitle] = useState("");
  const titles = titlesIn(title, limits.title);
  const known = titles.length > 0 && newTitles(labels, titles).length === 0;

  function handleAdd() {
    if (titles.length === 0 || known) return;
    onAdd(titles);
    setTitle("");
  }

  return (
    <Group gap="xs" align="flex-start">
      <TextInput
        aria-label="Title of a new label"
        placeholder="New label"
        maxLength={limits.title}
        value={title}
        disabled={disabled}
        error={known ? "There is a label with this title." : undefined}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter would save the whole form.
          event.preventDefault();
          handleAdd();
        }}
      />
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={15} />}
        disabled={disabled || titles.length === 0 || known}
        onClick={handleAdd}
      >
        Add
      </Button>
      <PasteLabels {...props} />
    </Group>
  );
}

function PasteLabels({ labels, onAdd, disabled }: AddLabelsProps) {
  const [opened, setOpened] = useState(false);
  const { limits } = useDescription();
  const [text, setText] = useState("");
  const titles = titlesIn(text, limits.title);
  const fresh = newTitles(labels, titles);

  function handleAdd() {
    onAdd(fresh);
    setText("");
    setOpened(false);
  }

  return (
    <>
      <Button
        variant="subtle"
        disabled={disabled}
        onClick={() => {
          setOpened(true);
        }}
      >
        Add many…
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        title="Add many labels"
      >
        <Stack>
          <Textarea
            label="One label a line"
            data-autofocus
            rows={8}
            resize="vertical"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          <Text size="sm" c="dimmed" role="status">
            {sayFound(titles.length, fresh.length)}
          </Text>
          <Group justify="flex-end">
            <Button disabled={fresh.length === 0} onClick={handleAdd}>
              {fresh.length === 0 ? "Add" : `Add ${counted(fresh.length, "label")}`}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function sayFound(all: number, fresh: number): string {
  if (all === 0) return "Lines that repeat are taken once.";
  const known = all - fresh;
  return known === 0
    ? ""
    : `${counted(known, "line")} left out: the project has ${known === 1 ? "it" : "them"} already.`;
}
