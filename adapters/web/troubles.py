"""What can go wrong between two machines, as Unreachable: said so that the reader of a feed list understands it."""

from __future__ import annotations

import ssl

import aiohttp

from adapters.web.gate import Barred, shown
from digests.errors import Unreachable

TROUBLES = (aiohttp.ClientError, OSError, ValueError)
"""What aiohttp raises. ValueError is for headers and addresses that cannot be sent."""
_KEYS = {
    aiohttp.ClientConnectorSSLError: "web-no-tls",
    aiohttp.ClientConnectorDNSError: "web-no-host",
    aiohttp.ClientConnectorError: "web-no-connection",
    Exception: "web-broken-answer",
}
"""The first kind that fits tells."""
_CERTIFICATES = {
    10: "web-certificate-expired",
    18: "web-certificate-unknown",
    19: "web-certificate-unknown",
    20: "web-certificate-unknown",
    21: "web-certificate-unknown",
    62: "web-certificate-other-host",
    64: "web-certificate-other-host",
    0: "web-certificate",
}
"""By OpenSSL's X509_V_ERR numbers; 0 is for all others."""


def unreachable(error: Exception, url: str) -> Unreachable:
    """Return the refusal that stands for an error of TROUBLES."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, Barred):
        return Unreachable(cause.key, shown(url), **cause.values)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _bad_certificate(error.certificate_error, url)
    key = _KEYS[next(kind for kind in _KEYS if isinstance(error, kind))]
    return Unreachable(key, shown(url))


def _bad_certificate(error: Exception, url: str) -> Unreachable:
    number = error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 0
    key = _CERTIFICATES[number if number in _CERTIFICATES else 0]
    return Unreachable(key, shown(url))
