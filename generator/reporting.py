"""Where readers report an error: a form of issues, or a letter, with what it is about filled in."""

from __future__ import annotations

from urllib.parse import quote


def report_address(report: str, subject: str, body: str) -> str:
    """The address that opens a report with its subject and first lines written; `report` begins it.

    >>> report_address("mailto:a@example.org", "甲 (1)", "乙")
    'mailto:a@example.org?subject=%E7%94%B2%20%281%29&body=%E4%B9%99'
    """
    key = "subject" if report.startswith("mailto:") else "title"
    joint = "&" if "?" in report else "?"
    return f"{report}{joint}{key}={quote(subject, safe='')}&body={quote(body, safe='')}"
