"""A small OpenID Connect provider, in a process and on a socket of its own.

It follows the standards: discovery, the code flow with PKCE (S256), RS256 id_tokens, key set and
userinfo, each code good once. A test tells it over HTTP who signs in (`/be`) and what it shall do
wrong (`lie`), and reads what it was asked (`/asked`). Nobody is asked for a password here.
"""

import base64
import hashlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = {"client_id": "daylight", "client_secret": "not-a-secret-only-a-test"}
RIGHT = {"lie": "", "claims": {}}


class Provider(ThreadingHTTPServer):
    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Answer)
        self.issuer = f"http://localhost:{port}/tenant/v2.0"
        self.key, self.other = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.told: dict[str, Any] = dict(RIGHT)
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def discovery(self) -> dict[str, Any]:
        issuer = self.issuer if self.told["lie"] != "issuer" else "https://elsewhere.example"
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        made = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [made | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def id_token(self, nonce: str) -> str:
        now, lie = int(time.time()), self.told["lie"]
        claims = {
            "iss": self.issuer, "aud": CLIENT["client_id"], "sub": "sub-1", "iat": now,
            "exp": now + 600, "nonce": nonce,
        } | self.told["claims"]  # fmt: skip
        wrong: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "another"},
            "no nonce": {"nonce": None},
            "audience": {"aud": "another-application"},
            "party": {"aud": [CLIENT["client_id"], "b"], "azp": "b"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "issued by": {"iss": "https://elsewhere.example"},
            "no subject": {"sub": None},
        }
        claims |= wrong.get(lie, {})
        claims = {name: value for name, value in claims.items() if value is not None}
        if lie == "unsigned":
            return jwt.encode(claims, None, "none", headers={"kid": "one"})
        if lie == "symmetric":  # the public key, taken for a shared secret
            return jwt.encode(claims, "k" * 64, "HS256", headers={"kid": "one"})
        kid = "two" if lie == "unknown key" else "one"
        key = self.other if lie == "signature" else self.key
        return jwt.encode(claims, key, "RS256", headers={"kid": kid})


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        what = parts.path.rpartition("/")[2]
        self.server.asked.append(f"{what}?{parts.query}")
        if self._elsewhere("discovery elsewhere"):
            pass
        elif what == "openid-configuration":
            self._say(self.server.discovery())
        elif what == "keys":
            self._say(self.server.keys())
        elif what == "authorize":
            self._authorise(asked)
        elif what == "asked":
            self._say(self.server.asked)
        else:
            self._say({"sub": "somebody-else", "email": "boss@larkmoor.example"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if urlsplit(self.path).path.endswith("/be"):
            self.server.told = RIGHT | json.loads(body)
            self.server.asked.clear()
            return self._say({})
        if self._elsewhere("token elsewhere"):
            return None
        return self._token(dict(parse_qsl(body)))

    def _elsewhere(self, lie: str) -> bool:
        """Send whoever asks on to where the right answer is."""
        if self.server.told["lie"] != lie or "/elsewhere/" in self.path:
            return False
        self.send_response(307)
        self.send_header("Location", f"/elsewhere{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def _authorise(self, asked: dict[str, str]) -> None:
        proper = asked["client_id"] == CLIENT["client_id"] and asked["response_type"] == "code"
        if not (proper and asked["code_challenge_method"] == "S256" and asked["nonce"]):
            return self._say({"error": "invalid_request"}, 400)
        back = {"state": asked["state"]}
        if self.server.told["lie"] == "cancelled":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.server.codes[back["code"]] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        return self.end_headers()

    def _token(self, sent: dict[str, str]) -> None:
        asked = self.server.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or proof != asked["code_challenge"]
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or any(sent.get(name) != value for name, value in CLIENT.items())
        ):
            return self._say({"error": "invalid_grant"}, 400)
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"}
        if self.server.told["lie"] != "no token":
            answer["id_token"] = self.server.id_token(asked["nonce"])
        return self._say(answer | {"expires_in": 600})

    def _say(self, what: Any, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Keep quiet."""


class Running:
    """The provider as a test knows it."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}/tenant/v2.0"

    def be(self, lie: str = "", **claims: Any) -> None:
        body = json.dumps({"lie": lie, "claims": claims})
        assert self._ask("POST", f"{self.issuer}/be", body).status == 200

    def asked(self) -> list[str]:
        said: list[str] = json.load(self._ask("GET", f"{self.issuer}/asked"))
        return said

    def follow(self, address: str) -> str:
        """Do as a browser would at the provider; return where it sends one back to."""
        reply = self._ask("GET", address)
        assert reply.status == 302, reply.read()
        back = urlsplit(str(reply.headers["Location"]))
        return f"{back.path}?{back.query}"

    def _ask(self, method: str, address: str, body: str | None = None) -> HTTPResponse:
        parts = urlsplit(address)
        assert parts.hostname == "localhost"
        connection = HTTPConnection("localhost", parts.port)
        connection.request(method, f"{parts.path}?{parts.query}", body)
        return connection.getresponse()


@contextmanager
def running() -> Iterator[Running]:
    from tests.processes import free_port

    port = free_port()
    command = [sys.executable, "-m", "tests.oidc_provider", str(port)]
    root = Path(__file__).parent.parent
    process = subprocess.Popen(command, cwd=root, env=os.environ, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield Running(port)
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    provider = Provider(int(sys.argv[1]))
    print("ready", flush=True)
    provider.serve_forever()
