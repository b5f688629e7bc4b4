#!/usr/bin/env python3
"""Invented articles, the same ones for the same seed: `generate.py --count 10000 --jsonl FILE --parquet FOLDER`.

Nothing in them is true: names and places are put together by chance. They are of the length and the kind of news: a dateline,
paragraphs, quotations, days that count from the day of publication. Every tenth is a page and not a text. With --bad some rows
are not as they should be, as in real life.
"""

import argparse
import datetime
import json
import os
import random
import sys

COLUMNS = ("id", "text", "html", "published", "url")
FORENAMES = "Anna Luca Ingrid Tomas Amina Kofi Mei Rosa Erik Nadia Samuel Yuki Pavel Leila Diego Hanna Omar Greta Ivo Salma".split()
SURNAMES = (
    "Duval Solhaug Okafor Quispe Tanaka Brandt Moreau Kowalczyk Haddad Lindqvist Ferreira Novak Osei Castellano Virtanen "
    "Petrov Nakamura Adeyemi Marchetti Halloran"
).split()
TOWNS = "Geneva Lima Accra Osaka Bergen Porto Leeds Cebu Tampere Nairobi Split Halifax Valencia Durban Gdansk Suva".split()
COUNTRIES = "Switzerland Peru Ghana Japan Norway Portugal Kenya Croatia Canada Spain Poland Fiji".split()
KINDS = ["Bank", "University", "Harbour Authority", "Railways", "Union of Teachers", "Energy", "Museum", "Institute of Technology"]
AGENCIES = ["Reuters", "AP", "AFP"]
ROLES = ["Mayor", "Foreign Minister", "Judge", "Police Chief", "Professor", "Governor", "Captain"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
WHEN = [
    "on {day}", "last week", "on {month} {date}", "in {month}", "two years ago", "earlier this month", "yesterday",
    "on {month} {date}, {year}", "in the spring of {year}", "three days later", "since {year}", "next month", "at 10 a.m. on {day}",
]
SENTENCES = [
    "{role} {person} said {when} that the {thing} in {town} would be {done}.",
    "The {org} confirmed {when} that it had spent ${money} million on the {thing}.",
    "“We have waited for this {since}, and now it is {done},” {last} told reporters.",
    "According to a report which the {org} published {when}, {number} people were affected.",
    "{person}, {age}, who has lived in {town} since {year}, called the decision “a mistake”.",
    "A court in {town} is expected to rule {when}; {last} denies all charges.",
    "Prices rose by {percent} percent in {country} between {month} and {month2}, the {org} said.",
    "It was the first {thing} to be {done} in {country} since {year}.",
    "Neither {last} nor the {org} answered questions {when}.",
    "{person} and {person2} met {when} in {town} to sign the agreement.",
    "“I do not know who told them,” said {role} {person2}. “Ask the {org}.”",
    "Work on the {thing} began {when} and is to end by {month} {year2}.",
]
THINGS = ["bridge", "school", "ferry", "dam", "railway station", "hospital", "archive", "concert hall", "power plant", "market"]
DONE = ["opened", "closed", "rebuilt", "sold", "moved to the old harbour", "paid for", "finished"]


class Story:
    """One article: whom and what it is about stays the same throughout."""

    def __init__(self, chance):
        self.chance = chance
        pick = chance.choice
        self.published = datetime.date(2010, 1, 1) + datetime.timedelta(days=chance.randrange(5000))
        self.people = [(pick(FORENAMES), pick(SURNAMES)) for _ in range(4)]
        self.towns = [pick(TOWNS) for _ in range(2)]
        self.org = f"{pick(self.towns)} {pick(KINDS)}"
        self.thing = pick(THINGS)
        self.headline = f"{self.org} says {self.thing} in {self.towns[0]} will be {pick(DONE)}"

    def when(self):
        pick = self.chance.choice
        return pick(WHEN).format(day=pick(DAYS), month=pick(MONTHS), date=self.chance.randint(1, 28), year=self.chance.randint(1950, 2024))

    def sentence(self):
        pick, number = self.chance.choice, self.chance.randint
        first, last = pick(self.people)
        return pick(SENTENCES).format(
            role=pick(ROLES), person=f"{first} {last}", person2=" ".join(pick(self.people)), last=last, town=pick(self.towns),
            org=self.org, thing=self.thing, done=pick(DONE), when=self.when(), since=f"since {number(1950, 2009)}",
            money=number(2, 900), number=f"{number(1, 90)},{number(100, 999)}", age=number(19, 93), year=number(1950, 2009),
            year2=number(2026, 2040), percent=number(1, 30), month=pick(MONTHS), month2=pick(MONTHS), country=pick(COUNTRIES),
        )  # fmt: skip

    def paragraphs(self):
        dateline = f"{self.towns[0].upper()}, {MONTHS[self.published.month - 1]} {self.published.day} ({self.chance.choice(AGENCIES)}) - "
        for number in range(self.chance.randint(3, 14)):
            words = " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))
            yield dateline + words if number == 0 else words


def article(number, chance):
    """A row, its columns by name."""
    story = Story(chance)
    paragraphs = list(story.paragraphs())
    row = dict.fromkeys(COLUMNS)
    row["id"] = f"article-{number:08}"
    if number % 10 == 9:
        body = "".join(f"<p>{words}</p>" for words in paragraphs)
        day = story.published.isoformat()
        row["url"] = f"https://news.example/{day.replace('-', '/')}/{number}"
        row["html"] = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{story.headline}</title>'
            f'<meta property="article:published_time" content="{day}"></head><body><nav><a href="/">Home</a></nav>'
            f"<article><h1>{story.headline}</h1>{body}</article><footer>All rights reserved.</footer></body></html>"
        )
    else:
        row["text"] = "\n\n".join([story.headline, *paragraphs])
        row["published"] = story.published.isoformat()
    return row


def spoiled(row, number):
    """The row with something wrong with it, one of three kinds."""
    wrong = [{"text": None, "html": None}, {"published": "the other day"}, {"published": "2014-02-30"}]
    return {**row, **wrong[number % len(wrong)]}


def articles(count, seed, bad):
    """The rows; of them every `bad`th is spoiled, none where that is 0."""
    chance = random.Random(seed)
    for number in range(count):
        row = article(number, chance)
        yield spoiled(row, number) if bad and number % bad == bad - 1 else row


def line(row):
    """The line of JSON for `whowhen --jsonl`."""
    return json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False) + "\n"


def write_parquet(rows, folder, files):
    """So many files of equal length, in order."""
    import pyarrow
    from pyarrow import parquet

    os.makedirs(folder, exist_ok=True)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    size = -(-len(rows) // files)
    for number in range(files):
        table = pyarrow.Table.from_pylist(rows[number * size : (number + 1) * size], schema=schema)
        parquet.write_table(table, os.path.join(folder, f"part-{number:05}.parquet"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--bad", type=int, default=0, metavar="N", help="spoil every Nth row")
    parser.add_argument("--jsonl", metavar="FILE", help="lines of JSON; - is standard output, which is the default")
    parser.add_argument("--parquet", metavar="FOLDER", help="files of Parquet; needs pyarrow")
    parser.add_argument("--files", type=int, default=8, help="of Parquet")
    arguments = parser.parse_args()
    rows = articles(arguments.count, arguments.seed, arguments.bad)
    if arguments.parquet:
        rows = list(rows)
        write_parquet(rows, arguments.parquet, arguments.files)
    if arguments.jsonl not in (None, "-"):
        with open(arguments.jsonl, "w", encoding="utf-8") as file:
            file.writelines(map(line, rows))
    elif not arguments.parquet or arguments.jsonl:
        sys.stdout.writelines(map(line, rows))


if __name__ == "__main__":
    main()
