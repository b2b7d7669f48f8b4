"""Who may use which route of accounts, of allauth and of the site itself. Other apps have a matrix of their own."""

from __future__ import annotations

from accounts.rules import ANYONE, NOBODY, SESSION, Access, Scope, Who, allow

__all__ = ["ACCESS"]

READ = allow(Who.SIGNED_IN, scope=Scope.READ)
ADMIN_READS = allow(Who.ADMIN, scope=Scope.READ)
ADMIN_MANAGES = allow(Who.ADMIN, scope=Scope.MANAGE)

PEOPLE: Access = {
    "me": {"GET": READ, "PATCH": SESSION},
    # A token can neither make another token nor end a person's sessions.
    "my-sessions": {"GET": SESSION},
    "my-session": {"DELETE": SESSION},
    "tokens": {"GET": SESSION, "POST": SESSION},
    "token": {"DELETE": SESSION},
    "invitations": {
        "GET": allow(Who.ADMIN, Who.OWNER, scope=Scope.READ),
        "POST": allow(Who.ADMIN, Who.MANAGER, scope=Scope.MANAGE),
    },
    "invitation": {"DELETE": allow(Who.ADMIN, Who.OWNER, scope=Scope.MANAGE)},
    "invitation-look-up": {"POST": ANYONE},
    "invitation-accept": {"POST": ANYONE},
    "users": {"GET": ADMIN_READS},
    "user": {"PATCH": ADMIN_MANAGES},
    # The link gives the account away, so a leaked token must not be able to make one.
    "user-reset-link": {"POST": allow(Who.ADMIN)},
    "people": {"GET": allow(Who.ADMIN, Who.MANAGER, scope=Scope.READ)},
}

LOG_IN: Access = {
    "headless:browser:config": {"GET": ANYONE},
    "headless:browser:account:current_session": {"GET": ANYONE, "DELETE": ANYONE},
    "headless:browser:account:login": {"POST": ANYONE},
    "headless:browser:account:reauthenticate": {"POST": SESSION},
    "headless:browser:account:change_password": {"POST": SESSION},
    "headless:browser:usersessions:sessions": {"GET": SESSION, "DELETE": SESSION},
    "headless:browser:mfa:authenticate": {"POST": ANYONE},
    "headless:browser:mfa:reauthenticate": {"POST": SESSION},
    "headless:browser:mfa:authenticators": {"GET": SESSION},
    "headless:browser:mfa:manage_totp": {"GET": SESSION, "POST": SESSION, "DELETE": SESSION},
    "headless:browser:mfa:manage_recovery_codes": {"GET": SESSION, "POST": SESSION},
}

# Accounts are opened by invitation, an address is changed by nobody, and there may be no mail server.
CLOSED: Access = {
    "headless:browser:account:signup": {"POST": NOBODY},
    "headless:browser:account:manage_email": dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), NOBODY),
    "headless:browser:account:manage_phone": dict.fromkeys(("GET", "POST"), NOBODY),
    "headless:browser:account:verify_email": dict.fromkeys(("GET", "POST"), NOBODY),
    "headless:browser:account:resend_email_verification_code": {"POST": NOBODY},
    "headless:browser:account:verify_phone": {"POST": NOBODY},
    "headless:browser:account:resend_phone_verification_code": {"POST": NOBODY},
    "headless:browser:account:request_password_reset": {"POST": NOBODY},
    "headless:browser:account:reset_password": dict.fromkeys(("GET", "POST"), NOBODY),
    "headless:browser:account:confirm_login_code": {"POST": NOBODY},
}

SITE: Access = {
    "healthz": {"GET": ANYONE},
    "readyz": {"GET": ANYONE},
    "schema": {"GET": READ},
    "shell": {"GET": ANYONE},
}

ACCESS: Access = {**PEOPLE, **LOG_IN, **CLOSED, **SITE}
