"""Forms that waited too long, addresses that were never given out, and requests no browser sends."""

from __future__ import annotations

from urllib.parse import urlencode

from werkzeug.test import EnvironBuilder, TestResponse

from coopevents.registration import queries as registrations
from coopevents.registration import tokens
from tests.journeys.hostile import (
    IN_BYTES,
    LIVE,
    form_with,
    nothing_changes,
    open_form,
)
from tests.journeys.house import ENGLISH, EVENT, GUEST, REGISTER, House, house, text_of

__all__ = ["house"]

# Forms that waited


def test_a_form_whose_token_expired_keeps_everything_and_is_sent_again_with_one_button(house: House) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    late = house.app.test_client()
    typed = form.filled(**{**GUEST, "position": "<b>Dean</b> \"of\" 'law'"})
    with nothing_changes(house.app):
        answer = late.post(REGISTER, data=typed, headers={**ENGLISH, "Origin": "http://localhost"})
    assert answer.status_code == 400
    assert "what you typed is kept" in text_of(answer)
    again = form_with(answer, "family_name")
    assert {name: again.filled()[name] for name in GUEST} == GUEST
    sent = late.post(REGISTER, data=again.filled(), headers=ENGLISH)
    assert sent.status_code == 302
    (kept,) = house.registered()
    assert kept.position == "<b>Dean</b> \"of\" 'law'"


def test_a_form_of_another_site_is_not_offered_to_be_sent_again(house: House) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}, {"Origin": "null"}):
        with nothing_changes(house.app):
            answer = house.app.test_client().post(REGISTER, data=GUEST, headers={**ENGLISH, **headers})
        assert answer.status_code == 400
        assert "ada@guest.example" not in answer.text


def test_a_password_is_never_kept_in_a_page(house: House) -> None:
    answer = house.app.test_client().post(
        "/account/sign-in",
        data={"email": "a@b.example", "password": "lantern-harbour"},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 400
    assert "lantern-harbour" not in answer.text


# Addresses that were never given out

UNKNOWN = {
    "lang": "xx",
    "zone": "Mars/Olympus",
    "kind": "party",
    "day": "2026-13-45",
    "view": "hologram",
    "page": "-1",
    "theme": "neon",
    "state": "sleeping",
    "sort": "beauty",
    "country": "ZZZ",
    "when": "never",
    "q": "%",
    "track": "nowhere",
    "place": "²",
    "audience": "cats",
    "by": "x",
    "event": "week",
}
LISTS = [
    "/", "/e/week/", "/e/week/programme", "/e/week/register", "/e/week/subscribe", "/components", "/account/sign-in",
    "/desk/", "/desk/events/", "/desk/events/export.csv", "/desk/people", "/desk/people/export.csv", "/desk/partners",
    "/desk/partners/export.csv", "/desk/places", "/desk/outbox", "/desk/colleagues", "/desk/units",
    "/desk/events/week/", "/desk/events/week/programme", "/desk/events/week/programme/export.csv",
    "/desk/events/week/programme/new", "/desk/events/week/registrations", "/desk/events/week/registrations/export.csv",
    "/desk/events/week/registrations/export.xlsx", "/desk/events/week/audit", "/desk/events/week/team",
    "/desk/events/week/pages", "/feeds/e/week.ics",
]  # fmt: skip
SAID_ALONE = ("lang", "zone", "day", "page", "q")
ODD = ["\x00", "'\"<", "9" * 30, "²", "x" * 3000, "0001-01-01", "9999-12-31", "🦄"]


def test_unknown_words_in_an_address_are_passed_over(house: House) -> None:
    with nothing_changes(house.app):
        for path in LISTS:
            assert house.asked(path, UNKNOWN).status_code in {200, 404}, path
            for name in SAID_ALONE:
                assert house.asked(path, {name: UNKNOWN[name]}).status_code == 200, (path, name)
            for odd in ODD:
                answer = house.asked(path, dict.fromkeys([*UNKNOWN, "starts"], odd))
                assert answer.status_code in {200, 404}, (path, odd)
                assert "xlsx" in path or not any(each in answer.text for each in LIVE)


def test_a_token_that_opens_nothing_is_told_from_no_other(house: House) -> None:
    """A wrong, a foreign, a replaced token and one for another door: the same answer, 404."""
    house.register()
    house.register(house.app.test_client(), email="bo@guest.example")
    first, second = house.registered()
    mine, theirs = house.token_of(first.id), house.token_of(second.id)
    with house.app.app_context():
        feed = tokens.agenda_token(registrations.get_by_id(first.id))
    mixed = mine[: tokens.REFERENCE_LENGTH] + theirs[tokens.REFERENCE_LENGTH :]
    assert house.guest.get(f"/feeds/agenda/{feed}.ics").status_code == 200
    for token in (mixed, feed, mine[:-1], mine + "a", mine.upper(), "x" * len(mine), "\x00", "x" * 5000):
        assert house.guest.get(f"/r/{token}/").status_code == 404
        for door in ("agenda", "edit", "withdraw", "event.ics"):
            assert house.guest.get(f"/r/{token}/{door}").status_code == 404
    for token in (mine, mixed, "x" * len(feed)):
        assert house.guest.get(f"/feeds/agenda/{token}.ics").status_code == 404
    form = open_form(house.guest, f"/r/{mine}/", "csrf_token")
    with nothing_changes(house.app):
        for door in ("withdraw", "edit", "calendar-address", "agenda/x"):
            assert house.guest.post(f"/r/{mixed}/{door}", data=form.filled()).status_code == 404
    assert house.guest.post(f"/r/{mine}/calendar-address", data=form.filled()).status_code == 302
    assert house.guest.get(f"/feeds/agenda/{feed}.ics").status_code == 404


def test_an_event_that_is_not_published_is_nowhere(house: House) -> None:
    house.desk.event("draft")
    with nothing_changes(house.app):
        for path in ("", "programme", "programme/x", "subscribe", "register", "pages/x"):
            assert house.guest.get(f"/e/draft/{path}").status_code == 404
        for path in (".ics", "/kind/salon.ics", "/place/1.ics", "/activity/x.ics", "/track/x.ics"):
            assert house.guest.get(f"/feeds/e/draft{path}").status_code == 404
        form = open_form(house.guest, REGISTER, "family_name")
        assert house.guest.post("/e/draft/register", data=form.filled(**GUEST)).status_code == 404


def test_feeds_of_what_is_not_there_answer_404(house: House) -> None:
    for path in ("/kind/party.ics", "/place/999999999999.ics", "/place/-1.ics", "/activity/%00.ics", "/track/%00.ics"):
        assert house.guest.get(f"/feeds/e/week{path}").status_code == 404


WRONG_METHODS = [
    ("POST", "/e/week/"),
    ("POST", "/"),
    ("PUT", REGISTER),
    ("DELETE", REGISTER),
    ("PATCH", "/e/week/programme"),
    ("GET", "/account/sign-out"),
    ("TRACE", "/"),
]


def test_a_wrong_method_is_told_so_and_changes_nothing(house: House) -> None:
    with nothing_changes(house.app):
        for method, path in WRONG_METHODS:
            answer = house.guest.open(path, method=method, data={"x": "y"}, headers=ENGLISH)
            assert answer.status_code == 405, (method, path)
            assert "Allow" in answer.headers
        assert house.guest.post("/no/such/page", headers=ENGLISH).status_code == 404


def _part(name: str, value: str) -> str:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def test_too_large_an_upload_is_told_so(house: House) -> None:
    def upload(size: int) -> TestResponse:
        said = "".join(_part(name, value) for name, value in {**EVENT, "csrf_token": house.organiser.csrf}.items())
        picture = '--x\r\nContent-Disposition: form-data; name="cover"; filename="a.jpg"\r\n\r\n'
        body = (said + picture).encode() + b"x" * size + b"\r\n--x--\r\n"
        return house.organiser.client.post(
            "/desk/events/new", data=body, content_type="multipart/form-data; boundary=x", headers=ENGLISH
        )

    with nothing_changes(house.app):
        too_much, picture = upload(13_000_000), upload(10_600_000)
        long_text = house.organiser.post("/desk/events/new", {**EVENT, "text-en": "x" * 3_000_000})
    assert (too_much.status_code, picture.status_code) == (413, 413)
    assert long_text.status_code in {413, 422}
    assert "too large" in text_of(too_much)
    assert 'value="Visit"' in picture.text


def test_bytes_that_are_no_text_are_answered(house: House) -> None:
    paths = ["/", "/e/week/programme", "/desk/events/", "/desk/people", "/desk/events/week/registrations"]
    for path in paths:
        for odd in IN_BYTES:
            raw = odd.decode("latin-1")
            environ = EnvironBuilder(path=path, headers=list(ENGLISH.items())).get_environ()
            environ["QUERY_STRING"] = f"q={raw}&day={raw}&kind={raw}&page={raw}&lang={raw}&zone={raw}"
            assert house.organiser.client.open(environ).status_code == 200, (path, odd)
    for strange in ("/\x00", "/e/\xff\xfe/", "/e/week/pages/\xc0\xaf", "/r/\xed\xa0\x80/", "/files/\xff"):
        environ = EnvironBuilder(path="/", headers=list(ENGLISH.items())).get_environ()
        environ["PATH_INFO"] = strange
        assert house.guest.open(environ).status_code == 404, strange
    form = open_form(house.guest, REGISTER, "family_name")
    typed = urlencode({**form.filled(**GUEST), "family_name": "X"}).encode()
    kinds = {"content_type": "application/x-www-form-urlencoded", "headers": ENGLISH}
    with nothing_changes(house.app):
        only_odd = typed.replace(b"family_name=X", b"family_name=%00%01")
        assert house.guest.post(REGISTER, data=only_odd, **kinds).status_code == 422
        assert house.guest.post(REGISTER, data=typed + b"\xff\xfe", **kinds).status_code == 400
    assert house.guest.post(REGISTER, data=typed.replace(b"=X", b"=%ff%feX"), **kinds).status_code == 302
    broken = house.guest.post(REGISTER, data=b"--x\r\n\x00", content_type="multipart/form-data; boundary=x")
    assert broken.status_code == 400


def test_the_host_header_reaches_no_link_in_a_message(house: House) -> None:
    attack = {**ENGLISH, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "6.6.6.6"}
    form = open_form(house.guest, REGISTER, "family_name")
    cookie = house.guest.get_cookie("coopevents")
    assert cookie is not None
    host = {**attack, "Host": "evil.example", "Cookie": f"coopevents={cookie.value}"}
    house.app.test_client(use_cookies=False).post(REGISTER, data=form.filled(**GUEST), headers=host)
    house.organiser.client.get("/account/forgotten")
    messages = house.messages()
    assert messages
    for message in messages:
        everything = message.text_body + (message.html_body or "") + (message.calendar_body or b"").decode()
        assert "evil.example" not in everything
        assert "http://localhost/r/" in everything
    feed = house.guest.get("/feeds/e/week.ics", headers={**attack, "Host": "evil.example"})
    assert b"evil.example" not in feed.get_data()
    page = house.guest.get("/e/week/subscribe", headers={**attack, "Host": "evil.example"})
    again = house.guest.get("/e/week/subscribe", headers=ENGLISH)
    assert "evil.example" not in page.text
    assert "evil.example" not in again.text


ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "\x00",
    "http:evil", "///evil.example", "https:/desk/",
)  # fmt: skip


def test_next_stays_on_this_site(house: House) -> None:
    for wanted in ELSEWHERE:
        answer = house.organiser.get("/account/sign-in", next=wanted)
        assert answer.status_code == 302
        assert answer.location == "/desk/", wanted


def test_a_decision_nobody_knows_decides_nothing(house: House) -> None:
    house.terms(needs_approval=True)
    house.register()
    with nothing_changes(house.app):
        for verb in ("", "party"):
            one = house.organiser.post("/desk/events/week/registrations/1", {"verb": verb})
            many = house.organiser.post("/desk/events/week/registrations/decide", {"verb": verb, "selected": "1"})
            assert (one.status_code, many.status_code) == (400, 400)
    assert [each.state for each in house.registered()] == ["pending"]


def test_a_version_that_is_no_number_is_passed_over(house: House) -> None:
    form = open_form(house.organiser.client, "/desk/events/week/edit", "title-en")
    for odd in ("²", "١", "x", "9" * 30, "-1", "\x00"):
        answer = house.organiser.post("/desk/events/week/edit", form.filled(version=odd))
        assert answer.status_code in {302, 422}, odd


def test_a_guest_who_registers_while_the_event_is_cancelled_is_told(house: House) -> None:
    form = open_form(house.guest, REGISTER, "family_name")
    house.organiser.post("/desk/events/week/cancel", {"reason": "Storm"})
    with nothing_changes(house.app):
        answer = house.guest.post(REGISTER, data=form.filled(**GUEST), headers=ENGLISH)
    assert answer.status_code == 409
