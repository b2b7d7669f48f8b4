import { Badge, Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { sayError } from "@/api/errors";
import { endSession, sessionsQuery } from "@/api/people";
import type { Session } from "@/api/types";
import { counted } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { type Column, DataTable } from "@/ui/DataTable";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

import { deviceSaid } from "./devices";

/** Where I am signed in. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery());
  const end = useEnd();
  const others = sessions.data?.filter((session) => !session.is_current) ?? [];
  return (
    <Section
      title="Sessions"
      help="Where you are signed in. End what you do not know, and change your password."
      actions={
        others.length > 1 && (
          <Button
            variant="default"
            loading={end.isPending}
            onClick={() => {
              end.mutate(others);
            }}
          >
            End all others
          </Button>
        )
      }
      flush
    >
      {sessions.isError ? (
        <Problem onRetry={() => void sessions.refetch()}>{sayError(sessions.error)}</Problem>
      ) : (
        <DataTable
          label="Open sessions"
          columns={columns((session) => {
            end.mutate([session]);
          })}
          rows={sessions.data}
          rowKey={(session) => session.id}
          empty={null}
        />
      )}
    </Section>
  );
}

function useEnd() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ended: Session[]) => Promise.all(ended.map((session) => endSession(session.id))),
    onSuccess: (_, ended) => {
      toast({
        tone: "good",
        message: ended.length === 1 ? "The session is ended." : `${counted(ended.length, "session")} are ended.`,
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
  });
}

function columns(onEnd: (session: Session) => void): Column<Session>[] {
  return [
    { key: "device", title: "Device", cell: (session) => <Device session={session} /> },
    { key: "ip", title: "Network address", cell: (session) => session.ip },
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
              onEnd(session);
            }}
          >
            End
          </Button>
        ),
    },
  ];
}

function Device({ session }: { session: Session }) {
  return (
    <Group gap="xs">
      <span title={session.user_agent}>{deviceSaid(session.user_agent)}</span>
      {session.is_current && (
        <Badge color="green" size="sm" tt="none">
          this browser
        </Badge>
      )}
    </Group>
  );
}
