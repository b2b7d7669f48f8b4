import { Badge } from "@mantine/core";

/** Marks what came with the demo. */
export function DemoBadge() {
  return (
    <Badge variant="default" size="sm" tt="none" flex="none" miw="max-content">
      demo
    </Badge>
  );
}
