"""The pages of a guest: registering, and the own place with its agenda.."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.values import LECTURES, PORTS, SEND, WEEK


def _registering() -> list[PageExample]:
    return [
        PageExample("register", "public_registration.register", LECTURES),
        PageExample("register-waiting-list", "public_registration.register", WEEK),
        PageExample("register-choice", "public_registration.register", PORTS),
        PageExample("register-steps", "public_registration.form", {**PORTS, "form_slug": "speakers"}),
        PageExample("register-guests", "public_registration.form", {**PORTS, "form_slug": "guests"}),
        PageExample("register-closed", "public_registration.register", {"event_slug": "resource-symposium"}),
        PageExample("register-not-yet", "public_registration.register", {"event_slug": "later-visit"}),
        PageExample("register-full", "public_registration.register", {"event_slug": "full-visit"}),
        PageExample("register-mistakes", "public_registration.register", LECTURES, status=422, press=SEND),
        PageExample(
            "register-expired",
            "public_registration.register",
            LECTURES,
            status=400,
            press=SEND,
            fill={"family_name": "Petkova"},
            takes_out="csrf_token",
        ),
        PageExample(
            "register-known",
            "public_registration.register",
            LECTURES,
            press=SEND,
            fill={
                "given_name": "Ada",
                "family_name": "Novák",
                "email": "known@elsewhere.example",
                "country": "CZ",
                "institution_name": "Granit Werkstoffe AG",
                "has_consented": "on",
            },
        ),
    ]


def _half_written() -> list[PageExample]:
    return [
        PageExample(
            "register-saved",
            "public_registration.form",
            {**PORTS, "form_slug": "guests"},
            fill={"email": "elitsa@rousse.example"},
            press="main form [formaction]",
        ),
        PageExample(
            "register-going-on", "public_registration.go_on", {**PORTS, "form_slug": "guests", "token": "$half_written"}
        ),
    ]


def _own_place() -> list[PageExample]:
    return [
        PageExample("my-place", "guest_place.show", {"token": "$approved"}),
        PageExample("my-place-new", "guest_place.show", {"token": "$confirmed"}, "welcome=1"),
        PageExample("my-place-asked", "guest_place.show", {"token": "$asked"}),
        PageExample("my-place-returned", "guest_place.show", {"token": "$returned"}),
        PageExample("my-place-waiting", "guest_place.show", {"token": "$waiting"}),
        PageExample("my-place-declined", "guest_place.show", {"token": "$declined"}),
        PageExample("my-place-withdrawn", "guest_place.show", {"token": "$withdrawn"}),
        PageExample("my-place-unknown", "guest_place.show", {"token": "nobody-has-this"}, status=404),
        PageExample("my-agenda", "guest_place.agenda", {"token": "$approved"}),
        PageExample("my-place-edit", "guest_place.edit", {"token": "$approved"}),
        PageExample(
            "my-place-edit-mistakes",
            "guest_place.edit",
            {"token": "$approved"},
            status=422,
            press=SEND,
            fill={"family_name": "", "given_name": ""},
        ),
        PageExample("my-place-later", "guest_place.show", {"token": "$stay_open"}),
        PageExample("my-place-answered", "guest_place.show", {"token": "$stay_answered"}),
        PageExample("my-questions", "guest_place.questions", {"token": "$stay_answered"}),
        PageExample("my-questions-mistakes", "guest_place.questions", {"token": "$stay_open"}, status=422, press=SEND),
        PageExample("my-place-badge", "guest_place.badge", {"token": "$approved"}),
        PageExample("my-place-withdraw", "guest_place.withdraw", {"token": "$approved"}),
    ]


GUESTS = [*_registering(), *_half_written(), *_own_place()]
