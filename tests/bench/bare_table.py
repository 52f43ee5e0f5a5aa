"""The yardstick for the first screen: a stock Textual table of 59 rows with header and footer, nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class BareTable(App[None]):
    """As many rows and columns as the comparison shows."""

    def compose(self) -> ComposeResult:
        """Header, table, footer."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("TT", "Name", "Self", "Prop", "Final", "Diff", "2016", "2017", "2018", "Remark")
        for number in range(1, 60):
            table.add_row(str(number), f"Organisation {number}", *["-"] * 8)
        table.focus()


if __name__ == "__main__":
    BareTable().run()
