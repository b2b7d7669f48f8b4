import { Button, Group, Skeleton, Table } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./DataTable.module.css";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  align?: "left" | "right";
  width?: number | string;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  empty: ReactNode;
  /** Cursor pages: there is a next page when `onMore` is given. */
  onMore?: () => void;
  loadingMore?: boolean;
}

const SKELETON_ROWS = 6;

/** A table with a caption for screen readers, a waiting state, an empty state and "show more". */
export function DataTable<Row>({ label, columns, rows, rowKey, empty, onMore, loadingMore }: DataTableProps<Row>) {
  if (rows?.length === 0) return <>{empty}</>;
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
        <Table className={styles.table}>
          <caption className="visually-hidden">{label}</caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.key} ta={column.align} w={column.width} scope="col">
                  {column.title || <span className="visually-hidden">Actions</span>}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows ? (
              rows.map((row) => (
                <Table.Tr key={rowKey(row)}>
                  {columns.map((column) => (
                    <Table.Td key={column.key} ta={column.align}>
                      {column.cell(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            ) : (
              <WaitingRows columns={columns.length} />
            )}
          </Table.Tbody>
        </Table>
      </div>
      {onMore && (
        <Group justify="center" p="sm">
          <Button variant="default" loading={loadingMore} onClick={onMore}>
            Show more
          </Button>
        </Group>
      )}
    </>
  );
}

function WaitingRows({ columns }: { columns: number }) {
  return Array.from({ length: SKELETON_ROWS }, (_, row) => (
    <Table.Tr key={row}>
      {Array.from({ length: columns }, (__, column) => (
        <Table.Td key={column}>
          <Skeleton height={14} my={4} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}
