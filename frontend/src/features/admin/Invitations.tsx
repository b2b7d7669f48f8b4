import { Badge, Button, SegmentedControl } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { invitationsQuery, revokeInvitation } from "@/api/people";
import { projectsQuery } from "@/api/projects";
import type { Invitation } from "@/api/types";
import { count, moment } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

import { sayGrants } from "./grants";

const COLORS: Record<string, string> = { open: "blue", used: "green" };

const forWhom = (invitation: Invitation) =>
  invitation.email ?? invitation.resets?.display_name ?? "anyone with the link";

/** Links that let people in, and what became of them. */
export function Invitations() {
  const invitations = useQuery(invitationsQuery());
  const titles = new Map((useQuery(projectsQuery()).data ?? []).map((project) => [project.id, project.title]));
  const [all, setAll] = useState(false);
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  const open = invitations.data?.filter(({ status }) => status === "open");
  return (
    <Section
      title="Invitations"
      help="There is no open sign-up: people come in by links that you or managers make."
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which invitations"
          value={all ? "all" : "open"}
          onChange={(value) => {
            setAll(value === "all");
          }}
          data={[
            { value: "open", label: `Open ${count(open?.length ?? 0)}` },
            { value: "all", label: `All ${count(invitations.data?.length ?? 0)}` },
          ]}
        />
      }
      flush
    >
      {invitations.isError ? (
        <Problem onRetry={() => void invitations.refetch()}>{sayError(invitations.error)}</Problem>
      ) : (
        <DataTable
          label="Links"
          columns={columns(titles, setLeaving)}
          rows={all ? invitations.data : open}
          rowKey={(invitation) => invitation.id}
          empty={<EmptyState icon="link" title={all ? "No invitations" : "No open invitations"} />}
        />
      )}
      <Revoking
        invitation={leaving}
        onClose={() => {
          setLeaving(null);
        }}
      />
    </Section>
  );
}

function columns(
  titles: ReadonlyMap<string, string>,
  onRevoke: (invitation: Invitation) => void,
): Column<Invitation>[] {
  return [
    { key: "for", title: "For", cell: forWhom },
    { key: "gives", title: "Gives", cell: (invitation) => sayGrants(invitation, titles) },
    {
      key: "status",
      title: "Status",
      cell: ({ status }) => (
        <Badge color={COLORS[status] ?? "gray"} tt="none">
          {status}
        </Badge>
      ),
    },
    { key: "by", title: "Made by", cell: (invitation) => invitation.created_by_name ?? "–" },
    { key: "made", title: "Made", cell: (invitation) => <RelativeTime time={invitation.created_at} /> },
    { key: "expires", title: "Works until", cell: (invitation) => moment(invitation.expires_at) },
    {
      key: "revoke",
      title: "",
      align: "right",
      cell: (invitation) =>
        invitation.status === "open" && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Revoke the link for ${forWhom(invitation)}`}
            onClick={() => {
              onRevoke(invitation);
            }}
          >
            Revoke
          </Button>
        ),
    },
  ];
}

function Revoking({ invitation, onClose }: { invitation: Invitation | null; onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (revoked: Invitation) => revokeInvitation(revoked.id),
    onSuccess: () => {
      toast({ tone: "good", message: "The link no longer works." });
    },
    onSettled: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: invitationsQuery().queryKey });
    },
  });
  return (
    <ConfirmDialog
      opened={invitation !== null}
      title="Revoke this link?"
      action="Revoke"
      danger
      busy={revoke.isPending}
      onConfirm={() => {
        if (invitation) revoke.mutate(invitation);
      }}
      onClose={onClose}
    >
      Whoever has it can no longer use it. You can make a new one.
    </ConfirmDialog>
  );
}
