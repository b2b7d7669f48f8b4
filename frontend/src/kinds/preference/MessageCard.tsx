import { CodeBlock } from "@/ui/CodeBlock";
import { LongText } from "@/ui/LongText";
import { Markdown } from "@/ui/Markdown";

import styles from "./content.module.css";
import type { Segment } from "./diff";
import { DiffText } from "./DiffText";
import type { Message, ToolCall } from "./types";

const ROLES: Record<Message["role"], string> = { system: "System", user: "User", assistant: "Assistant", tool: "Tool" };

interface MessageCardProps {
  message: Message;
  raw: boolean;
  /** Shown in place of the text: how it differs from another. */
  diff?: Segment[];
  quiet?: boolean;
  turn?: number;
}

/** One message with who speaks. A response of one message needs no such line: `quiet`. */
export function MessageCard({ message, raw, diff, quiet = false, turn }: MessageCardProps) {
  return (
    <article className={styles.message} data-role={message.role} data-quiet={quiet}>
      {!quiet && (
        <header className={styles.role}>
          {ROLES[message.role]}
          {turn !== undefined && <span className={styles.speaker}>turn {turn}</span>}
          {message.name && <span className={styles.speaker}>{message.name}</span>}
        </header>
      )}
      {diff ? <DiffText segments={diff} /> : <MessageText message={message} raw={raw} />}
      {message.tool_calls?.map((call) => (
        <Call key={call.id} call={call} />
      ))}
    </article>
  );
}

function MessageText({ message, raw }: { message: Message; raw: boolean }) {
  if (message.content === "") return null;
  return (
    <LongText text={message.content}>
      <Markdown raw={raw || message.role === "tool"}>{message.content}</Markdown>
    </LongText>
  );
}

function Call({ call }: { call: ToolCall }) {
  return (
    <div className={styles.call}>
      <span className={styles.callName}>calls {call.function.name}</span>
      <CodeBlock code={call.function.arguments} language="json" />
    </div>
  );
}
