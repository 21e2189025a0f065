"""The first two notebooks in a real JupyterLab, in a real browser."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chrome or Chromium")

# A character of no font beside a common one: where a font lacks Chinese both are the same box.
TOFU = """family => {
  const drawn = character => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    const context = canvas.getContext('2d');
    context.font = '24px ' + family;
    context.fillText(character, 4, 30);
    return canvas.toDataURL();
  };
  return drawn('\\u7b97') === drawn('\\udb40\\udfff') || drawn('\\u7b97') === drawn('\\u51b3');
}"""


# Every cell is in the page, not only those in view; nobody is asked about news.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false"},
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab, started by `juesuan lab` in an empty folder: its address."""
    folder = tmp_path_factory.mktemp("lab")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        *("--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token="),
        *("--allow-root", "--ServerApp.port_retries=0"),
    ]
    settings = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    for name, values in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    settings["JUPYTERLAB_SETTINGS_DIR"] = str(folder / "settings")
    process = subprocess.Popen(
        [sys.executable, "-m", "juesuan", "lab", *options],
        cwd=folder,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address, process):
    for _ in range(120):
        assert process.poll() is None, "juesuan lab ended by itself"
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=1).close()  # noqa: S310
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not start within a minute")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as control:
        browser = control.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page that goes nowhere but to this machine; what it wanted elsewhere is in `outside`."""
    context = browser.new_context(viewport={"width": 1300, "height": 1500})
    page = context.new_page()
    page.outside = []

    def local_only(route):
        if "://127.0.0.1:" in route.request.url or route.request.url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            page.outside.append(route.request.url)
            route.abort()

    context.route("**/*", local_only)
    yield page
    context.close()


def run_all(page, address, name):
    """Open a notebook, clear the outputs that are stored in it, run it from top to bottom."""
    # A workspace of its own: JupyterLab opens again what was open in the one before.
    page.goto(f"{address}/lab/workspaces/{name[:2]}/tree/notebooks/{name}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    # Before its kernel is there JupyterLab would ask which one to take.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    page.get_by_text("Clear Outputs of All Cells", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot').length === 0")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def box_of(page, selector):
    """The size of a chart once it is drawn."""
    chart = page.locator(selector).first
    chart.wait_for(state="attached", timeout=60_000)
    box = None
    for _ in range(30):
        chart.evaluate("element => element.closest('.jp-Cell').scrollIntoView()")
        page.wait_for_timeout(500)
        box = chart.bounding_box()
        if box and box["width"] > 300 and box["height"] > 60:
            return box
    return pytest.fail(f"{selector} was not drawn (box {box})")


def keep(page, name):
    """A screenshot for a person, where JUESUAN_SCREENSHOTS names a folder."""
    if folder := os.environ.get("JUESUAN_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def saved(page, address, name):
    """The notebook as JupyterLab saved it."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    with urllib.request.urlopen(f"{address}/api/contents/notebooks/{name}") as answer:  # noqa: S310
        return json.load(answer)["content"]


@pytest.mark.parametrize(
    ("name", "charts"),
    [
        ("01_start_here.ipynb", (".trace.treemap",)),
        ("02_structure_shares.ipynb", (".trace.treemap", ".trace.sunburst", ".bars", ".sankey")),
    ],
)
def test_a_notebook_runs_and_its_charts_are_drawn_in_chinese(page, lab, name, charts):
    run_all(page, lab, name)
    for number, chart in enumerate(charts):
        box_of(page, f".js-plotly-plot {chart}")
        keep(page, f"{name[:2]}-{number}")
    words = page.locator(".js-plotly-plot text")
    family = words.first.evaluate("element => getComputedStyle(element).fontFamily")
    assert not page.evaluate(TOFU, family), family
    texts = " ".join(words.all_text_contents())
    assert "一般公共服务支出" in texts
    assert "82.7%" in texts
    for cell in saved(page, lab, name)["cells"]:
        for output in cell.get("outputs", []):
            assert output["output_type"] != "error", output
    assert page.outside == []
