"""A lesson's sheet for the teacher: its Markdown as a page that prints well."""

from __future__ import annotations

from html import escape

import nh3
from markdown_it import MarkdownIt

STYLE = """
body { font: 12pt/1.45 Lexend, system-ui, sans-serif; color: #26231f; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #b9b2a6; padding: .3rem .5rem; text-align: start; vertical-align: top; }
img { max-width: 100%; }
li, tr, blockquote { break-inside: avoid; }
@page { size: A4; margin: 15mm; }
.back { display: inline-block; padding: .8rem 1.2rem .8rem 0; color: inherit; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; }
  .back { display: none; } }
"""


def sheet(title: str, markdown: str, language: str = "fr") -> str:
    """The whole page; what a lesson's author wrote is cleaned of everything that acts."""
    body = nh3.clean(MarkdownIt("commonmark").enable("table").render(markdown))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n"
        '<link rel="icon" href="data:,">\n'
        '<body><nav><a class="back" href="/class">← Ribambelle</a></nav>\n'
        f"<main>\n{body}</main></body></html>\n"
    )
