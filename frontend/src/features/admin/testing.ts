import type { Invitation, User } from "@/api/types";

// Builders for this folder's tests.

export function user(overrides: Partial<User> = {}): User {
  return {
    id: "u-ada",
    email: "ada@lab.example",
    display_name: "Ada",
    pseudonym: "annotator-7f3k2",
    is_active: true,
    is_admin: false,
    is_placeholder: false,
    is_demo: false,
    created_at: "2026-11-02T08:00:00Z",
    last_login: null,
    ...overrides,
  };
}

export function invitation(overrides: Partial<Invitation> = {}): Invitation {
  return {
    id: "i1",
    email: "new@lab.example",
    grants: [],
    is_admin: false,
    resets: null,
    status: "open",
    created_at: "2026-11-19T08:00:00Z",
    created_by_name: "Ari",
    expires_at: "2026-11-26T08:00:00Z",
    used_at: null,
    ...overrides,
  };
}
