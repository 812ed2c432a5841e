#!/usr/bin/python3
"""tests/OBIETTIVI.md against what is there: every goal has its row, and every test that a row names
exists with those words.  Prints one line a fault; silence is good.  obiettivi.py [TABLE] looks at
another table: that is how the check is tested."""
import pathlib
import re
import sys

# How many goals each chapter has: a row that disappears is a fault, too.
CHAPTERS = {"AUTH": 13, "SAML": 8, "AZ": 9, "IN": 14, "DOC": 8, "AUD": 7, "FT": 12, "LD": 5, "C": 8, "OS": 4, "TLS": 1, "HD": 2, "PR": 7}

table = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "tests/OBIETTIVI.md")
seen = set()
texts = {}


def fault(number, words):
    print(f"{table}:{number}: {words}")


def text_of(name):
    if name not in texts:
        path = pathlib.Path(name)
        texts[name] = path.read_text(encoding="utf-8") if path.is_file() else None
    return texts[name]


def proof(number, goal, entry):
    """One entry of the third column."""
    if entry.startswith("open: "):
        if len(entry) < 40:
            fault(number, f"{goal} is open without a reason")
        return
    name, colon, words = entry.partition(": ")
    if not colon or not words.strip():
        fault(number, f"{goal}: «{entry}» is no «file: words»")
    elif text_of(name) is None:
        fault(number, f"{goal}: there is no {name}")
    elif words not in text_of(name):
        fault(number, f"{goal}: {name} has no «{words}»")


for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
    row = re.fullmatch(r"\| ([A-Z]+-\d+) \| ([^|]+) \| ([^|]+) \|", line)
    if not row:
        if re.match(r"\| *[A-Z]+-\d", line):
            fault(number, "a row that cannot be read")
        continue
    goal, _, proofs = row.groups()
    if goal in seen:
        fault(number, f"{goal} stands here twice")
    seen.add(goal)
    for entry in proofs.split(" · "):
        proof(number, goal, entry)

for chapter, count in CHAPTERS.items():
    for n in range(1, count + 1):
        if f"{chapter}-{n}" not in seen:
            fault(0, f"{chapter}-{n} has no row")
for goal in sorted(seen):
    chapter, _, n = goal.partition("-")
    if int(n) > CHAPTERS.get(chapter, 0):
        fault(0, f"{goal} is no goal")
