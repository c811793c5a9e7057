"""What everybody needs who asks a web server: the proxy before it, and what really went wrong."""

from collections.abc import Iterator
from typing import Any

from urllib3 import ProxyManager
from urllib3.util import make_headers, parse_url


def through(proxy: str, settings: dict[str, Any]) -> ProxyManager:
    """`http://name:word@host:port`, of which urllib3 takes the name and the word only as a header."""
    who = parse_url(proxy).auth
    return ProxyManager(proxy, proxy_headers=make_headers(proxy_basic_auth=who) if who else None, **settings)


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came of: urllib3 wraps what a socket or a certificate said several times over."""
    for _ in range(8):
        if error is None:
            return
        yield error
        reason = getattr(error, "reason", None)
        error = reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__
