"""Secrets that are shown once and stored only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_key(prefix: str = "") -> str:
    """A key with 256 bits of randomness, which need no slow hash: nobody can guess one."""
    return prefix + secrets.token_urlsafe(32)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
