import { Badge, Tooltip } from "@mantine/core";
import { type ReactNode, useMemo, useRef, useState } from "react";

import { differences } from "./comparing";
import styles from "./content.module.css";
import type { Segment } from "./diff";
import { MessageCard } from "./MessageCard";
import { canonicalName, letterOf } from "./sides";
import type { CandidateResponse, Content, Message } from "./types";
import type { Reading } from "./useReading";
import { useTogether } from "./useTogether";

interface ResponsesProps {
  content: Content;
  reading: Reading;
  /** Named by letter, as people who answer see them, or by number, as everyone else. */
  naming: "letters" | "numbers";
  winner?: string | null;
  /** What stands in a response's place, such as the editor of its better version. */
  instead?: (response: CandidateResponse) => ReactNode;
  tab?: number;
  onTab?: (tab: number) => void;
}

/** The responses beside each other, each with its own scroll, or one at a time under tabs. */
export function Responses({ content, reading, naming, winner, instead, tab = 0, onTab }: ResponsesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [ownTab, setOwnTab] = useState(0);
  const { responses } = content;
  useTogether(frame, reading.together && responses.length > 1);
  const diffs = useMemo(() => (reading.diff ? differences(responses) : null), [reading.diff, responses]);
  const tabbed = reading.layout === "tabs" && responses.length > 2;
  const shownTab = onTab ? tab : ownTab;
  const shown = tabbed ? responses.slice(shownTab, shownTab + 1) : responses;
  const nameOf = (id: string) =>
    responses.length === 1
      ? "Response"
      : naming === "letters"
        ? `Response ${letterOf(content, id)}`
        : canonicalName(id);
  return (
    <div ref={frame} className={styles.responses}>
      {tabbed && (
        <Tabs names={responses.map(({ id }) => nameOf(id))} current={shownTab} onChange={onTab ?? setOwnTab} />
      )}
      <div className={styles.columns} data-count={shown.length}>
        {shown.map((response) => (
          <ResponseColumn
            key={response.id}
            response={response}
            name={nameOf(response.id)}
            letter={letterOf(content, response.id)}
            namesItself={content.names_itself?.includes(response.id) ?? false}
            isWinner={winner === response.id}
            raw={reading.raw}
            diff={diffs?.get(response.id)}
            instead={instead?.(response)}
          />
        ))}
      </div>
    </div>
  );
}

function Tabs({ names, current, onChange }: { names: string[]; current: number; onChange: (tab: number) => void }) {
  return (
    <div className={styles.tabs} role="group" aria-label="Responses">
      {names.map((name, at) => (
        <button
          key={name}
          type="button"
          className={styles.tab}
          aria-pressed={at === current}
          onClick={() => {
            onChange(at);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

interface ResponseColumnProps {
  response: CandidateResponse;
  name: string;
  letter: string;
  namesItself: boolean;
  isWinner: boolean;
  raw: boolean;
  diff?: Segment[][];
  instead?: ReactNode;
}

function ResponseColumn({ response, name, letter, namesItself, isWinner, raw, diff, instead }: ResponseColumnProps) {
  const quiet = response.messages.length === 1;
  const turns = turnNumbers(response.messages);
  return (
    <section className={styles.column} aria-label={name} data-winner={isWinner} data-letter={letter}>
      <header className={styles.columnHead}>
        <h2>{name}</h2>
        {response.model && (
          <Badge color="gray" tt="none">
            {response.model}
          </Badge>
        )}
        {namesItself && (
          <Tooltip label="This text says which model wrote it. Judge what it says, not who it is.">
            <Badge color="warn" tt="none" tabIndex={0}>
              names a model
            </Badge>
          </Tooltip>
        )}
        {isWinner && <span className={styles.better}>better</span>}
      </header>
      {instead ?? (
        // A box that scrolls must be reachable by keyboard.
        <div className={styles.columnBody} data-scrolls tabIndex={0} role="region" aria-label={`Text of ${name}`}>
          {response.messages.map((message, at) => (
            <MessageCard key={at} message={message} raw={raw} diff={diff?.[at]} quiet={quiet} turn={turns[at]} />
          ))}
        </div>
      )}
    </section>
  );
}

/** The number of each message that is a turn of its own, when there are several: as in the verdicts turn by turn. */
function turnNumbers(messages: Message[]): (number | undefined)[] {
  let turn = 0;
  const numbers = messages.map((message) => (message.role === "assistant" ? (turn += 1) : undefined));
  return turn > 1 ? numbers : [];
}
