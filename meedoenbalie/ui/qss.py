"""The style sheet, generated from the tokens.

Widgets say what they are through the class name or a dynamic property; colours and sizes stand
here only. Properties: ``wrong``, ``good`` and ``small`` of an input. What we paint ourselves
(surface.py, buttons.py) needs no rule. Fonts are never set here: a style sheet cannot reach the
weight axis of a variable font.
"""

from __future__ import annotations

from meedoenbalie.ui.theme import Theme


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the whole program for one look."""
    return "\n".join(
        (
            _frames(theme),
            _buttons(theme),
            inputs(theme),
            _lists(theme),
            _rest(theme),
        )
    )


def _frames(theme: Theme) -> str:
    c = theme.palette
    hair = theme.tokens.line.hair
    return f"""
QMainWindow, QDialog {{ background: {c.canvas}; }}
QScrollArea {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: {hair}px; }}
QSplitter::handle:vertical {{ height: {hair}px; }}
"""


def _buttons(theme: Theme) -> str:
    """Plain Qt buttons, as message boxes have them; our own paint themselves (buttons.py)."""
    c = theme.palette
    hair = theme.tokens.line.hair
    radius = theme.px(theme.tokens.radius.control)
    high = theme.px(theme.tokens.size.button) - 2 * hair
    return f"""
.QPushButton {{ background: {c.surface}; border: {hair}px solid {c.line_strong};
  border-radius: {radius}px; min-height: {high}px; padding: 0 {theme.px(13)}px; }}
.QPushButton:hover {{ background: {c.raised}; }}
.QPushButton:pressed {{ background: {c.sunken}; }}
.QPushButton:default {{ border-color: {c.accent}; }}
.QPushButton:disabled {{ color: {c.ink3}; background: {c.raised}; border-color: {c.line}; }}
QToolButton {{ background: transparent; border: {hair}px solid transparent;
  border-radius: {radius}px; padding: {theme.px(3)}px; }}
QToolButton:hover {{ background: {c.sunken}; }}
"""


def inputs(theme: Theme) -> str:
    """Return the rules for inputs alone, for the first screen."""
    c = theme.palette
    hair = theme.tokens.line.hair
    ring = theme.tokens.focus.width
    radius = theme.px(theme.tokens.radius.control)
    pad = theme.px(10)
    inner = theme.px(theme.tokens.size.input) - 2 * hair
    boxes = "QLineEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox, QDoubleSpinBox"

    def each(suffix: str) -> str:
        return ", ".join(
            f"{box}{suffix}" for box in (*boxes.split(", "), "QPlainTextEdit", "QTextEdit")
        )

    thick = f"padding: 0 {pad - ring + hair}px; min-height: {inner - 2 * (ring - hair)}px;"
    return f"""
{boxes} {{ background: {c.surface}; border: {hair}px solid {c.line_strong};
  border-radius: {radius}px; min-height: {inner}px; padding: 0 {pad}px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit, QTextEdit {{ background: {c.surface}; border: {hair}px solid {c.line_strong};
  border-radius: {radius}px; padding: {theme.px(6)}px {theme.px(7)}px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
{each(":disabled")} {{ background: {c.raised}; color: {c.ink3}; border-color: {c.line}; }}
{each(":focus")} {{ border: {ring}px solid {c.focus}; }}
{each('[wrong="true"]')} {{ border: {ring}px solid {c.danger}; }}
QLineEdit:focus, QLineEdit[wrong="true"], QComboBox:focus, QComboBox[wrong="true"],
QDateEdit:focus, QDateEdit[wrong="true"], QTimeEdit:focus, QTimeEdit[wrong="true"],
QSpinBox:focus, QSpinBox[wrong="true"] {{ {thick} }}
QLineEdit {{ lineedit-password-character: 8226; }}
QPlainTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus {{ border: 0; padding: 0; }}
QLineEdit[good="true"] {{ border-color: {c.ok}; }}
QLineEdit[small="true"], QComboBox[small="true"] {{
  min-height: {theme.px(theme.tokens.row.table_compact) - 2 * hair - 4}px;
  padding: 0 {theme.px(8)}px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: {theme.px(30)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: {hair}px solid {c.line_strong};
  selection-background-color: {c.accent_soft}; selection-color: {c.ink}; outline: 0; }}
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
  width: {theme.px(18)}px; border: 0; }}
QCheckBox, QRadioButton {{ spacing: {theme.px(10)}px; min-height: {theme.px(24)}px;
  background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {theme.px(16)}px;
  height: {theme.px(16)}px; }}
"""


def _lists(theme: Theme) -> str:
    c = theme.palette
    hair = theme.tokens.line.hair
    return f"""
QAbstractItemView {{ background: {c.surface}; alternate-background-color: {c.surface}; border: 0;
  outline: 0; selection-background-color: {c.accent_soft}; selection-color: {c.ink};
  gridline-color: {c.line}; }}
QHeaderView {{ background: {c.raised}; border: 0; }}
QHeaderView::section {{ background: {c.raised}; color: {c.ink2}; border: 0;
  border-bottom: {hair}px solid {c.line}; padding: 0 {theme.px(10)}px;
  min-height: {theme.px(theme.tokens.row.table_header)}px; }}
QHeaderView::section:hover {{ background: {c.sunken}; }}
QTableCornerButton::section {{ background: {c.surface}; border: 0; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {c.ink2}; border: 0;
  border-bottom: {theme.px(2)}px solid transparent; padding: {theme.px(8)}px {theme.px(10)}px;
  margin-right: {theme.px(2)}px; }}
QTabBar::tab:selected {{ color: {c.ink}; border-bottom-color: {c.accent}; }}
QTabBar::tab:hover {{ color: {c.ink}; }}
QTabBar::tear {{ image: none; width: 0; }}
QTabBar::scroller {{ width: {theme.px(24)}px; }}
QTabBar QToolButton {{ background: {c.surface}; border: 0; }}
QTabWidget::pane {{ border: 0; border-top: {hair}px solid {c.line}; }}
QTabWidget::tab-bar {{ left: {theme.px(theme.tokens.space.l)}px; }}
"""


def _rest(theme: Theme) -> str:
    c = theme.palette
    hair = theme.tokens.line.hair
    bar = theme.px(12)
    return f"""
QToolTip {{ background: {c.tip}; color: {c.canvas}; border: 0; padding: {theme.px(6)}px; }}
QMenu {{ background: {c.surface}; border: {hair}px solid {c.line_strong};
  padding: {theme.px(4)}px; }}
QMenu::item {{ padding: {theme.px(6)}px {theme.px(24)}px {theme.px(6)}px {theme.px(10)}px;
  border-radius: {theme.px(3)}px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.ink3}; }}
QMenu::separator {{ height: {hair}px; background: {c.line}; margin: {theme.px(4)}px; }}
QTextBrowser, QTextBrowser:focus {{ border: 0; padding: 0; border-radius: 0; }}
QProgressBar {{ background: {c.sunken}; border: 0; border-radius: {theme.px(2)}px;
  min-height: {theme.px(6)}px; max-height: {theme.px(6)}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {theme.px(2)}px; }}
QScrollBar {{ background: transparent; margin: 0; border: 0; }}
QScrollBar:vertical {{ width: {bar}px; }}
QScrollBar:horizontal {{ height: {bar}px; }}
QScrollBar::handle {{ background: {c.line_strong}; border-radius: {theme.px(3)}px;
  margin: {theme.px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {theme.px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {theme.px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
