import { Modal, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";

import type { Command } from "@/lib/commands";

import styles from "./CommandPalette.module.css";
import { useAllCommands } from "./CommandProvider";
import { Icon } from "./Icon";
import { Keys } from "./Keys";
import { searchCommands } from "./palette";

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
}

const QUICK = { duration: 90 };

/** Find any command of the page by its name. */
export function CommandPalette({ opened, onClose }: PaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh" centered={false} transitionProps={QUICK}>
      <Modal.Overlay />
      <Modal.Content aria-label="Commands">
        <PaletteBody onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = searchCommands(useAllCommands(), query);

  function runCommand(command: Command | undefined) {
    if (!command) return;
    onClose();
    // After the dialog has given the focus back.
    setTimeout(command.run);
  }

  function handleKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      runCommand(found[active]);
    }
  }

  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        placeholder="Go to a page or run a command"
        aria-label="Search commands"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${String(active)}` : undefined}
        leftSection={<Icon name="search" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={handleKey}
        className={styles.query}
      />
      <div id={listId} role="listbox" aria-label="Commands" className={styles.list}>
        {found.map((command, index) => (
          <UnstyledButton
            key={command.id}
            id={`${listId}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={styles.item}
            ref={index === active ? (node) => node?.scrollIntoView({ block: "nearest" }) : undefined}
            onMouseMove={() => {
              setActive(index);
            }}
            onClick={() => {
              runCommand(command);
            }}
          >
            <span>{command.label}</span>
            {command.group && <span className={styles.group}>{command.group}</span>}
            {command.shortcut && <Keys shortcut={command.shortcut} />}
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 && (
        <Text c="dimmed" p="md" role="status">
          No command fits “{query}”.
        </Text>
      )}
    </>
  );
}
