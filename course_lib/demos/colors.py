"""The colours of the demos on a light and on a dark page. Blue and orange carry the meaning: nearly everybody tells them apart."""

LIGHT = {
    "ink": "#1b2530", "soft": "#5a6775", "faint": "#d5dce4", "ground": "#ffffff", "panel": "#f4f6f9", "blue": "#1d56c9",
    "orange": "#c2500c", "green": "#12794b", "red": "#c01f2e", "purple": "#7a3fb0", "yellow": "#f3c23c", "white": "#ffffff", "black": "#000000",
}
DARK = {
    "ink": "#eef2f6", "soft": "#a4b1be", "faint": "#37424e", "ground": "#12181f", "panel": "#1b232c", "blue": "#6ea8ff",
    "orange": "#ff9a4d", "green": "#4fd08f", "red": "#ff6b75", "purple": "#c79bf2", "yellow": "#f3c23c", "white": "#ffffff", "black": "#000000",
}


def variables(colors: dict[str, str]) -> str:
    """As CSS."""
    return "".join(f"--demo-{name}:{color};" for name, color in colors.items())
