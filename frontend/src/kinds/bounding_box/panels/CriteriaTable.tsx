import type { Criterion } from "@/api/types";
import { describeValue } from "@/lib/scales";

import compare from "./compare.module.css";
import type { PersonLayer } from "./layers";
import { Panel } from "./Panel";

interface CriteriaTableProps {
  criteria: readonly Criterion[];
  layers: readonly PersonLayer[];
}

/** What each person said of the image as a whole; rows in which they differ stand out. */
export function CriteriaTable({ criteria, layers }: CriteriaTableProps) {
  if (criteria.length === 0 || layers.length === 0) return null;
  return (
    <Panel title="Criteria">
      <div className={compare.tableFrame} tabIndex={0} role="region" aria-label="Criteria of each answer">
        <table className={compare.table}>
          <thead>
            <tr>
              <td />
              {layers.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ key, title, scale }) => {
              const cells = layers.map(({ answer }) => describeValue(scale, answer.criteria[key]));
              return (
                <tr key={key} data-differs={new Set(cells).size > 1}>
                  <th scope="row">{title}</th>
                  {cells.map((cell, at) => (
                    <td key={layers[at]?.id}>{cell}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
