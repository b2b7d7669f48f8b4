import { UnstyledButton } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { deleteBoxes, hover, setHidden, setLabelHidden, setLocked } from "../acting";
import { colourOf, titleOf } from "../labels";
import { sizeText, zoomToBoxes } from "../looking";
import { useStage, useStageState } from "../stage";
import list from "./list.module.css";
import { Swatch } from "./Panel";
import { PanelIcon } from "./PanelIcon";
import styles from "./panels.module.css";
import type { BoxRow, Row } from "./rows";

const MISSING = "something is missing";

interface RowPlace {
  place: number;
  top: number;
  focusable: boolean;
}

interface BoxListRowProps extends RowPlace {
  row: BoxRow;
  faulty: boolean;
  onPick: (id: string, event: MouseEvent) => void;
}

export function BoxListRow({ row, faulty, onPick, place, top, focusable }: BoxListRowProps) {
  const stage = useStage();
  const { id, box, number } = row;
  const { settings } = stage.context;
  const selected = useStageState((state) => state.selection.includes(id));
  const hovered = useStageState((state) => state.hovered === id);
  const title = titleOf(settings, box.label);
  return (
    <div
      role="row"
      data-row={id}
      aria-rowindex={place + 1}
      aria-label={`Box ${String(number)}, ${title}, ${sizeText(box)}${faulty ? `, ${MISSING}` : ""}`}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      className={list.row}
      style={{ top }}
      data-hovered={hovered}
      onPointerEnter={() => {
        hover(stage, id);
      }}
      onPointerLeave={() => {
        hover(stage, null);
      }}
      onClick={(event) => {
        onPick(id, event);
      }}
      onDoubleClick={() => {
        zoomToBoxes(stage, [id]);
      }}
    >
      <span role="gridcell" className={list.rowTitle}>
        <Swatch colour={colourOf(settings, box.label)} />
        <span className={list.number}>{number}</span>
        <span className={styles.labelTitle}>{title}</span>
        {faulty && (
          <span className={list.faulty} title={MISSING}>
            <Icon name="alert" size={14} />
          </span>
        )}
        <span className={list.size}>{sizeText(box)}</span>
      </span>
      <RowButtons id={id} name={`box ${String(number)}`} />
    </div>
  );
}

function RowButtons({ id, name }: { id: string; name: string }) {
  const stage = useStage();
  const hidden = useStageState((state) => state.hidden.has(id));
  const locked = useStageState((state) => state.locked.has(id));
  return (
    <>
      <RowButton
        label={`${hidden ? "Show" : "Hide"} ${name}`}
        lit={hidden}
        onClick={() => {
          setHidden(stage, [id], !hidden);
        }}
      >
        <PanelIcon name={hidden ? "hidden" : "shown"} />
      </RowButton>
      <RowButton
        label={`${locked ? "Unlock" : "Lock"} ${name}`}
        lit={locked}
        onClick={() => {
          setLocked(stage, [id], !locked);
        }}
      >
        <PanelIcon name={locked ? "locked" : "open"} />
      </RowButton>
      {!stage.disabled && (
        <RowButton
          label={`Delete ${name}`}
          disabled={locked}
          onClick={() => {
            deleteBoxes(stage, [id]);
          }}
        >
          <Icon name="trash" size={15} />
        </RowButton>
      )}
    </>
  );
}

interface LabelListRowProps extends RowPlace {
  row: Extract<Row, { type: "label" }>;
}

/** The heading of a label's boxes, with all of them to hide or show. */
export function LabelListRow({ row, place, top, focusable }: LabelListRowProps) {
  const stage = useStage();
  const title = titleOf(stage.context.settings, row.label);
  const hidden = useStageState((state) => state.hiddenLabels.has(row.label));
  return (
    <div
      role="row"
      data-row={row.id}
      aria-rowindex={place + 1}
      aria-label={`${title}, ${counted(row.count, "box", "boxes")}`}
      tabIndex={focusable ? 0 : -1}
      className={list.groupRow}
      style={{ top }}
    >
      <span role="gridcell" className={list.rowTitle}>
        <Swatch colour={colourOf(stage.context.settings, row.label)} />
        <span className={styles.labelTitle}>{title}</span>
        <span className={list.size}>{counted(row.count, "box", "boxes")}</span>
      </span>
      <RowButton
        label={`${hidden ? "Show" : "Hide"} all ${title}`}
        lit={hidden}
        onClick={() => {
          setLabelHidden(stage, row.label, !hidden);
        }}
      >
        <PanelIcon name={hidden ? "hidden" : "shown"} />
      </RowButton>
    </div>
  );
}

interface RowButtonProps {
  label: string;
  lit?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function RowButton({ label, lit, disabled, onClick, children }: RowButtonProps) {
  return (
    <span role="gridcell">
      <UnstyledButton
        className={list.rowButton}
        tabIndex={-1}
        aria-label={label}
        title={label}
        data-lit={lit}
        disabled={disabled}
        onClick={(event) => {
          event.stopPropagation();
          onClick();
        }}
      >
        {children}
      </UnstyledButton>
    </span>
  );
}
