"""Web pages saved to a file (.html, .mhtml), and office files that are web pages inside."""

from juesuan.readers.html.html_file import is_html, read_html

__all__ = ["is_html", "read_html"]
