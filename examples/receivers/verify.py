"""Verifies a request by Standard Webhooks with Python's standard library alone."""

import base64
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 5 * 60


def verify(body: bytes, headers: dict, key: str, now: float | None = None) -> bool:
    """Whether the request is from Signalpost and not an old one sent again.

    body: the exact bytes received, before any JSON is parsed. key: whsec_…, from the
    subscription's page. headers: with names in lower case.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    secret = base64.b64decode(key.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    # While keys are rotated there are several signatures; one that holds is enough.
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(each, f"v1,{expected}".encode()) for each in given)
