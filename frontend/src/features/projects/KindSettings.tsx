import { Suspense } from "react";

import type { KindInfo } from "@/api/types";
import { type Usage, useKind } from "@/kinds";
import { Problem } from "@/ui/Problem";
import { Waiting } from "@/ui/Waiting";

interface KindSettingsProps {
  kind: KindInfo;
  settings: Record<string, unknown>;
  onChange: (settings: Record<string, unknown>) => void;
  errors: Record<string, string>;
  usage?: Usage;
}

/** The settings that only the kind understands, drawn by the kind. */
export function KindSettings(props: KindSettingsProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <Form {...props} />
    </Suspense>
  );
}

function Form({ kind, settings, onChange, errors, usage }: KindSettingsProps) {
  const definition = useKind(kind.name);
  if (!definition) return <Problem>{`This version of the app cannot show settings of “${kind.title}”.`}</Problem>;
  return (
    <definition.SettingsForm
      settings={settings}
      description={kind.settings}
      onChange={onChange}
      errors={errors}
      usage={usage}
    />
  );
}
