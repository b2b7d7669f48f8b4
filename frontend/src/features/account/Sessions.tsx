import { Badge, Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { sayError } from "@/api/errors";
import { endSession, sessionsQuery } from "@/api/people";
import type { Session } from "@/api/types";
import { toast } from "@/lib/toasts";
import { type Column,DataTable } from "@/ui/DataTable";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

import { deviceSaid } from "./devices";

/** Where I am signed in. */
export function Sessions() {
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const end = useMutation({
    mutationFn: (session: Session) => endSession(session.id),
    onSuccess: async () => {
      toast({ tone: "good", message: "The session is ended." });
      await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    },
  });
  const columns: Column<Session>[] = [
    {
      key: "device",
      title: "Device",
      cell: (session) => (
        <Group gap="xs">
          <span title={session.user_agent}>{deviceSaid(session.user_agent)}</span>
          {session.is_current && <Badge color="green" size="sm" tt="none">this one</Badge>}
        </Group>
      ),
    },
    { key: "ip", title: "Address", cell: (session) => session.ip },
    { key: "since", title: "Signed in", cell: (session) => <RelativeTime time={session.created_at} /> },
    {
      key: "end",
      title: "",
      align: "right",
      cell: (session) =>
        !session.is_current && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`End the session of ${deviceSaid(session.user_agent)}`}
            onClick={() => {
              end.mutate(session);
            }}
          >
            End
          </Button>
        ),
    },
  ];
  return (
    <Section title="Sessions" help="Where you are signed in. End what you do not know, and change your password." flush>
      {sessions.isError ? (
        <Problem onRetry={() => void sessions.refetch()}>{sayError(sessions.error)}</Problem>
      ) : (
        <DataTable label="Sessions" columns={columns} rows={sessions.data} rowKey={(session) => session.id} empty={null} />
      )}
    </Section>
  );
}
