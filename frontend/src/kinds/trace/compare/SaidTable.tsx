import { LongText } from "@/ui/LongText";

import { shownWords } from "../conversation/controls";
import styles from "./compare.module.css";
import type { Person } from "./people";
import { PersonHeads } from "./PersonHeads";
import type { SaidRow } from "./said";

interface SaidTableProps {
  /** What all of it is about. */
  caption: string;
  rows: readonly SaidRow[];
  people: readonly Person[];
  /** Missing where nothing can be taken over. */
  onAdopt?: (person: Person, part: string) => void;
}

/** One question below the other, one person beside the other; where they differ stands out. */
export function SaidTable({ caption, rows, people, onAdopt }: SaidTableProps) {
  return (
    <div className={styles.said} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.saidTable}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <td />
            <PersonHeads people={people} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-differs={row.differs || undefined}>
              <th scope="row">
                {row.title}
                {row.differs && <span className="visually-hidden">, answers differ</span>}
              </th>
              {row.cells.map(({ words, tone }, at) => {
                const person = people[at];
                return (
                  person && (
                    <td key={person.id} data-tone={tone} data-text={row.isText || undefined} data-kind={person.kind}>
                      <LongText text={words} limit={900}>
                        {shownWords(words)}
                      </LongText>
                      {onAdopt && row.part !== null && (
                        <button
                          type="button"
                          className={styles.take}
                          aria-label={`Take ${row.title.toLowerCase()} from ${person.name}`}
                          onClick={() => {
                            onAdopt(person, row.part ?? "");
                          }}
                        >
                          Take
                        </button>
                      )}
                    </td>
                  )
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
