"""How the page looks, in light and in dark."""

# Letters on a filled bar take "ground"; each verdict keeps 4.5:1 to it, so 3:1 to the page.
LIGHT = {
    "ground": "#ffffff", "text": "#1c2126", "muted": "#5a636d", "line": "#d9dee3", "panel": "#f6f7f9",
    "right": "#0e7470", "known": "#8f5e00", "wrong": "#b3401f", "crashed": "#7a3e9d", "unanswered": "#6a737d",
    "accent": "#2a5fa8",
}  # fmt: skip
DARK = {
    "ground": "#14171b", "text": "#e6e9ec", "muted": "#a1abb5", "line": "#343b43", "panel": "#1c2127",
    "right": "#4fbdb4", "known": "#dca63c", "wrong": "#f0845f", "crashed": "#c795ea", "unanswered": "#98a2ad",
    "accent": "#7fb2f5",
}  # fmt: skip
# How a verdict is called in the style sheet.
CLASSES = {
    "right": "right", "known mistake": "known", "wrong": "wrong", "crashed": "crashed", "unanswered": "unanswered",
}  # fmt: skip

_RULES = """
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); 
       font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
main { max-width: 61rem; margin: 0 auto; padding: 2.5rem 1.5rem 5rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em }
h2 { font-size: 1.3rem; margin: 3.5rem 0 .3rem }
h3 { font-size: 1.05rem; margin: 0 0 .2rem }
p { margin: .3rem 0; max-width: 46rem }
a { color: var(--accent) }
.lede, .muted { color: var(--muted) }
.lede { font-size: 1.08rem }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { font-size: .92em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem; margin: 1.6rem 0 0 }
.facts div { padding: .8rem 1rem }
.facts dt { color: var(--muted); font-size: .88rem }
.facts dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums }
.facts small { display: block; font-size: .85rem; font-weight: 400; color: var(--muted) }

figure { margin: 1rem 0 0 }
.wide { overflow-x: auto }
svg.plot { display: block; min-width: 44rem; width: 100%; height: auto; font-variant-numeric: tabular-nums }
svg text { fill: var(--text); font-size: 13px }
svg .mono, svg .mono text { font-size: 12.5px }
svg .faint { fill: var(--muted); font-size: 12px }
svg .head { font-weight: 600 }
svg .end { text-anchor: end }
svg .middle { text-anchor: middle }
svg .axis { stroke: var(--line); stroke-width: 1; fill: none }
svg .bar { fill: var(--accent) }
svg .reach { stroke: var(--accent); stroke-width: 2; fill: none }
svg .mark { fill: var(--text) }
svg .inside { fill: var(--ground); font-weight: 600; paint-order: stroke; stroke-width: 5px; stroke-linejoin: round }
svg .inside.unanswered { fill: var(--text); stroke: var(--ground) }
svg .hatch { stroke: var(--ground); stroke-opacity: .45; fill: none }
svg .dots { fill: var(--ground); fill-opacity: .6 }
svg .hollow { fill: var(--ground) }
.patterns { position: absolute; width: 0; height: 0 }
.legend, .tally { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .8rem 0 0; padding: 0; list-style: none;
                  font-size: .92rem }
.swatch { width: 22px; height: 13px; margin-right: .45rem; vertical-align: -1px }

table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 600; white-space: nowrap }
thead th { color: var(--muted); font-weight: 500; vertical-align: bottom }
th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line) }
td, thead th:not(:first-child) { text-align: right }
th:first-child { padding-left: 0 }
details > summary { cursor: pointer; color: var(--accent); margin-top: .8rem; width: fit-content }
details > .wide { margin-top: .5rem }

.exercise { border-top: 1px solid var(--line); padding: 1.6rem 0 1rem; margin-top: 1rem }
.tally { margin: .2rem 0 .6rem }
.mistakes { margin: .4rem 0 .8rem; padding: 0; list-style: none }
.mistakes li { display: flex; gap: .8rem }
.mistakes b { min-width: 2.6rem; text-align: right; font-variant-numeric: tabular-nums }
.facts div, .alike { background: var(--panel); border: 1px solid var(--line); border-radius: 10px }
.alike { margin: .9rem 0; padding: .8rem 1rem 1rem }
.alike > p { margin: 0 0 .5rem }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .8rem 1.2rem }
.sides h4 { margin: 0 0 .2rem; font-size: .82rem; font-weight: 500; color: var(--muted) }
pre { margin: 0; padding: .65rem .8rem; max-height: 24rem; overflow: auto; background: var(--ground);
      border: 1px solid var(--line); border-radius: 6px; font-size: .83rem; line-height: 1.45; tab-size: 4;
      white-space: pre-wrap; overflow-wrap: anywhere }
.remarks { padding-left: 1.2rem }
@media print { pre { max-height: none } .exercise, .alike, figure { break-inside: avoid } }
"""


def style_sheet() -> str:
    """The page's one style sheet."""
    verdicts = "".join(
        f"svg .{name} {{ fill: url(#fill-{name}) }} svg .plain.{name} {{ fill: var(--{name}) }} "
        f"svg .edge.{name} {{ fill: none; stroke: var(--{name}); stroke-width: 1.5 }} "
        f"svg .inside.{name} {{ fill: var(--ground); stroke: var(--{name}) }}\n"
        for name in CLASSES.values()
    )
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}"
    return f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n{dark}\n{verdicts}{_RULES}"


def _variables(palette: dict[str, str]) -> str:
    return "; ".join(f"--{name}: {color}" for name, color in palette.items())
