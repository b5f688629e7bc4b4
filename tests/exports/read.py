"""Reads exports with Python's libraries: csv, xml.etree and lxml, icalendar, spaCy's displaCy. `read.py FOLDER`."""

import csv
import html
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from pathlib import Path

import icalendar
import lxml.etree
from spacy import displacy

# Values of OntoNotes 5, as spaCy's English models have them.
LABELS = set("PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL".split())
FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")


def well_formed(text: str) -> str:
    """With U+FFFD for halves of surrogate pairs, which json.loads lets through."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def in_xml(text: str) -> str:
    return re.sub("[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", well_formed(text))


def utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def marks(analysis: dict) -> list:
    return sorted(analysis["mentions"] + analysis["dates"], key=lambda mark: mark["start"])


def read_csv(content: str, analysis: dict) -> None:
    rows = list(csv.DictReader(io.StringIO(content, newline=""), strict=True))
    assert len(rows) == len(marks(analysis))
    for row, mark in zip(rows, marks(analysis)):
        assert None not in row and None not in row.values(), row
        words = well_formed(utf16(analysis["text"], mark["start"], mark["end"]))
        assert row["words"] in (words, "'" + words), row
        assert row["words"] == words or FORMULA.match(words), row
        for column in row.keys() - {"latitude", "longitude"}:
            assert not FORMULA.match(row[column]), row


def read_timeml(content: str, analysis: dict) -> None:
    text = in_xml(analysis["text"])
    values = [one["value"] for one in analysis["dates"]]
    for root in (
        ElementTree.fromstring(content.encode()),
        lxml.etree.fromstring(content.encode(), lxml.etree.XMLParser(resolve_entities=False, no_network=True)),
    ):
        assert "".join(root.find("TEXT").itertext()) == text
        assert [timex.get("value") for timex in root.find("TEXT").iter("TIMEX3")] == values


def read_icalendar(content: str, analysis: dict) -> None:
    calendar = icalendar.Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    days = {(one["earliest"], one["latest"]) for one in analysis["dates"] if one["earliest"]}
    for event in events:
        first = event["DTSTART"].dt
        last = event["DTEND"].dt - timedelta(days=1) if "DTEND" in event else first + event["DURATION"].dt - timedelta(days=1) if first < date(9999, 12, 1) else date(9999, 12, 31)
        assert type(first) is date and (first.isoformat(), last.isoformat()) in days, event
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        assert "\r" not in event["DESCRIPTION"] and event["SUMMARY"].strip()
        assert not event.errors, event.errors
    assert len({event["UID"] for event in events}) == len(events)


def read_spacy(content: str, analysis: dict) -> None:
    document = json.loads(content)
    text = document["text"]
    assert text == well_formed(analysis["text"]) and document["settings"] == {}
    ents = document["ents"]
    assert [text[ent["start"] : ent["end"]] for ent in ents] == [
        well_formed(utf16(analysis["text"], mark["start"], mark["end"])) for mark in marks(analysis)
    ]
    assert {ent["label"] for ent in ents} <= LABELS
    drawn = displacy.render(document, style="ent", manual=True, jupyter=False, page=False)
    assert drawn.count("<mark") == len(ents)
    shown = [re.sub(r"\s*<span.*", "", part, flags=re.DOTALL) for part in re.split(r"<mark[^>]*>", drawn)[1:]]
    for ent, words in zip(ents, shown):
        assert " ".join(html.unescape(words).split()) == " ".join(html.unescape(text[ent["start"] : ent["end"]]).split()), (ent, words)


READERS = {"csv": read_csv, "timeml": read_timeml, "icalendar": read_icalendar, "spacy": read_spacy}


def main() -> None:
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    assert len(folders) > 5
    for folder in folders:
        analysis = json.loads((folder / "analysis.json").read_text("utf-8"))
        for name, read in READERS.items():
            content = (folder / name).read_bytes().decode("utf-8")
            try:
                read(content, analysis)
            except Exception as error:
                raise SystemExit(f"{folder.name}, {name}: {type(error).__name__}: {error}") from error
    print(f"      {len(folders)} inputs, {len(READERS)} formats")


main()
