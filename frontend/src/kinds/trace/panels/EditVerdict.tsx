import { useMemo } from "react";

import { useDesk } from "../desk";
import type { Counterfactual } from "../types";
import { sayPermitted, sayStretch, spared } from "./edits";
import styles from "./panels.module.css";

/** What the run itself says of an edit. */
export function EditVerdict({ edit, open }: { edit: Counterfactual; open: string | null }) {
  const { trace } = useDesk();
  const saved = useMemo(() => spared(edit, trace), [edit, trace]);
  const isDirect = edit.from_agent !== "" && edit.to_agent !== "";
  return (
    <>
      {(isDirect || saved) && (
        <dl className={styles.facts}>
          {isDirect && (
            <>
              <dt>Permitted by the declared graph</dt>
              <dd data-tone={edit.permitted === false ? "wrong" : undefined}>{sayPermitted(edit.permitted)}</dd>
            </>
          )}
          {saved && (
            <>
              <dt>Would be saved</dt>
              <dd>{sayStretch(saved)}</dd>
            </>
          )}
        </dl>
      )}
      {open && (
        <p className={styles.hint} role="status">
          {open}
        </p>
      )}
    </>
  );
}
