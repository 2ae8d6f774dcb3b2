"""The pictures of a board report: the same figures, the same bytes; readable in grey, and each says in words what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qa_engine.board.model import Board, MonthLine, RuleLine, RunChart
from qa_engine.report.board.words import GRADE_NAMES, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK: Any = {"font.family": ["DejaVu Sans"], "font.size": 9, "svg.hashsalt": "board", "svg.fonttype": "path", "axes.spines.top": False,
         "axes.spines.right": False, "axes.edgecolor": "#5b616b", "text.color": "#1b1d21",
         "axes.labelcolor": "#1b1d21", "xtick.color": "#1b1d21", "ytick.color": "#1b1d21", "path.simplify": False}
# Mid, light and dark: told apart without colour, and by the order of the bar.
_FILLS = {"good": ("#2f7a52", "#ffffff"), "ri": ("#fbe6b4", "#1b1d21"), "inadequate": ("#5e0d0d", "#ffffff")}
_INK, _BLUE, _GREY = "#1b1d21", "#1f3864", "#5b616b"
_NARROW = 6.0  # percent of a bar in which no number fits
_DPI = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as SVG and as PNG, its title, and what it shows in words."""

    title: str
    alt: str
    svg: bytes
    png: bytes


def grades_by_month(board: Board) -> Drawn | None:
    """Bars of the share of each grade by month, with the number of plans; None where no month has any."""
    months = [line for line in board.months if line.mix]
    if not months:
        return None
    alt = "; ".join(f"{m.name}: {_mix(m)}" for m in months)
    return _drawn("Plans by grade, month by month", f"Stacked bars. {alt}.", (6.9, 2.7), lambda axes: _stack(axes, months))


def rule_bars(board: Board) -> Drawn | None:
    """Bars of the ten rules that failed in most plans; None where there is none."""
    if not board.rules:
        return None
    alt = "; ".join(f"{r.title} ({r.rule}): {percent(r.plans)} of plans" for r in board.rules)
    size = (6.9, 0.5 + 0.3 * len(board.rules))
    return _drawn("Rules that failed in most plans", f"Bars, longest first. {alt}.", size, lambda axes: _bars(axes, board.rules))


def run_charts(board: Board) -> Drawn | None:
    """The lines of the indicators with their medians, side by side; None without a point."""
    charts = [chart for chart in board.run_charts if chart.percents]
    if not charts:
        return None
    draws = [partial(_run, chart=chart) for chart in charts]
    return _drawn("Two indicators, month by month", " ".join(map(_told, charts)), (6.9, 2.25), *draws)


def _told(chart: RunChart) -> str:
    points = "; ".join(f"{name}: {value:g} %" for name, value in zip(chart.names, chart.percents, strict=True))
    return f"Run chart of {chart.title[:1].lower()}{chart.title[1:]}. {points}. Median {chart.median:g} %. {chart.sentence}"


def _mix(line: MonthLine) -> str:
    mix = line.mix
    assert mix is not None
    other = "" if line.same_rules else ", judged by other rules"
    return f"{mix.plans} plans, " + ", ".join(f"{percent(getattr(mix, grade))} {name}" for grade, name in GRADE_NAMES.items()) + other


def _drawn(title: str, alt: str, size: tuple[float, float], *draws: Callable[[Axes], None]) -> Drawn:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(_LOOK):
        figure = Figure(figsize=size, layout="constrained")
        for place, draw in enumerate(draws, 1):
            draw(figure.add_subplot(1, len(draws), place))
        svg, png = BytesIO(), BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(png, format="png", dpi=_DPI, metadata={"Software": None})
    return Drawn(title, alt, svg.getvalue(), png.getvalue())


def _stack(axes: Axes, months: Sequence[MonthLine]) -> None:
    places = range(len(months))
    base = [0.0] * len(months)
    for grade, name in GRADE_NAMES.items():
        fill, ink = _FILLS[grade]
        shares = [getattr(m.mix, grade) for m in months]
        heights = [s.percent or 0.0 for s in shares]
        axes.bar(places, heights, 0.72, bottom=base, color=fill, edgecolor=_INK, linewidth=0.6, label=name)
        for place, (low, height, of) in enumerate(zip(base, heights, shares, strict=True)):
            if height >= _NARROW:
                axes.text(place, low + height / 2, str(of.part), ha="center", va="center", color=ink, fontsize=8.5, fontweight="bold")
        base = [low + height for low, height in zip(base, heights, strict=True)]
    _months(axes, [f"{m.name}\n{m.plans} plans{'' if m.same_rules else '*'}" for m in months])
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, handlelength=1.4)


def _months(axes: Axes, labels: Sequence[str]) -> None:
    axes.set_xticks(range(len(labels)), labels, fontsize=8)
    axes.set_xlim(-0.6, max(len(labels), 4) - 0.4)
    axes.set_ylim(0, 100)
    axes.set_yticks((0, 25, 50, 75, 100))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
    axes.tick_params(length=2)


def _bars(axes: Axes, rules: Sequence[RuleLine]) -> None:
    values = [r.plans.percent or 0.0 for r in rules]
    axes.barh(range(len(rules)), values, 0.66, color="#7f93b5", edgecolor=_INK, linewidth=0.6)
    for place, (value, rule) in enumerate(zip(values, rules, strict=True)):
        axes.text(value + 1, place, f"{percent(rule.plans)}  ({rule.plans.part})", va="center", fontsize=8.5)
    axes.set_yticks(range(len(rules)), [f"{_cut(r.title)}  {r.rule}" for r in rules], fontsize=8.5)
    axes.invert_yaxis()
    axes.set_xlim(0, 118)
    axes.set_xticks(())
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, pad=6)


def _cut(title: str, most: int = 62) -> str:
    return title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + " …"


def _run(axes: Axes, chart: RunChart) -> None:
    places = range(len(chart.percents))
    axes.set_title(chart.title, fontsize=8, loc="left", fontweight="bold")
    marked = {month for s in chart.signals for month in chart.months[chart.months.index(s.first):chart.months.index(s.last) + 1]}
    axes.plot(places, chart.percents, color=_BLUE, linewidth=1.4, marker="o", markersize=4.5, zorder=3)
    told = [n for n, month in enumerate(chart.months) if month in marked]
    axes.plot(told, [chart.percents[n] for n in told], linestyle="none", marker="s", markersize=8, markerfacecolor="none",
              markeredgecolor=_INK, zorder=4)
    if chart.median is not None:
        axes.axhline(chart.median, color=_GREY, linewidth=1, linestyle=(0, (5, 3)))
        axes.annotate(f"median\n{chart.median:.0f} %", (1.0, chart.median), xycoords=("axes fraction", "data"), xytext=(3, 0),
                      textcoords="offset points", va="center", fontsize=7.5, color=_GREY)
    _months(axes, [name.replace(" ", "\n") for name in chart.names])
    for place in {0, len(chart.percents) - 1}:
        axes.annotate(f"{chart.percents[place]:.0f} %", (place, chart.percents[place]), xytext=(0, 7), textcoords="offset points",
                      ha="center", fontsize=8, fontweight="bold")
