import styles from "./compare.module.css";
import type { Person } from "./people";

interface PersonHeadsProps {
  people: readonly Person[];
  /** A button under each name. */
  adopt?: { label: (person: Person) => string; onAdopt: (person: Person) => void };
}

/** The names above the columns. */
export function PersonHeads({ people, adopt }: PersonHeadsProps) {
  return people.map((person) => (
    <th key={person.id} scope="col" className={styles.person} data-kind={person.kind}>
      <span className={styles.personName} title={person.name}>
        {person.name}
      </span>
      {adopt && (
        <button
          type="button"
          className={styles.takeAll}
          aria-label={adopt.label(person)}
          onClick={() => {
            adopt.onAdopt(person);
          }}
        >
          Take all
        </button>
      )}
    </th>
  ));
}
