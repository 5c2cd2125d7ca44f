"""Signing in by a provider of identities: OpenID Connect, the code flow with PKCE, by Authlib.

The provider is asked where its parts are (OpenID Connect Discovery 1.0) when somebody signs in; its token is verified
by its keys, and must be for this client and for this browser's request (OpenID Connect Core 1.0, 3.1.3.7).
"""

from __future__ import annotations

import datetime
import json
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures that are believed: those by a key of the provider's, never by what this client knows, or none."""

SECONDS = 10.0
"""How long the provider may take to answer."""

LEEWAY = 60
"""Seconds by which the clock of the provider may be another."""


class ProviderError(Exception):
    """The provider cannot be asked, or what it says is not for this client and request."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a browser keeps while it is at the provider.

    Attributes:
        state, nonce, verifier: by which the answer, the token and the code are known to be of this request.
        next: the page that was asked for.
    """

    state: str
    nonce: str
    verifier: str
    next: str

    def kept(self) -> str:
        """Return it as a cookie has it."""
        return json.dumps([self.state, self.nonce, self.verifier, self.next])

    @classmethod
    def of(cls, kept: str) -> Begun:
        """Return what a cookie has.

        Raises:
            ProviderError: it has nothing of the kind.
        """
        try:
            said = json.loads(kept)
        except ValueError:
            said = None
        if not isinstance(said, list) or len(said) != 4 or not all(isinstance(each, str) for each in said):
            raise ProviderError("nothing was begun")
        return cls(*said)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for: its name, theirs in it, and their address where it has verified that."""

    issuer: str
    subject: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of identities.

    Attributes:
        issuer: its address; client, secret: by which this server is known to it.
    """

    issuer: str
    client: str
    secret: str

    def begin(self, redirect: str, next: str) -> tuple[str, Begun]:
        """Return where a browser is sent, and what it keeps meanwhile.

        Args:
            redirect: the address of this server at which it comes back; next: the page that was asked for.

        Raises:
            ProviderError: the provider does not answer.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        begun = Begun(state, nonce, verifier, next)
        with self._client(redirect) as client:
            url, _ = client.create_authorization_url(
                self._about(client)["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return url, begun

    def finish(self, begun: Begun, answer: str, redirect: str, now: datetime.datetime) -> Vouched:
        """Return whom the provider vouches for.

        Args:
            answer: the whole address at which the browser came back; redirect: as it was given to the provider.

        Raises:
            ProviderError: the answer is of another request, or cannot be believed.
        """
        from authlib.common.errors import AuthlibBaseError
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        try:
            with self._client(redirect, state=begun.state) as client:
                about = self._about(client)
                given = client.fetch_token(
                    about["token_endpoint"], authorization_response=answer, code_verifier=begun.verifier
                )
                keys: Any = self._get(client, about["jwks_uri"])
            token = jwt.decode(given["id_token"], KeySet.import_key_set(keys), algorithms=list(ALGORITHMS))
            wanted = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client},
            }
            asked = {
                "nonce": begun.nonce,
                "client_id": self.client,
                "access_token": given.get("access_token"),
            }
            claims = CodeIDToken(token.claims, token.header, wanted, asked)
            claims.validate(int(now.timestamp()), LEEWAY)
        except (AuthlibBaseError, JoseError, OSError, KeyError, TypeError, ValueError) as error:
            raise ProviderError(f"{type(error).__name__}: {error}") from error
        email = claims.get("email") if claims.get("email_verified") is True else None
        return Vouched(self.issuer, str(claims["sub"]), email if isinstance(email, str) else None)

    def _client(self, redirect: str, **facts: str) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self.client,
            self.secret,
            redirect_uri=redirect,
            scope="openid email",
            code_challenge_method="S256",
            default_timeout=SECONDS,
            **facts,
        )

    def _about(self, client: Any) -> dict[str, str]:
        """Return where the parts of the provider are.

        Raises:
            ProviderError: it does not answer, goes by another name, or would be asked without encryption.
        """
        about = self._get(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != self.issuer:
            raise ProviderError(f"it calls itself {about.get('issuer')}")
        named = {
            key: str(about.get(key, "")) for key in ("authorization_endpoint", "token_endpoint", "jwks_uri")
        }
        for address in (self.issuer, *named.values()):
            if not _private(address):
                raise ProviderError(f"not encrypted: {address}")
        return named

    def _get(self, client: Any, address: str) -> dict[str, Any]:
        try:
            answer = client.request("GET", address, withhold_token=True)
            answer.raise_for_status()
            found = answer.json()
        except (OSError, ValueError) as error:  # what goes wrong on the way is an OSError to requests
            raise ProviderError(f"{address}: {error}") from error
        if not isinstance(found, dict):
            raise ProviderError(address)
        return found


def _private(address: str) -> bool:
    """Return whether nobody reads along: it is encrypted, or does not leave this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return True
    try:
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
