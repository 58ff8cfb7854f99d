"""Reading figures off a page, as a reader does."""

import re
import time


def figure(locator) -> float:
    """The first number in what is shown: '◍ 1,019.5 of 2,000' is 1019.5."""
    text = locator.inner_text()
    found = re.search(r"-?\d[\d,]*(\.\d+)?", text)
    assert found, f"there is no figure in {text!r}"
    return float(found[0].replace(",", ""))


def becomes(locator, value: float, within: float = 15):
    """Waits until the figure has its value; what it was before may be shown a moment longer."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if locator.count() == 1 and re.search(r"\d", locator.inner_text()) and abs(figure(locator) - value) < 0.005:
            return
        locator.page.wait_for_timeout(50)
    raise AssertionError(f"{locator.all_inner_texts()} did not become {value:g}")


def cell(row, column: str):
    return row.locator(f'[data-column="{column}"]')


def table_row(page, table: str, key):
    return page.get_by_test_id(table).locator(f'tbody tr[data-key="{key}"]')
