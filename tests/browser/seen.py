"""What a person sees of a report: its lines, and how far its letters stand out from the page."""

from playwright.sync_api import Locator

# WCAG 2.2, relative luminance and contrast ratio; colours lie over each other as the browser paints them.
CONTRASTS = """
report => {
  const read = text => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1] }
  const over = (top, alpha, below) => below.map((value, i) => alpha * top[i] + (1 - alpha) * value)
  const luminance = color => color.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                                  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
  const ratio = (...pair) => { const [a, b] = pair.map(c => luminance(c) + .05); return Math.max(a / b, b / a) }
  const ancestors = node => node ? [...ancestors(node.parentElement), node] : []
  const ground = node => ancestors(node).map(n => read(getComputedStyle(n).backgroundColor))
                                        .reduce((below, color) => over(color, color[3], below), [255, 255, 255])
  const strength = node => ancestors(node).reduce((product, n) => product * getComputedStyle(n).opacity, 1)
  const found = []
  const walker = document.createTreeWalker(report, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), node = walker.currentNode.parentElement
    if (!text) continue
    const color = read(getComputedStyle(node).color), below = ground(node)
    found.push([ratio(over(color, color[3] * strength(node), below), below), text])
  }
  const bar = read(getComputedStyle(report).borderLeftColor), below = ground(report.parentElement)
  return {texts: found, bar: ratio(over(bar, bar[3], below), below)}
}
"""

STRIPES = """
report => [...report.querySelectorAll('tr, th, td')].map(cell => getComputedStyle(cell).backgroundColor)
                                                    .filter(color => color !== 'rgba(0, 0, 0, 0)')
"""


def report_in(output: Locator) -> Locator:
    """The card of the report among what a cell put out."""
    return output.locator('div[role="group"]')


def lines(report: Locator) -> dict[str, str]:
    """The report's lines by their labels."""
    rows = report.locator("tr:has(th)").all()
    return {row.locator("th").inner_text(): row.locator("td").inner_text() for row in rows}


def faint_texts(report: Locator, least: float = 4.5) -> list[tuple[float, str]]:
    """The texts whose contrast to what lies behind them is less than WCAG's AA asks, each with its contrast."""
    return [(contrast, text) for contrast, text in report.evaluate(CONTRASTS)["texts"] if contrast < least]


def contrast_of_bar(report: Locator) -> float:
    """How far the bar that stands for the verdict stands out; WCAG asks for 3."""
    return report.evaluate(CONTRASTS)["bar"]


def stripes(report: Locator) -> list[str]:
    """Background colours that a page's own style sheet forced upon rows and cells."""
    return report.evaluate(STRIPES)
