"""The messages of cells put together to the outputs of a notebook, as nbclient would have saved them."""


class Outputs:
    """The outputs of the cells of one notebook, from what a shell emitted."""

    def __init__(self) -> None:
        self.cell: list[dict] = []  # of the cell that runs
        self._displays: dict[str, list[dict]] = {}
        self._clear_first = False

    def next_cell(self) -> list[dict]:
        """A new list, which `add` fills; earlier cells' displays may still change."""
        self.cell, self._clear_first = [], False
        return self.cell

    def add(self, message: dict) -> None:
        output = dict(message)
        shown_as = (output.pop("transient", None) or {}).get("display_id")
        if output["output_type"] == "clear_output":
            return self._clear(wait=output["wait"])
        if shown_as is not None:
            self._update(shown_as, output)
        if output["output_type"] == "update_display_data":
            return
        if self._clear_first:
            self._clear(wait=False)
        if _goes_on(self.cell, output):
            self.cell[-1]["text"] += output["text"]
            return
        self.cell.append(output)
        if shown_as is not None:
            self._displays.setdefault(shown_as, []).append(output)

    def _clear(self, wait: bool) -> None:
        self._clear_first = wait
        if not wait:
            self.cell.clear()

    def _update(self, shown_as: str, output: dict) -> None:
        for shown in self._displays.get(shown_as, []):
            shown |= {"data": output["data"], "metadata": output["metadata"]}


def _goes_on(cell: list[dict], output: dict) -> bool:
    return bool(cell) and output.get("name") is not None and cell[-1].get("name") == output["name"]
