# HTML on standard input becomes a PDF on standard output: PDF/A-3b, and tagged as PDF/UA asks.
# WeasyPrint makes the one or the other: here both, one after the other; the claim that stays in
# the metadata is that of PDF/A.  Run by app/stampa/pdf.c in a limited child: python3 -I -B pdf.py STYLE
import re
import sys

try:
    import weasyprint.text.fonts
    from weasyprint import CSS, HTML
    from weasyprint.pdf import VARIANTS, pdfa, pdfua
except ImportError:
    sys.exit(3)  # not installed: the job waits


def both(pdf, metadata, document, page_streams):
    pdfua.pdfua(pdf, metadata, document, page_streams)
    pdfa.pdfa(pdf, metadata, document, page_streams, version=3)


def fetch_nothing(url, *words, **names):
    raise ValueError("a print fetches nothing")


# A word longer than a line would run off the paper and be lost: it may break after every fortieth
# character (U+200B).  The style could say so (overflow-wrap), but then a word of a hundred thousand
# characters takes minutes.
LONG = re.compile(r"\S{40}(?=\S)")


def breakable(text):
    return text and LONG.sub(lambda piece: piece.group() + "\u200b", text)


# A folder for fonts that a style brings along: ours brings none, and the child may not write.
weasyprint.text.fonts.mkdtemp = lambda *words, **names: "/nonexistent"
VARIANTS["siz"] = (both, {"version": "1.7", "mark": True})
page = HTML(file_obj=sys.stdin.buffer, encoding="utf-8", url_fetcher=fetch_nothing)
for element in page.etree_element.iter():
    element.text = breakable(element.text)
    element.tail = breakable(element.tail)
page.write_pdf(sys.stdout.buffer, stylesheets=[CSS(filename=sys.argv[1])], variant="siz")
