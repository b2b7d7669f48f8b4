import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import { type Command, type KeyPress, matchShortcut, takesText } from "@/lib/commands";

/** A sequence such as `g p` is forgotten after this pause. */
const SEQUENCE_MS = 900;

interface Registry {
  add: (source: symbol, commands: readonly Command[]) => void;
  remove: (source: symbol) => void;
}

const RegistryContext = createContext<Registry | null>(null);
const CommandsContext = createContext<readonly Command[]>([]);

/** All commands of the page now. */
export function useAllCommands(): readonly Command[] {
  return use(CommandsContext);
}

/** Offer commands while the component is there. Memoise the list. */
export function useCommands(commands: readonly Command[]): void {
  const registry = use(RegistryContext);
  const [source] = useState(() => Symbol("commands"));
  // Before the next key can be pressed: a command must never act on an answer that has changed since.
  useLayoutEffect(() => {
    registry?.add(source, commands);
  }, [registry, source, commands]);
  useLayoutEffect(() => () => registry?.remove(source), [registry, source]);
}

function allowed(command: Command, event: KeyboardEvent): boolean {
  if (command.disabled) return false;
  return !takesText(event.target) || (command.inFields === true && command.shortcut?.includes("mod+") === true);
}

const inDialog = () => document.querySelector('[aria-modal="true"]') !== null;

function findByKeys(commands: readonly Command[], presses: readonly KeyPress[], event: KeyboardEvent) {
  const candidates = commands.filter((command) => command.shortcut && allowed(command, event));
  const matches = candidates.map((command) => ({ command, match: matchShortcut(command.shortcut ?? "", presses) }));
  return {
    // What was registered last lies on top: a page's command wins over the shell's.
    full: matches.findLast(({ match }) => match === "full")?.command,
    begun: matches.some(({ match }) => match === "part"),
  };
}

type Sources = ReadonlyMap<symbol, readonly Command[]>;

const allOf = (sources: Sources) => [...sources.values()].flat();

function useShortcuts(live: RefObject<Sources>): void {
  const presses = useRef<{ at: number; events: KeyPress[] }>({ at: 0, events: [] });
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || inDialog()) return;
      if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      const fresh = event.timeStamp - presses.current.at > SEQUENCE_MS;
      let events = fresh ? [event] : [...presses.current.events, event];
      let found = findByKeys(allOf(live.current), events, event);
      if (!found.full && !found.begun && events.length > 1) {
        events = [event];
        found = findByKeys(allOf(live.current), events, event);
      }
      presses.current = { at: event.timeStamp, events: found.begun && !found.full ? events : [] };
      if (!found.full) return;
      event.preventDefault();
      found.full.run();
    }
    window.addEventListener("keydown", handleKey);
    return () => {
      window.removeEventListener("keydown", handleKey);
    };
  }, [live]);
}

export function CommandProvider({ children }: { children: ReactNode }) {
  // The keyboard reads the live map; palette and help follow with the next render.
  const live = useRef<Sources>(new Map());
  const [sources, setSources] = useState<Sources>(new Map());
  const registry = useMemo<Registry>(() => {
    function replace(next: Sources) {
      live.current = next;
      setSources(next);
    }
    return {
      add: (source, commands) => {
        replace(new Map(live.current).set(source, commands));
      },
      remove: (source) => {
        replace(new Map([...live.current].filter(([key]) => key !== source)));
      },
    };
  }, []);
  const commands = useMemo(() => allOf(sources), [sources]);
  useShortcuts(live);
  return (
    <RegistryContext value={registry}>
      <CommandsContext value={commands}>{children}</CommandsContext>
    </RegistryContext>
  );
}
