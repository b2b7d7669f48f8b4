import { Table, Text, UnstyledButton } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";

import type { Measure } from "@/api/types";
import { Icon } from "@/ui/Icon";

import { MeasureDetails } from "./MeasureDetails";
import styles from "./MeasureTable.module.css";

interface OpeningRowProps {
  measure: Measure;
  /** Stands small under the title. */
  note: string;
  /** How many columns the table has, which an opened measure fills in one. */
  columns: number;
  /** The cells after the title. */
  children: ReactNode;
}

/** A measure with its figures; opens to the rest of them. */
export function OpeningRow({ measure, note, columns, children }: OpeningRowProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <>
      <Table.Tr data-open={open}>
        <Table.Th scope="row" className={styles.title}>
          <UnstyledButton
            className={styles.opener}
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <Icon name={open ? "down" : "right"} size={16} className={styles.chevron} />
            <span>
              {measure.title}
              <Text span size="sm" c="dimmed" display="block">
                {note}
              </Text>
            </span>
          </UnstyledButton>
        </Table.Th>
        {children}
      </Table.Tr>
      {open && (
        <Table.Tr id={details}>
          <Table.Td colSpan={columns} className={styles.details}>
            <MeasureDetails measure={measure} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
