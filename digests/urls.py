"""Addresses: one canonical form for telling pages apart, and the host to name an outlet by.

A canonical address is an identity, not a link: the address a reader follows stays as its source gave it.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from digests.errors import BadInput

_SHOWN = 200
"""Characters of an address that a refusal names."""
_SCHEMES = ("http", "https")
_DEFAULT_PORTS = (80, 443)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_PREFIX = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)")
_AMP_SUFFIX = re.compile(r"(?<=[^/])/amp/?$")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|guce_.*|share_.*|wt_.*|at_.*"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|_ga|_gl"
    r"|mc_cid|mc_eid|mkt_tok|oly_anon_id|oly_enc_id|vero_id|ocid|ncid|cmp|cmpid|cmp_id|s_cid|smid|smtyp|sr_share|ftag"
    r"|guccounter|xtor|spm|scm|from|from_source|isappinstalled|chksm|scene|subscene|sessionid|pass_ticket|wx_header"
    r"|ref|ref_src|ref_url|referer|referrer|source|src|share|amp|outputtype"
)
"""Query parameters that say how a reader came, never what is read (matched whole, case folded)."""


def canonical(url: str) -> str:
    """Return the one form of an address by which the same page is recognised; idempotent.

    https for http, host in lower case and ASCII without ``www.``, ``m.`` or ``amp.``, no default port, no ``/amp``, no
    trailing slash, no fragment, no tracking parameters, the others sorted.

    Raises:
        BadInput: not an http(s) address with a plain host: another scheme, a user name, unseen characters.
    """
    parts = _split(url.strip())
    path = _AMP_SUFFIX.sub("", parts.path.rstrip("/")).rstrip("/")
    fields = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted((name, value) for name, value in fields if not _TRACKING.fullmatch(name.lower())))
    return f"https://{_host(parts, url)}{_port(parts, url)}{_escaped(path)}" + (
        f"{'' if path else '/'}?{query}" if query else ""
    )


def host_of(url: str) -> str:
    """Return the host as ``canonical`` writes it, without port. Raises BadInput as ``canonical`` does."""
    return _host(_split(url.strip()), url)


def _split(url: str) -> SplitResult:
    """Return the parts of an http(s) address; BadInput for anything else."""
    if _UNSEEN.search(url) or "\\" in url:
        raise BadInput("address-characters", url[:_SHOWN])
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadInput("address-unreadable", url[:_SHOWN]) from error
    if parts.scheme not in _SCHEMES or not parts.netloc:
        raise BadInput("no-web-address", url[:_SHOWN])
    if "@" in parts.netloc:
        raise BadInput("address-with-user", url[:_SHOWN])
    return parts


def _host(parts: SplitResult, url: str) -> str:
    """Return the host in ASCII without the prefixes of other editions of the same site."""
    host = parts.netloc.rpartition(":")[0] if _has_port(parts.netloc) else parts.netloc
    if not host.startswith("["):
        try:
            host = host.rstrip(".").encode("idna").decode("ascii")
        except UnicodeError as error:
            raise BadInput("address-without-host", url[:_SHOWN]) from error
    host = host.lower()
    while shorter := _PREFIX.match(host):
        host = host[shorter.end() :]
    if not _HOST.fullmatch(host):
        raise BadInput("address-without-host", url[:_SHOWN])
    return host


def _has_port(netloc: str) -> bool:
    """Say whether the last colon begins a port, not a group of an IPv6 address."""
    return ":" in netloc and not netloc.endswith("]")


def _port(parts: SplitResult, url: str) -> str:
    """Return ``:port``, or nothing where it is the one of http or https."""
    try:
        port = parts.port
    except ValueError as error:
        raise BadInput("address-without-port", url[:_SHOWN]) from error
    return "" if port is None or port in _DEFAULT_PORTS else f":{port}"


def _escaped(path: str) -> str:
    """Return the path with everything but its punctuation percent-encoded, escapes in upper case."""
    return _ESCAPE.sub(lambda escape: escape.group().upper(), quote(path, safe="/%:@!$&'()*+,;=~"))
