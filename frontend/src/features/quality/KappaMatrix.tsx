import { Text } from "@mantine/core";

import type { Kappa, Measure } from "@/api/types";
import { coefficient, counted } from "@/lib/format";

import { background } from "./heat";
import styles from "./KappaMatrix.module.css";
import { sayKappa, sayReason, share } from "./words";

/** The schema does not say that the diagonal is null. */
type Cell = Kappa["cells"][number][number] | null;

interface KappaMatrixProps {
  kappa: Measure["kappa"];
  /** How many people rated. The server leaves those out who rated least. */
  people: number;
}

/** Who agrees with whom: a table of colours and numbers. */
export function KappaMatrix({ kappa, people }: KappaMatrixProps) {
  if (!kappa)
    return (
      <Text size="sm" c="dimmed">
        No kappa: {sayReason("open_domain")}.
      </Text>
    );
  if (kappa.raters.length < 2)
    return (
      <Text size="sm" c="dimmed">
        No kappa: only one person answered.
      </Text>
    );
  return (
    <div>
      <div className={styles.frame} tabIndex={0} role="region" aria-label="Agreement of each pair of people">
        <table className={styles.matrix}>
          <caption>{title(kappa, people)}</caption>
          <thead>
            <tr>
              <td />
              {kappa.raters.map((rater, place) => (
                <th key={rater.id} scope="col" title={rater.label}>
                  <span aria-hidden="true">{place + 1}</span>
                  <span className="visually-hidden">{rater.label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kappa.raters.map((rater, place) => (
              <tr key={rater.id}>
                <th scope="row">
                  <span aria-hidden="true">{place + 1}</span> {rater.label}
                </th>
                {(kappa.cells[place] ?? []).map((cell, column) => (
                  <KappaCell key={kappa.raters[column]?.id ?? column} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        Without colour: chance. Blue: better than chance. Red: worse. Point at a cell for its units.
      </Text>
    </div>
  );
}

function title(kappa: Kappa, people: number): string {
  const name = sayKappa(kappa.weights);
  const shown = kappa.raters.length;
  return shown < people ? `${name}: the ${String(shown)} people with most ratings` : name;
}

function KappaCell({ cell }: { cell: Cell }) {
  if (cell === null) return <td className={styles.self} aria-label="the same person" />;
  if (cell.value === null) {
    const why = cell.n === 0 ? "no unit in common" : sayReason(cell.reason);
    return (
      <td title={why}>
        –<span className="visually-hidden"> {why}</span>
      </td>
    );
  }
  const basis = `${counted(cell.n, "unit")}, ${share(cell.raw_agreement)} equal`;
  return (
    <td title={basis} style={{ background: background(cell.value) }}>
      {coefficient(cell.value)}
      <span className="visually-hidden"> over {basis}</span>
    </td>
  );
}
