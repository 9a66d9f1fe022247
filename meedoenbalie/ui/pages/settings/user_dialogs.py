"""Adding a colleague, changing one, and the code that is shown once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services import people
from meedoenbalie.services.people import Colleague, Invitation
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class RoleBoxes(QWidget):
    """A box to tick for each role, with what it lets somebody do."""

    def __init__(self, roles: tuple[Role, ...] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self.boxes: dict[Role, QCheckBox] = {}
        for role in Role:
            box = QCheckBox(labels.role(role))
            box.setFont(theme().font("body_strong"))
            box.setChecked(role in roles)
            box.setAccessibleDescription(_line(role))
            self.boxes[role] = box
            column.addWidget(box)
            line = Text(_line(role), "caption", "ink2", wrap=True)
            line.setContentsMargins(theme().px(26), 0, 0, theme().px(4))
            column.addWidget(line)

    def chosen(self) -> tuple[Role, ...]:
        """Return the roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())


def _line(role: Role) -> str:
    return {
        Role.DESK: _("bewoners, gesprekken, aanbod en doorverwijzingen"),
        Role.COORDINATOR: _("dat alles, en gegevenssets, termijnen en wissen"),
        Role.ADMINISTRATOR: _("gebruikers, herstelcode en wissen; leest wat er staat"),
        Role.PROGRAMME: _("geleerde lessen en handreiking; geen bewoners"),
    }[role]


class SiteBoxes(QWidget):
    """A box to tick for each azc; none of them means all."""

    def __init__(self, sites: Sequence[Site], chosen: Collection[UUID] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        self.boxes: dict[UUID, QCheckBox] = {}
        for site in sites:
            box = QCheckBox(site.name.replace("&", "&&"))
            box.setChecked(site.id in chosen)
            self.boxes[site.id] = box
            column.addWidget(box)

    def chosen(self) -> tuple[UUID, ...]:
        """Return the azc's that are ticked."""
        return tuple(site for site, box in self.boxes.items() if box.isChecked())


def _sites_field(boxes: SiteBoxes) -> Field:
    return Field(
        _("Ziet alleen deze a&zc's"), boxes, hint=_("Geen vinkje: alle azc's van deze balie.")
    )


class OwnPassphrase(Field):
    """Asks the passphrase of who sits at the window once more."""

    def __init__(self) -> None:
        self.edit = PassphraseEdit()
        super().__init__(
            _("Uw &eigen wachtzin"),
            self.edit,
            hint=_("Zo kan niemand dit doen aan een venster dat open bleef staan."),
        )


class CodeShown(AskDialog):
    """The one-time code, shown once."""

    def __init__(self, card: SectionCard, made: Invitation) -> None:
        on_server = card.shell.desk.database.on_server
        super().__init__(
            card,
            _("Code voor {name}").format(name=made.user.name),
            _(
                "Geef deze code zelf door, niet per mail. Het is het eerste wachtwoord op de "
                "server, met de streepjes. U ziet de code alleen nu."
            )
            if on_server
            else _(
                "Geef deze code zelf door, niet per mail. De code werkt één keer, "
                "tot en met {day}. U ziet de code alleen nu."
            ).format(day=formats.weekday_and_day(made.last_day)),
            _("&Klaar"),
        )
        frame = Surface("card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(*(theme().px(16) for _side in range(4)))
        for number, group in enumerate(made.code.split("-"), start=1):
            shown = Text(group, "screen")
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setAccessibleName(_("groepje {n}: {signs}").format(n=number, signs=group))
            row.addWidget(shown)
        self.column.addWidget(frame)
        self.column.addWidget(
            Text(
                (
                    _(
                        "{name} kiest bij het begin Balie op een server, typt de code als "
                        "wachtwoord, en wijzigt die daarna hier."
                    )
                    if on_server
                    else _(
                        "{name} kiest bij Ontgrendelen de eigen naam, typt de code, "
                        "en kiest dan een wachtzin."
                    )
                ).format(name=made.user.name),
                "body",
                wrap=True,
            )
        )
        self.cancel.hide()

    def act(self) -> None:
        """Close."""
        self.accept()


class AddUserDialog(AskDialog):
    """A name, roles, on a server the azc's, and the own passphrase."""

    def __init__(self, card: SectionCard, sites: Sequence[Site] = ()) -> None:
        super().__init__(card, _("Gebruiker toevoegen"), "", _("&Code maken"), icon="user-plus")
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.roles = RoleBoxes((Role.DESK,))
        self.own = OwnPassphrase()
        self._name_field = Field(_("Na&am"), self.name)
        self.column.addWidget(self._name_field)
        self.column.addWidget(Field(_("&Rollen"), self.roles))
        self.sites = SiteBoxes(sites)
        if sites:
            self.column.addWidget(_sites_field(self.sites))
        self.column.addWidget(self.own)

    def act(self) -> None:
        """Make the user and the code."""
        name, secret, roles = self.name.text().strip(), self.own.edit.text(), self.roles.chosen()
        self._name_field.set_error("" if name else _("Vul een naam in."))
        self.own.set_error("" if secret else _("Typ uw wachtzin."))
        if name and secret:
            desk, sites = self.shell.desk, self.sites.chosen()
            self.run(lambda: people.invite(desk, secret, name, roles, sites=sites))


class NewCodeDialog(AskDialog):
    """A new one-time code for somebody who can't come in."""

    def __init__(self, card: SectionCard, user: User) -> None:
        super().__init__(
            card,
            _("Nieuwe code voor {name}").format(name=user.name),
            _("Voor wie de wachtzin kwijt is, of de vorige code niet op tijd gebruikte."),
            _("&Code maken"),
            icon="key-round",
        )
        self._user = user
        self.own = OwnPassphrase()
        self.column.addWidget(self.own)

    def act(self) -> None:
        """Make the code."""
        desk, user, secret = self.shell.desk, self._user, self.own.edit.text()
        self.own.set_error("" if secret else _("Typ uw wachtzin."))
        if secret:
            self.run(lambda: people.give_code(desk, secret, user.id))


class RolesDialog(AskDialog):
    """Other roles for a colleague."""

    def __init__(self, card: SectionCard, user: User) -> None:
        own = user.id == card.shell.desk.user.id
        super().__init__(
            card,
            _("Rollen van {name}").format(name=user.name),
            _("Uw eigen rollen gelden na opnieuw ontgrendelen.") if own else "",
            _("&Bewaren"),
        )
        self._user = user
        self.roles = RoleBoxes(user.roles)
        self.column.addWidget(self.roles)

    def act(self) -> None:
        """Keep the roles."""
        desk, user, roles = self.shell.desk, self._user, self.roles.chosen()
        self.run(lambda: people.change_roles(desk, user.id, roles))


class SitesDialog(AskDialog):
    """Which azc's a colleague sees, on a server."""

    def __init__(self, card: SectionCard, colleague: Colleague, sites: Sequence[Site]) -> None:
        super().__init__(
            card,
            _("Azc's van {name}").format(name=colleague.user.name),
            _("De server houdt de rest achter, ook voor andere programma's. Het geldt meteen."),
            _("&Bewaren"),
        )
        self._user = colleague.user
        self.sites = SiteBoxes(sites, colleague.sites)
        self.column.addWidget(_sites_field(self.sites))

    def act(self) -> None:
        """Keep the azc's."""
        desk, user, sites = self.shell.desk, self._user, self.sites.chosen()
        self.run(lambda: people.keep_to_sites(desk, user.id, sites))


class WithdrawDialog(AskDialog):
    """Says what ending somebody's access does, and what it can't."""

    def __init__(self, card: SectionCard, user: User) -> None:
        super().__init__(
            card,
            _("Toegang van {name} intrekken").format(name=user.name),
            _(
                "De gebruiker komt deze balie niet meer in, en wat er nu open staat, sluit. De "
                "naam blijft staan bij wat is vastgelegd."
            )
            if card.shell.desk.database.on_server
            else _(
                "De sleutel verdwijnt uit dit bestand. De naam blijft staan bij wat is vastgelegd. "
                "Wie een kopie van het bestand en de sleutel meenam, kan die kopie blijven openen; "
                "ook een oude back-up. Dat is van hieruit niet te verhinderen."
            ),
            _("Toegang &intrekken"),
            icon="user-x",
            kind="danger",
        )
        self._user = user

    def act(self) -> None:
        """End the access."""
        desk, user = self.shell.desk, self._user
        self.run(lambda: people.withdraw(desk, user.id))
