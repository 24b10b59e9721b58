"""The pages about an account: signing in, a forgotten password, an invitation, the second step."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

ACCOUNT = [
    PageExample("sign-in", "account_sign_in.sign_in"),
    PageExample(
        "sign-in-wrong",
        "account_sign_in.sign_in",
        status=422,
        press=SEND,
        fill={"email": "nobody@office.example", "password": "wrong-lantern-77"},
    ),
    PageExample("sign-in-code", "account_sign_in.ask_code", reader=Reader.HALF_WAY),
    PageExample("forgotten", "account_passwords.forgotten"),
    PageExample("forgotten-sent", "account_passwords.link_sent"),
    PageExample("reset", "account_passwords.reset", {"token": "$reset"}),
    PageExample("reset-weak", "account_passwords.reset", {"token": "$reset"}, status=422, press=SEND),
    PageExample("reset-ended", "account_passwords.reset", {"token": "ended"}, status=410),
    PageExample("invitation", "account_invitations.accept", {"token": "$invitation"}),
    PageExample("invitation-ended", "account_invitations.accept", {"token": "ended"}, status=410),
    PageExample("security", "account_security.show", **AT_DESK),
    PageExample("security-second-step-on", "account_security.show", reader=Reader.CAREFUL),
    PageExample("second-step-set-up", "account_second_factor.show", **AT_DESK),
    PageExample("second-step-change", "account_second_factor.show", reader=Reader.CAREFUL),
    PageExample("recovery-codes", "account_second_factor.recovery_codes", reader=Reader.CAREFUL),
]
