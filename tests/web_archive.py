"""Web archives and MHTML files, written for tests as browsers and crawlers write them."""

from __future__ import annotations

import base64


def record(
    body: bytes,
    *,
    url: str = "https://a.cn/1.html",
    kind: str = "text/html; charset=gbk",
    status: str = "200 OK",
    encoding: str = "",
) -> bytes:
    """One answer as a crawl keeps it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
    head += f"Content-Encoding: {encoding}\r\n" if encoding else ""
    answer = f"{head}\r\n".encode() + body
    envelope = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2020-03-07T01:02:03Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return envelope.encode() + answer + b"\r\n\r\n"


def mhtml(body: bytes, *, kind: str = "text/html", subject: str = "题目") -> bytes:
    """A page and a picture in one message."""
    word = base64.b64encode(subject.encode()).decode()
    lines = (
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://a.cn/1.html",
        f"Subject: =?utf-8?B?{word}?=",
        "Date: Sat, 7 Mar 2020 01:02:03 -0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="--B"',
        "",
        "----B",
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://a.cn/1.html",
        "",
        base64.encodebytes(body).decode().replace("\n", "\r\n"),
        "----B",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "",
        "AAAA",
        "----B--",
        "",
    )
    return "\r\n".join(lines).encode()
