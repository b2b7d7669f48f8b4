import { queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "./client";
import { ApiError } from "./errors";
import { fetchAll } from "./pages";
import type { components } from "./schema";
import { signInAgain } from "./session";
import type { Me } from "./types";

type Schemas = components["schemas"];

let known = false;

async function fetchMe(): Promise<Me | null> {
  try {
    const me = await unwrap(client.GET("/api/me/"));
    known = true;
    return me;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    // Whoever was signed in on this page signs in over it; a newcomer is led to the sign-in page.
    if (known && (await signInAgain())) return unwrap(client.GET("/api/me/"));
    return null;
  }
}

/** Who I am; null when nobody is signed in. */
export const meQuery = () => queryOptions({ queryKey: ["me"], queryFn: fetchMe, staleTime: 60_000 });

/** After signing out, so that nobody is asked to sign in again. */
export function forgetMe(): void {
  known = false;
}

export const renameMe = (display_name: string) => unwrap(client.PATCH("/api/me/", { body: { display_name } }));

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: async () => (await unwrap(client.GET("/api/me/sessions/"))).results,
  });

export const endSession = (session_id: string) =>
  unwrap(client.DELETE("/api/me/sessions/{session_id}/", { params: { path: { session_id } } }));

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: () => fetchAll((query) => unwrap(client.GET("/api/tokens/", { params: { query } }))),
  });

export const createToken = (body: Schemas["TokenRequestRequest"]) => unwrap(client.POST("/api/tokens/", { body }));

export const revokeToken = (token_id: string) =>
  unwrap(client.DELETE("/api/tokens/{token_id}/", { params: { path: { token_id } } }));

export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: () => fetchAll((query) => unwrap(client.GET("/api/users/", { params: { query } }))),
  });

export const changeUser = ({ id, ...body }: { id: string } & Schemas["PatchedUserChangeRequest"]) =>
  unwrap(client.PATCH("/api/users/{user_id}/", { params: { path: { user_id: id } }, body }));

/** A link with which a person who forgot their password chooses a new one. */
export const makeResetLink = (user_id: string) =>
  unwrap(client.POST("/api/users/{user_id}/reset-link/", { params: { path: { user_id } } }));

export const invitationsQuery = () =>
  queryOptions({
    queryKey: ["invitations"],
    queryFn: () => fetchAll((query) => unwrap(client.GET("/api/invitations/", { params: { query } }))),
  });

export const invite = (body: Schemas["InvitationRequestRequest"]) => unwrap(client.POST("/api/invitations/", { body }));

export const revokeInvitation = (invitation_id: string) =>
  unwrap(client.DELETE("/api/invitations/{invitation_id}/", { params: { path: { invitation_id } } }));

export const lookUpInvitation = (token: string) =>
  unwrap(client.POST("/api/invitations/look-up/", { body: { token } }));

export const acceptInvitation = (body: Schemas["AcceptRequestRequest"]) =>
  unwrap(client.POST("/api/invitations/accept/", { body }));
