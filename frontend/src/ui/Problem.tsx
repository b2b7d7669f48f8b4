import { Alert, Button } from "@mantine/core";

import { Icon } from "./Icon";

interface ProblemProps {
  children: string;
  onRetry?: () => void;
}

/** A fault in a part of the page. */
export function Problem({ children, onRetry }: ProblemProps) {
  return (
    <Alert color="red" variant="light" icon={<Icon name="alert" />} role="alert">
      {children}
      {onRetry && (
        <Button size="compact-sm" variant="subtle" ml="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
