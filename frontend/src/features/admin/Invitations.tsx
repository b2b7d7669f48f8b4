import { Badge, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { sayError } from "@/api/errors";
import { invitationsQuery, revokeInvitation } from "@/api/people";
import { projectsQuery } from "@/api/projects";
import type { Invitation } from "@/api/types";
import { moment } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { type Column,DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

const COLORS: Record<Invitation["status"], string> = { open: "blue", used: "green", revoked: "gray", expired: "gray" };

/** Links that let people in, and what became of them. */
export function Invitations() {
  const client = useQueryClient();
  const invitations = useQuery(invitationsQuery());
  const titles = new Map((useQuery(projectsQuery()).data ?? []).map((project) => [project.id, project.title]));
  const revoke = useMutation({
    mutationFn: (invitation: Invitation) => revokeInvitation(invitation.id),
    onSuccess: async () => {
      toast({ tone: "good", message: "The link no longer works." });
      await client.invalidateQueries({ queryKey: invitationsQuery().queryKey });
    },
  });
  const grants = (invitation: Invitation) =>
    [
      invitation.is_admin && "admin",
      invitation.resets && `new password for ${invitation.resets.display_name}`,
      ...invitation.grants.map((grant) => `${grant.role} of ${titles.get(grant.project) ?? "a project"}`),
    ]
      .filter(Boolean)
      .join(", ") || "an account";
  const columns: Column<Invitation>[] = [
    { key: "email", title: "For", cell: (invitation) => invitation.email ?? invitation.resets?.display_name ?? "anyone with the link" },
    { key: "grants", title: "Gives", cell: grants },
    { key: "status", title: "Status", cell: (invitation) => <Badge color={COLORS[invitation.status]} tt="none">{invitation.status}</Badge> },
    { key: "by", title: "Made by", cell: (invitation) => invitation.created_by_name },
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
            onClick={() => {
              revoke.mutate(invitation);
            }}
          >
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <Section title="Invitations" flush>
      {invitations.isError ? (
        <Problem onRetry={() => void invitations.refetch()}>{sayError(invitations.error)}</Problem>
      ) : (
        <DataTable
          label="Invitations"
          columns={columns}
          rows={invitations.data}
          rowKey={(invitation) => invitation.id}
          empty={<EmptyState icon="link" title="No invitations">There is no open sign-up: people come in by links that you make.</EmptyState>}
        />
      )}
    </Section>
  );
}
