"""A model server that cannot show a trusted certificate is told nothing."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.model_server import ModelServer
from workspace.gateway.engines.openai_compatible import build
from workspace.gateway.engines.openai_compatible.engine import _certificates
from workspace.gateway.protocol import EngineConfig, EngineUnavailable
from workspace.privacy.masked import Part, sealed


def self_signed(folder: Path) -> Path:
    """Write a key and the certificate that it gave itself for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a model server")])
    now, here = datetime.now(UTC), x509.IPAddress(ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "both.pem").write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return folder / "both.pem"


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    both = self_signed(tmp_path)
    server = ModelServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
    with server:
        config = EngineConfig(
            address=server.address.replace("http:", "https:"), model="fake-model", secret="s3cret"
        )
        for call in (
            lambda: list(build(config).stream(sealed([Part("user", ("Hello",))]))),
            lambda: [build(config).probe()],
        ):
            with pytest.raises(EngineUnavailable):
                call()
        assert server.received == []
        trusted = _certificates()
        trusted.load_verify_locations(both)
        try:
            assert build(config).probe() == "ready, model fake-model", "the server itself is sound"
        finally:
            _certificates.cache_clear()


def test_nothing_older_than_tls_1_2_is_spoken() -> None:
    assert _certificates().minimum_version >= ssl.TLSVersion.TLSv1_2
    assert _certificates().verify_mode is ssl.CERT_REQUIRED
    assert _certificates().check_hostname
