import { Checkbox, Group, Select, Stack } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useMemo, useRef } from "react";

import type { Command } from "@/lib/commands";
import { count } from "@/lib/format";
import { useCommands } from "@/ui/CommandProvider";

import { selectedBoxes, setLabel } from "../acting";
import type { Flag } from "../answer";
import { isFree } from "../focus";
import { drawable, labelOf } from "../labels";
import { useStage, useStageState } from "../stage";
import type { Box } from "../types";
import { shared, sharedAttributes, sharedValue } from "./asked";
import { AttributeField } from "./AttributeField";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { PlaceFields } from "./PlaceFields";
import { focusIn } from "./useFirstProblem";

/** Everything about the selected boxes; what is set here is set for all of them. */
export function AttributesPanel() {
  const stage = useStage();
  const frame = useEnter();
  const selection = useStageState((state) => state.selection);
  const locked = useStageState((state) => state.locked);
  const boxes = selection.length > 0 ? selectedBoxes(stage) : [];
  if (boxes.length === 0) return null;
  const changeable = boxes.filter((box) => !locked.has(box.id));
  const [first] = boxes;
  const number = first ? stage.answer.boxes.indexOf(first) + 1 : 0;
  const disabled = stage.disabled || changeable.length === 0;
  return (
    <div ref={frame} className={styles.dock} onKeyDown={leaveByEscape}>
      <Panel title={boxes.length === 1 ? `Box ${count(number)}` : `${count(boxes.length)} boxes`}>
        <Stack gap={6}>
          {changeable.length < boxes.length && (
            <p className={styles.quiet}>
              {boxes.length === 1 ? "Locked." : `${count(boxes.length - changeable.length)} of them are locked.`}
            </p>
          )}
          <LabelSelect boxes={boxes} disabled={disabled} />
          <AttributeFields boxes={boxes} changeable={changeable} disabled={disabled} />
          {first && boxes.length === 1 && <OtherProblems box={first} />}
          <Flags boxes={boxes} changeable={changeable} disabled={disabled} />
          {first && boxes.length === 1 && <PlaceFields key={first.id} box={first} disabled={disabled} />}
        </Stack>
      </Panel>
    </div>
  );
}

/** Enter in the picture goes to what is asked about the box. */
function useEnter(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "boxes.attributes",
        label: "Go to the attributes",
        group: "Boxes",
        shortcut: "enter",
        run: () => {
          focusIn(frame.current?.querySelector<HTMLElement>("[data-path]") ?? frame.current);
        },
        get disabled() {
          return frame.current === null || !isFree();
        },
      },
    ],
    [],
  );
  useCommands(commands);
  return frame;
}

/** Back to the picture. */
function leaveByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  document.querySelector<HTMLElement>("[data-stage]")?.focus({ preventScroll: true });
}

interface FieldsProps {
  boxes: readonly Box[];
  changeable: readonly Box[];
  disabled: boolean;
}

function LabelSelect({ boxes, disabled }: Omit<FieldsProps, "changeable">) {
  const stage = useStage();
  const { settings } = stage.context;
  const labels = drawable(settings);
  const common = shared(boxes.map((box) => labelOf(settings, box.label)?.key ?? box.label));
  const key = common.mixed ? null : (common.value ?? null);
  const gone = key !== null && !labels.some((label) => label.key === key);
  return (
    <Select
      size="xs"
      label="Label"
      placeholder={common.mixed ? "several labels" : undefined}
      data={labels.map((label) => ({ value: label.key, label: label.title }))}
      value={gone ? null : key}
      error={gone ? "This label is no longer in use. Choose another." : undefined}
      searchable={labels.length > 10}
      allowDeselect={false}
      disabled={disabled}
      onChange={(next) => {
        if (next) setLabel(stage, next);
      }}
    />
  );
}

function AttributeFields({ boxes, changeable, disabled }: FieldsProps) {
  const { act, answer, context, problems } = useStage();
  const ids = changeable.map(({ id }) => id);
  return sharedAttributes(boxes, context.settings).map((attribute) => (
    <AttributeField
      key={`${boxes[0]?.id ?? ""} ${attribute.key}`}
      attribute={attribute}
      shared={sharedValue(boxes, attribute.key)}
      problem={boxes
        .map((box) => problems[`boxes.${String(answer.boxes.indexOf(box))}.attributes.${attribute.key}`])
        .find((problem) => problem !== undefined)}
      disabled={disabled}
      onChange={(value) => {
        act({ type: "attribute", ids, key: attribute.key, value });
      }}
    />
  ));
}

/** What is wrong with a box and not said at one of the attributes above. */
function OtherProblems({ box }: { box: Box }) {
  const { answer, context, problems } = useStage();
  const path = `boxes.${String(answer.boxes.indexOf(box))}`;
  const above = sharedAttributes([box], context.settings).map(({ key }) => `${path}.attributes.${key}`);
  const others = Object.entries(problems).filter(
    ([each]) => (each === path || each.startsWith(`${path}.`)) && !above.includes(each),
  );
  return others.map(([each, problem]) => (
    <p key={each} className={styles.wrong}>
      {problem}
    </p>
  ));
}

const FLAGS: { flag: Flag; label: string }[] = [
  { flag: "occluded", label: "Occluded" },
  { flag: "truncated", label: "Truncated" },
];

function Flags({ boxes, changeable, disabled }: FieldsProps) {
  const { act, context } = useStage();
  if (!context.settings.occlusion) return null;
  return (
    <Group gap="md">
      {FLAGS.map(({ flag, label }) => {
        const set = boxes.filter((box) => box[flag]).length;
        return (
          <Checkbox
            key={flag}
            size="xs"
            label={label}
            checked={set === boxes.length}
            indeterminate={set > 0 && set < boxes.length}
            disabled={disabled}
            onChange={(event) => {
              act({ type: "flag", ids: changeable.map(({ id }) => id), flag, on: event.currentTarget.checked });
            }}
          />
        );
      })}
    </Group>
  );
}
