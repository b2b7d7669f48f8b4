import { shownWords } from "./controls";

interface TraceWordsProps {
  children: string;
  className?: string;
}

/** Words of the trace beside our own: what they hide is shown, and they do not turn what stands around them. */
export function TraceWords({ children, className }: TraceWordsProps) {
  return <bdi className={className}>{shownWords(children)}</bdi>;
}
