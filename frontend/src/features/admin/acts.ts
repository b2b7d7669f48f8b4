import type { User } from "@/api/types";

/** A change of an account, with what people are told before and after. */
export interface Act {
  label: string;
  consequence: string;
  done: string;
  change: { is_active?: boolean; is_admin?: boolean };
  danger?: boolean;
}

/** What can be changed of this account. */
export function actsOn(user: User): Act[] {
  return [...(user.is_active ? [adminAct(user)] : []), activityAct(user)];
}

function adminAct({ display_name: name, is_admin }: User): Act {
  if (is_admin) {
    return {
      label: "Take admin rights away",
      consequence: "They keep their roles in projects.",
      done: `${name} is no longer an admin.`,
      change: { is_admin: false },
    };
  }
  return {
    label: "Make admin",
    consequence: "Admins see and change every project and every account, also yours.",
    done: `${name} is an admin now.`,
    change: { is_admin: true },
  };
}

function activityAct({ display_name: name, is_active }: User): Act {
  if (is_active) {
    return {
      label: "Deactivate",
      consequence:
        "They are signed out everywhere and cannot sign in; their API tokens stop working. Their answers stay.",
      done: `${name} can no longer sign in.`,
      change: { is_active: false },
      danger: true,
    };
  }
  return {
    label: "Activate",
    consequence: "They can sign in again, with the roles they had.",
    done: `${name} can sign in again.`,
    change: { is_active: true },
  };
}
