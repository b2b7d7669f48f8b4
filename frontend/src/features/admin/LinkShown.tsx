import { Stack, Text } from "@mantine/core";

import { moment } from "@/lib/format";
import { CopyField } from "@/ui/CopyField";

interface LinkShownProps {
  label: string;
  invitation: { url: string; expires_at: string };
}

/** A link that the server tells only once. */
export function LinkShown({ label, invitation }: LinkShownProps) {
  return (
    <Stack>
      <CopyField
        label={label}
        description="Shown only now. Send it to one person: it works once."
        value={invitation.url}
      />
      <Text size="sm" c="dimmed">
        Works until {moment(invitation.expires_at)}.
      </Text>
    </Stack>
  );
}
