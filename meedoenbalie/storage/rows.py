"""The tables: each row class is its record with a table; no field is declared here again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlmodel import SQLModel

from meedoenbalie.domain.attendance import Attendance
from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.companions import Companion
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.counted import CountedFact
from meedoenbalie.domain.data_sets import DataSetSent, ProgrammeKey, SigningKey
from meedoenbalie.domain.editions import TakenEdition, TakenLesson, TriedLesson
from meedoenbalie.domain.experiences import Experience
from meedoenbalie.domain.follow_ups import FollowUp, HandOver
from meedoenbalie.domain.groups import SavedGroup
from meedoenbalie.domain.import_shapes import ImportShape
from meedoenbalie.domain.lesson_figures import LessonFigure
from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.matching.weights import SiteWeights
from meedoenbalie.domain.merged import FormerDossier, NotDouble
from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Contact, Resident, Site, User
from meedoenbalie.domain.places import PlaceHold
from meedoenbalie.domain.providers import Agreement, ProviderContact, ProviderTalk
from meedoenbalie.domain.record import Record, UtcMoment
from meedoenbalie.domain.referrals import InformationGiven, Referral, ReferralEvent
from meedoenbalie.domain.settings import Settings
from meedoenbalie.domain.transfers import DeskKey, KnownDesk, TakenBundle, Transfer
from meedoenbalie.domain.visits import Visit

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class SiteRow(Site, table=True, frozen=False):
    __tablename__ = "site"


class UserRow(User, table=True, frozen=False):
    __tablename__ = "staff"


class ProviderRow(Provider, table=True, frozen=False):
    __tablename__ = "provider"


class ResidentRow(Resident, table=True, frozen=False):
    __tablename__ = "resident"
    __table_args__ = (Index(None, "site_id", "departed_on"),)


class OfferRow(Offer, table=True, frozen=False):
    __tablename__ = "offer"


class OfferTextRow(OfferText, table=True, frozen=False):
    __tablename__ = "offer_text"
    __table_args__ = (UniqueConstraint("offer_id", "language"),)


class PlaceHoldRow(PlaceHold, table=True, frozen=False):
    __tablename__ = "place_hold"


class ConsentRow(Consent, table=True, frozen=False):
    __tablename__ = "consent"


class ContactRow(Contact, table=True, frozen=False):
    __tablename__ = "contact"


class ReferralRow(Referral, table=True, frozen=False):
    __tablename__ = "referral"


class ReferralEventRow(ReferralEvent, table=True, frozen=False):
    __tablename__ = "referral_event"
    __table_args__ = (UniqueConstraint("referral_id", "sequence"),)


class AttendanceRow(Attendance, table=True, frozen=False):
    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("referral_id", "week"),)


class ExperienceRow(Experience, table=True, frozen=False):
    __tablename__ = "experience"
    __table_args__ = (UniqueConstraint("referral_id", "moment"),)


class CivicIntegrationRow(CivicIntegration, table=True, frozen=False):
    __tablename__ = "civic_integration"


class InformationGivenRow(InformationGiven, table=True, frozen=False):
    __tablename__ = "information_given"


class LearnedLessonRow(LearnedLesson, table=True, frozen=False):
    __tablename__ = "learned_lesson"


class TakenEditionRow(TakenEdition, table=True, frozen=False):
    __tablename__ = "taken_edition"


class TakenLessonRow(TakenLesson, table=True, frozen=False):
    __tablename__ = "taken_lesson"
    __table_args__ = (UniqueConstraint("site", "number"),)


class TriedLessonRow(TriedLesson, table=True, frozen=False):
    __tablename__ = "tried_lesson"
    __table_args__ = (UniqueConstraint("site_id", "origin", "number"),)


class LessonFigureRow(LessonFigure, table=True, frozen=False):
    __tablename__ = "lesson_figure"


class SigningKeyRow(SigningKey, table=True, frozen=False):
    __tablename__ = "signing_key"


class ProgrammeKeyRow(ProgrammeKey, table=True, frozen=False):
    __tablename__ = "programme_key"


class DataSetSentRow(DataSetSent, table=True, frozen=False):
    __tablename__ = "data_set_sent"
    __table_args__ = (UniqueConstraint("site_id", "number"),)


class SettingsRow(Settings, table=True, frozen=False):
    __tablename__ = "settings"


class CountedFactRow(CountedFact, table=True, frozen=False):
    __tablename__ = "counted_fact"
    __table_args__ = (UniqueConstraint("site_id", "offer_id", "week", "what", "age_band"),)


class FollowUpRow(FollowUp, table=True, frozen=False):
    __tablename__ = "follow_up"


class HandOverRow(HandOver, table=True, frozen=False):
    __tablename__ = "hand_over"


class FormerDossierRow(FormerDossier, table=True, frozen=False):
    __tablename__ = "former_dossier"


class NotDoubleRow(NotDouble, table=True, frozen=False):
    __tablename__ = "not_double"


class VisitRow(Visit, table=True, frozen=False):
    __tablename__ = "visit"


class SavedGroupRow(SavedGroup, table=True, frozen=False):
    __tablename__ = "saved_group"


class ImportShapeRow(ImportShape, table=True, frozen=False):
    __tablename__ = "import_shape"
    __table_args__ = (UniqueConstraint("holds", "headings"),)


class ProviderContactRow(ProviderContact, table=True, frozen=False):
    __tablename__ = "provider_contact"


class ProviderTalkRow(ProviderTalk, table=True, frozen=False):
    __tablename__ = "provider_talk"


class SiteWeightsRow(SiteWeights, table=True, frozen=False):
    __tablename__ = "site_weights"
    __table_args__ = (UniqueConstraint("site_id", "number"),)


class OwnChoiceRow(OwnChoice, table=True, frozen=False):
    __tablename__ = "own_choice"


class CompanionRow(Companion, table=True, frozen=False):
    __tablename__ = "companion"


class AgreementRow(Agreement, table=True, frozen=False):
    __tablename__ = "agreement"


class DeskKeyRow(DeskKey, table=True, frozen=False):
    __tablename__ = "desk_key"


class KnownDeskRow(KnownDesk, table=True, frozen=False):
    __tablename__ = "known_desk"


class TransferRow(Transfer, table=True, frozen=False):
    __tablename__ = "transfer"


class TakenBundleRow(TakenBundle, table=True, frozen=False):
    __tablename__ = "taken_bundle"


def _table(row: Any) -> Table:
    table: Table = row.__table__
    return table


TABLES: dict[type[Record], Table] = {
    Site: _table(SiteRow),
    User: _table(UserRow),
    Provider: _table(ProviderRow),
    Resident: _table(ResidentRow),
    Offer: _table(OfferRow),
    OfferText: _table(OfferTextRow),
    PlaceHold: _table(PlaceHoldRow),
    Consent: _table(ConsentRow),
    Contact: _table(ContactRow),
    Referral: _table(ReferralRow),
    ReferralEvent: _table(ReferralEventRow),
    InformationGiven: _table(InformationGivenRow),
    LearnedLesson: _table(LearnedLessonRow),
    SigningKey: _table(SigningKeyRow),
    ProgrammeKey: _table(ProgrammeKeyRow),
    DataSetSent: _table(DataSetSentRow),
    Settings: _table(SettingsRow),
    CountedFact: _table(CountedFactRow),
    Visit: _table(VisitRow),
    FollowUp: _table(FollowUpRow),
    HandOver: _table(HandOverRow),
    FormerDossier: _table(FormerDossierRow),
    NotDouble: _table(NotDoubleRow),
    SavedGroup: _table(SavedGroupRow),
    ImportShape: _table(ImportShapeRow),
    ProviderContact: _table(ProviderContactRow),
    ProviderTalk: _table(ProviderTalkRow),
    Agreement: _table(AgreementRow),
    OwnChoice: _table(OwnChoiceRow),
    SiteWeights: _table(SiteWeightsRow),
    TakenEdition: _table(TakenEditionRow),
    TakenLesson: _table(TakenLessonRow),
    TriedLesson: _table(TriedLessonRow),
    Companion: _table(CompanionRow),
    Attendance: _table(AttendanceRow),
    Experience: _table(ExperienceRow),
    CivicIntegration: _table(CivicIntegrationRow),
    LessonFigure: _table(LessonFigureRow),
    DeskKey: _table(DeskKeyRow),
    KnownDesk: _table(KnownDeskRow),
    Transfer: _table(TransferRow),
    TakenBundle: _table(TakenBundleRow),
}

# The journal. Payload stands apart, so that erasing it leaves the chain whole.
step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor", String(80), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("action", String(64), nullable=False),
    Column("label", String(200), nullable=False),
    Column("undoes", Integer, ForeignKey("step.id")),
    Column("prev_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", Integer, ForeignKey("step.id"), nullable=False, index=True),
    Column("table_name", String(40), nullable=False),
    Column("row_id", Uuid),
    Column("chunk", Text),
    Column("op", String(8), nullable=False),
    Column("version_after", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Index(None, "table_name", "row_id"),
)
payload = Table(
    "payload",
    metadata,
    Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("subject_id", Uuid, index=True),
    Column("salt", LargeBinary(16), nullable=False),
    Column("before", Text),
)

# Reading, printing and refused calls: apart from the chain, so that the same data keeps its head.
access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcMoment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject_id", Uuid),
    Column("refused", Integer, nullable=False, default=0),
)

# What was printed for outside, as it was printed: apart from the chain too, and never undone.
printed_sheet = Table(
    "printed_sheet",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcMoment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("cells", Text, nullable=False),
)

# With what figures on paper were sealed while the store lay elsewhere: a file and a server each
# have a key of their own.
earlier_seal = Table(
    "earlier_seal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)

# Half-typed forms (Kladje): apart from the chain, because nothing is recorded yet.
draft = Table(
    "draft",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", String(80), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("subject_id", Uuid, index=True),
    Column("content", Text, nullable=False),
    Column("at", UtcMoment, nullable=False),
)

# Which record a line of the full-text index belongs to; the index itself is derived (search.py).
# The index on it holds all that a list of residents by name asks.
search_entry = Table(
    "search_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("row_id", Uuid, nullable=False),
    Column("sort_key", Text, nullable=False, server_default=""),
    Column("site_id", Uuid),
    Column("here", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "row_id"),
    Index(None, "kind", "sort_key", "site_id", "here"),
    # And of one azc, without passing who is elsewhere or left.
    Index(None, "kind", "site_id", "here", "sort_key"),
)

# How many residents of a site begin with the same letters (list_order.py); derived as well.
list_part = Table(
    "list_part",
    metadata,
    Column("site_id", Uuid, primary_key=True),
    Column("here", Integer, primary_key=True),
    Column("start", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
