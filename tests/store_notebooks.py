"""Run the notebooks and store their outputs: `python -m tests.store_notebooks`.

Beside each chart stands its picture, for readers where nothing draws it; nothing carries a
time, so that the same notebook is the same file.
"""

import base64
import io
import sys
from pathlib import Path

import nbformat
import plotly.graph_objects as go
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
CHART, PICTURE = "application/vnd.plotly.v1+json", "image/png"
WIDTH, SCALE = 820, 1.25


def store(path: Path) -> None:
    """Run one notebook from its folder and write it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    known = pictures(notebook)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}})
    client.execute()
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{path.stem[:2]}-{number:02d}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            for output in cell.outputs:
                if CHART in output.get("data", {}):
                    chart = output.data[CHART]
                    output.data[PICTURE] = known.get(str(chart)) or picture(chart)
    nbformat.write(notebook, path)


def pictures(notebook: NotebookNode) -> dict[str, str]:
    """The pictures that are stored already, by chart: an unchanged chart keeps its picture."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    stored = [output.data for output in outputs if PICTURE in output.get("data", {})]
    return {str(data[CHART]): data[PICTURE] for data in stored}


def picture(chart: NotebookNode) -> str:
    """A chart as PNG of few colours, in base64."""
    figure = go.Figure({name: chart[name] for name in ("data", "layout")}, skip_invalid=True)
    figure.update_layout(paper_bgcolor="white")  # a chart in a notebook is on the notebook's paper
    drawn = Image.open(io.BytesIO(figure.to_image("png", width=WIDTH, scale=SCALE)))
    small = io.BytesIO()
    drawn.quantize(64).save(small, "PNG", optimize=True)
    return base64.b64encode(small.getvalue()).decode()


if __name__ == "__main__":
    chosen = sys.argv[1:]
    for each in sorted(FOLDER.glob("*.ipynb")):
        if not chosen or any(each.name.startswith(name) for name in chosen):
            store(each)
            print(f"{each.stat().st_size / 1000:6.0f} KB  {each.name}")  # noqa: T201
