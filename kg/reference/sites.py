"""Which state a web site belongs to, by its top-level domain."""

from __future__ import annotations

# country-code domains that are used as such; .tv, .io, .me, .co and the like say nothing of a state
_DOMAINS = frozenset(
    "by ru kz uz az am kg tj tm ua md ge mn rs cn kr jp in ir iq tr ae sa qa kw om bh eg za ng ke et dz ma tn vn la th my sg id ph "
    "de fr it es pt nl be at ch pl cz sk hu ro bg gr fi se no dk ee lv lt ie hr si cu br mx ar ve ni pe cl pk lk bd np af sy".split()
)


def site_country(host: str) -> str | None:
    """ISO code of the state of a host name ("mpt.gov.by" -> "BY"), or None."""
    last = host.rsplit(":", 1)[0].rsplit(".", 1)[-1].lower()
    return last.upper() if last in _DOMAINS else None


def official_host(host: str) -> bool:
    """True for a government's site ("mpt.gov.by", "gov.kz")."""
    return bool({"gov", "government", "gob", "gouv"} & set(host.lower().split(".")))
