import { Button } from "@mantine/core";

import { count } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { useDesk } from "../desk";
import { ErrorCard } from "./ErrorCard";
import { useOpening } from "./opening";
import { Key, Panel } from "./Panel";
import styles from "./panels.module.css";

/** The errors of the taxonomy that were found at a node. */
export function ErrorsPanel({ node }: { node: string }) {
  const { answer, disabled, trace } = useDesk();
  const { findCode } = useOpening();
  const { taxonomy } = trace.settings;
  const here = answer.errors.filter((error) => error.node === node);
  if (here.length === 0 && (taxonomy === null || disabled)) return null;
  return (
    <Panel title="Errors here" aside={<span className={styles.count}>{count(here.length)}</span>}>
      {here.map((error) => (
        <ErrorCard key={error.id} error={error} path={`errors.${String(answer.errors.indexOf(error))}`} />
      ))}
      {taxonomy !== null && !disabled && (
        <Button
          size="compact-sm"
          variant="default"
          classNames={{ label: styles.wide }}
          leftSection={<Icon name="plus" size={14} />}
          rightSection={<Key shortcut="x" />}
          onClick={() => {
            findCode(null);
          }}
        >
          Add an error
        </Button>
      )}
    </Panel>
  );
}
