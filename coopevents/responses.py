"""Headers that every answer carries."""

from flask import Flask, Response, g, request
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

PRIVATE_PREFIXES = (
    *("/desk", "/account", "/r/", "/a/", "/g/", "/m/", "/gate/", "/kiosk/", "/wall/", "/live/"),
    *("/v/", "/d/", "/w/", "/h/", "/itinerary/", "/welcome/", "/feedback/"),
)
"""Doors for the signed-in and doors with a token in the address: their pages are never kept by a cache."""


UNFRAMED = "X-Frame-Options"
FOR_THE_CAMERA = PermissionsPolicy().camera("self").microphone("()").geolocation("()")


def _policy(framed_by: str = "'none'", *, reads_codes: bool = False) -> ContentSecurityPolicy:
    return (
        ContentSecurityPolicy()
        .default_src("'self'")
        .script_src("'self'", *(["'wasm-unsafe-eval'"] if reads_codes else []))
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .object_src("'none'")
        .base_uri("'none'")
        .form_action("'self'")
        .frame_ancestors(*framed_by.split())
    )


def init_headers(app: Flask) -> None:
    """Send a strict policy with every answer, and forbid caches to keep what is personal."""
    settings = app.config["SETTINGS"]
    policy = _policy().header_name
    headers = {
        header.header_name: header.header_value
        for header in (
            _policy(),
            XContentTypeOptions().nosniff(),
            ReferrerPolicy().strict_origin_when_cross_origin(),
            CrossOriginOpenerPolicy().same_origin(),
            XFrameOptions().deny(),
            PermissionsPolicy().camera("()").microphone("()").geolocation("()"),
        )
    }
    if settings.is_behind_tls:
        hsts = StrictTransportSecurity().max_age(31_536_000).include_subdomains()
        headers[hsts.header_name] = hsts.header_value

    @app.after_request
    def _add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if g.get("framed_by"):
            response.headers[policy] = _policy(g.framed_by).header_value
            del response.headers[UNFRAMED]  # it cannot name sites
        if g.get("uses_camera"):
            response.headers[policy] = _policy(reads_codes=True).header_value
            response.headers[FOR_THE_CAMERA.header_name] = FOR_THE_CAMERA.header_value
        if request.path.startswith(PRIVATE_PREFIXES):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response
