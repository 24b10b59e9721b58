"""Who waits is told of places: offered, about to be lost, lost; and groups follow what becomes of their members."""

from datetime import datetime
from typing import Any

from coopevents import links
from coopevents.facts import Subject
from coopevents.i18n import _, date_range_text, force_locale, ngettext, zone_named
from coopevents.i18n import moment_text as words_of
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.reactions.mailing import send_to_guest
from coopevents.registration import group_members, group_queries, queries, tokens, waiting_queries
from coopevents.registration.facts import RegistrationCancelled, RegistrationDeclined, RegistrationWithdrawn
from coopevents.registration.group_facts import (
    GroupCancelled,
    GroupConfirmed,
    GroupHoldWarned,
    GroupLinkReplaced,
    GroupLinkRequested,
    GroupMemberInvited,
    GroupPlacesGiven,
    GroupRegistered,
    GroupReleased,
)
from coopevents.registration.group_models import Group, PlaceOffer
from coopevents.registration.group_states import PRESENT, UNFILLED
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_facts import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferExtended,
    OfferReminded,
    OfferTakenBack,
    PlaceOffered,
)

Left = RegistrationDeclined | RegistrationCancelled | RegistrationWithdrawn


def tell_of_offer(fact: PlaceOffered) -> None:
    """Say that places are held, and until when."""
    _tell_who_has("place_offered", fact.offer_id, fact.at)


def remind_of_offer(fact: OfferReminded) -> None:
    """Say that half of the time to answer is over."""
    _tell_who_has("offer_reminder", fact.offer_id, fact.at)


def tell_of_extension(fact: OfferExtended) -> None:
    """Say until when there is time now."""
    _tell_who_has("offer_extended", fact.offer_id, fact.at)


def tell_of_expiry(fact: OfferExpired) -> None:
    """Say that the places went to the next in line."""
    _tell_who_has("offer_expired", fact.offer_id, fact.at)


def tell_of_taking_back(fact: OfferTakenBack) -> None:
    """Say that the organisers took the offer back."""
    _tell_who_has("offer_taken_back", fact.offer_id, fact.at)


def tell_of_acceptance(fact: OfferAccepted) -> None:
    """Confirm what was taken: the place, or the places that wait for names."""
    offer = waiting_queries.get_offer(fact.offer_id)
    if offer.group is not None:
        _send_to_leader("group_moved_up", offer.group, fact.at)
        return
    guest = queries.get_by_id(fact.subject.id)
    is_confirmed = guest.state is S.APPROVED
    send_to_guest("registration_promoted", guest, fact.at, invites=is_confirmed, is_confirmed=is_confirmed)


def tell_of_declining(fact: OfferDeclined) -> None:
    """Confirm to a guest that nobody expects them any more."""
    if fact.subject.kind == "registration":
        send_to_guest("registration_withdrawn", queries.get_by_id(fact.subject.id), fact.at, reason="")


def tell_leader_of_group(fact: GroupRegistered) -> None:
    """Give the leader the link, and say what is held and what is waited for."""
    _send_to_leader("group_registered", group_queries.get_by_id(fact.subject.id), fact.at)


def tell_leader_of_places(fact: GroupPlacesGiven) -> None:
    """Say that places became free."""
    _send_to_leader("group_moved_up", group_queries.get_by_id(fact.subject.id), fact.at)


def warn_leader(fact: GroupHoldWarned) -> None:
    """Say that the time to name the members is almost over."""
    _send_to_leader("group_hold_ends", group_queries.get_by_id(fact.subject.id), fact.at)


def tell_leader_of_release(fact: GroupReleased) -> None:
    """Say that places without a name are not held any more."""
    released = fact.changes["places"][0]
    _send_to_leader("group_released", group_queries.get_by_id(fact.subject.id), fact.at, released=released)


def tell_leader_of_cancellation(fact: GroupCancelled) -> None:
    """Say that the event does not take place."""
    group = group_queries.get_by_id(fact.subject.id)
    _send_to_leader("group_cancelled", group, fact.at, reason=group.event.cancellation_reason)


def confirm_to_leader(fact: GroupConfirmed) -> None:
    """Say that the group is confirmed."""
    _send_to_leader("group_confirmed", group_queries.get_by_id(fact.subject.id), fact.at)


def send_group_link(fact: GroupLinkRequested | GroupLinkReplaced) -> None:
    """Send the leader the link, at most once a minute."""
    _send_to_leader("group_link", group_queries.get_by_id(fact.subject.id), fact.at.replace(second=0))


def invite_member(fact: GroupMemberInvited) -> None:
    """Send a member the link by which they fill in their own data."""
    group = group_queries.get_by_id(fact.subject.id)
    position = fact.changes["group_place"][1]
    for member in group.members:
        if member.position == position and member.state in UNFILLED and member.email:
            with force_locale(group.language):
                button = _("Fill in my data")
            said = {
                **_values_of(group),
                "name": member.name,
                "button_label": button,
                "button_url": links.address_of("guest_members.show", token=tokens.member_token(member)),
            }
            key = f"group_invitation-{member.id}-{fact.at:%Y%m%dT%H%M%S.%f}"
            _queue("group_invitation", group, (member.email, member.name), said, key, fact.at)


def let_members_go(fact: Left) -> None:
    """Who does not come leaves the group, too."""
    group_members.note_left(queries.get_by_id(fact.subject.id), now=fact.at, actor=fact.actor)


def _tell_who_has(kind: str, offer_id: int, at: datetime) -> None:
    offer = waiting_queries.get_offer(offer_id)
    if offer.group is not None:
        _send_to_leader(kind, offer.group, at, **_values_of_offer(offer, offer.group.language))
    elif offer.registration is not None:
        guest = offer.registration
        send_to_guest(kind, guest, at, **_values_of_offer(offer, guest.language))


def _values_of_offer(offer: PlaceOffer, language: str) -> dict[str, Any]:
    whom = offer.group or offer.registration
    assert whom is not None  # noqa: S101 - an offer is for a guest or for a group
    with force_locale(language):
        until = words_of(offer.expires_at, zone_named(whom.event.time_zone))
        places = ngettext("%(num)s place", "%(num)s places", offer.seats)
    return {"until": until, "places": places, "is_group": offer.group is not None}


def _send_to_leader(kind: str, group: Group, at: datetime, **values: Any) -> None:
    said, key = {**_values_of(group), **values}, f"{kind}-{group.id}-{at:%Y%m%dT%H%M%S.%f}"
    _queue(kind, group, (group.leader_email, group.leader_name), said, key, at)
    if group.deputy_email and group.deputy_email != group.leader_email:
        deputy = {**said, "name": group.deputy_name or group.leader_name}
        _queue(kind, group, (group.deputy_email, group.deputy_name), deputy, f"{key}-deputy", at)


def _queue(kind: str, group: Group, to: tuple[str, str], values: dict[str, Any], key: str, at: datetime) -> None:
    event = group.event
    subject, text, html = templates.fill(kind, group.language, **values)
    message = Message(
        kind=kind,
        to_email=to[0],
        to_name=to[1],
        language=group.language,
        subject=subject,
        text_body=text,
        html_body=html,
        reply_to=event.contact_email,
        about=Subject("registration_group", group.id),
        event_id=event.id,
        unit_id=event.unit_id,
    )
    mail.queue_message(message, key=key, now=at)


def _values_of(group: Group) -> dict[str, Any]:
    event, language = group.event, group.language
    own = [each for each in group.members if each.state in PRESENT and each.offer_id is None]
    unnamed = sum(each.state in UNFILLED for each in own)
    with force_locale(language):
        until = words_of(group.hold_until, zone_named(event.time_zone)) if group.hold_until else ""
        return {
            "name": group.leader_name,
            "leader_name": group.leader_name,
            "group_name": group.name,
            "number": group.number,
            "held": len(own),
            "unnamed": unnamed,
            "waits_for": group.waits_for,
            "until": until,
            "places": "",
            "is_group": True,
            "event_title": event.title.in_language(language),
            "accent": event.accent,
            "days": date_range_text(event.starts_on, event.ends_on),
            "venue": event.venue.in_language(language),
            "contact_email": event.contact_email,
            "button_label": _("Open the group’s page"),
            "button_url": links.address_of("guest_groups.show", token=tokens.group_token(group)),
        }
