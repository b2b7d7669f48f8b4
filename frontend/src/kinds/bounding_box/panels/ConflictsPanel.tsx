import { Button } from "@mantine/core";
import { type KeyboardEvent, useEffect, useMemo } from "react";

import { count } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { titleOf } from "../labels";
import { useStage } from "../stage";
import type { Box } from "../types";
import { adoptBox, adoptMissing, agreedBoxes, standingAt } from "./adopting";
import compare from "./compare.module.css";
import type { Conflict } from "./conflicts";
import type { PersonLayer } from "./layers";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { LineSample } from "./PeoplePanel";
import { sayConflict, TYPE_WORDS } from "./saying";
import { mark, useConflicts } from "./useConflicts";
import { useWindow } from "./useWindow";

const ROW_HEIGHT = 30;

/** Where the shown answers differ, one after the other: each is zoomed to, and any of its boxes can be adopted. */
export function ConflictsPanel({ layers }: { layers: readonly PersonLayer[] }) {
  const stage = useStage();
  const { all, at, goTo } = useConflicts(layers);
  const chosen = all[at];
  if (layers.length < 2) return null;
  return (
    <Panel title="Conflicts" aside={<span className={styles.count}>{sayPlace(at, all.length)}</span>}>
      {all.length === 0 ? (
        <p className={styles.quiet}>None: all found the same, with the same labels.</p>
      ) : (
        <ConflictList layers={layers} conflicts={all} at={at} onGoTo={goTo} />
      )}
      {chosen && <Members conflict={chosen} layers={layers} />}
      {!stage.disabled && <AdoptAgreed layers={layers} />}
    </Panel>
  );
}

function sayPlace(at: number, all: number): string {
  return at < 0 ? count(all) : `${count(at + 1)} of ${count(all)}`;
}

interface ConflictListProps {
  layers: readonly PersonLayer[];
  conflicts: readonly Conflict<Box>[];
  at: number;
  onGoTo: (place: number) => void;
}

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowLeft: -1, k: -1, ArrowDown: 1, ArrowRight: 1, j: 1 };

function ConflictList({ layers, conflicts, at, onGoTo }: ConflictListProps) {
  const { answer, context } = useStage();
  const { frame, from, to, reveal } = useWindow(conflicts.length, ROW_HEIGHT);
  useEffect(() => {
    if (at < 0) return;
    reveal(at);
    const isInList = frame.current?.contains(document.activeElement);
    if (isInList) frame.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true });
  }, [at, frame, reveal]);

  function handleKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onGoTo(at < 0 ? 0 : at + step);
  }

  const places = Array.from({ length: to - from }, (_, place) => from + place);
  if (at >= 0 && (at < from || at >= to)) places.push(at);
  return (
    <div ref={frame} role="listbox" aria-label="Conflicts" className={compare.conflicts} onKeyDown={handleKey}>
      <div role="presentation" style={{ height: conflicts.length * ROW_HEIGHT }}>
        {places.map((place) => {
          const conflict = conflicts[place];
          if (!conflict) return null;
          const done = standingAt(conflict, answer, context.settings.iou_threshold);
          return (
            <div
              key={conflict.id}
              role="option"
              aria-selected={place === at}
              aria-setsize={conflicts.length}
              aria-posinset={place + 1}
              tabIndex={place === Math.max(at, 0) ? 0 : -1}
              className={compare.conflict}
              style={{ top: place * ROW_HEIGHT }}
              onClick={() => {
                onGoTo(place);
              }}
            >
              <span className={compare.conflictType}>{TYPE_WORDS[conflict.type]}</span>
              <span className={styles.labelTitle} title={sayConflict(conflict, layers, context.settings)}>
                {sayConflict(conflict, layers, context.settings)}
              </span>
              {done && (
                <span className={compare.done} title="Your answer has a box here">
                  <Icon name="check" size={14} />
                  <span className="visually-hidden">your answer has a box here</span>
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Who said what at the place of the conflict. */
function Members({ conflict, layers }: { conflict: Conflict<Box>; layers: readonly PersonLayer[] }) {
  const stage = useStage();
  return (
    <ul className={compare.members} aria-label="Answers here">
      {layers.map((layer) => {
        const member = conflict.members.find((each) => each.layer === layer.id);
        return (
          <li
            key={layer.id}
            className={compare.member}
            onPointerEnter={() => {
              if (member) mark(stage, member);
            }}
          >
            <LineSample layer={layer} />
            <span className={styles.labelTitle}>
              {layer.name}: {member ? titleOf(stage.context.settings, member.box.label) : "no box"}
            </span>
            {member && !stage.disabled && (
              <Button
                ml="auto"
                size="compact-xs"
                variant="default"
                aria-label={`Adopt the box of ${layer.name}`}
                onClick={() => {
                  adoptBox(stage, member.box, conflict);
                }}
              >
                Adopt
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AdoptAgreed({ layers }: { layers: readonly PersonLayer[] }) {
  const stage = useStage();
  const { iou_threshold: threshold } = stage.context.settings;
  const agreed = useMemo(() => agreedBoxes(layers, threshold), [layers, threshold]);
  if (agreed.length === 0) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => {
        adoptMissing(stage, agreed);
      }}
    >
      Adopt what all agree on ({count(agreed.length)})
    </Button>
  );
}
