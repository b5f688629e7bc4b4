#!/usr/bin/env python3
"""Who and when in the articles of a Spark data frame: `annotate(df)`, and a command line from Parquet to Parquet.

    spark-submit --files target/release/whowhen scale/spark/whowhen_spark.py ARTICLES ANSWERS

Each task runs one `whowhen --jsonl --jobs 1` for as long as it lasts and talks to it over pipes. README.md beside this file is
the guide.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

import pandas
from pyspark import SparkFiles
from pyspark.sql import DataFrame, Observation, SparkSession, functions

# What whowhen reads of a row. The article is in the first of the two that is not null.
IN = ("id", "text", "html", "published", "url", "lexicon")
OUT = "id string, answer string, error_code string, error_message string"
# Rows that are handed to Python at once. Pages can be long, and a batch is held in memory several times.
BATCH = 256
# How whowhen begins an error. Within the words of an article the quotation marks would be escaped.
ERROR = ',"error":{"code":"'
# Of what whowhen says when it fails so much is passed on.
SAID = 4000


def annotate(df: DataFrame, binary: str = "whowhen", arguments: tuple = ()) -> DataFrame:
    """A row of `id`, `answer`, `error_code` and `error_message` for each row of `df`, in the order of its partitions.

    `df` has `id` (of any type) and `text` or `html` or both, and may have `published` (a string YYYY-MM-DD or a date), `url`
    and `lexicon` (an array of structs of `text`, `type` and perhaps `value`). Other columns are left out: join them by id.
    `binary` is the name of the program as shipped with `--files`, or its path where each worker has it. `arguments` are more
    of its arguments, such as `("--offsets", "codepoint")`.

    `answer` is the line that `whowhen --jsonl` writes for the row, also where that is an error.
    """
    known = [name for name in IN if name in df.columns]
    if "id" not in known or not {"text", "html"} & set(known):
        raise ValueError(f"The columns are {df.columns}; needed are id, and text or html.")
    rows = df.select(functions.col("id").cast("string").alias("id"), functions.to_json(functions.struct(*known)).alias("line"))
    command = ("--jsonl", "--jobs", "1", *arguments)

    def answer(batches):
        with Whowhen(program(binary), command) as whowhen:
            for batch in batches:
                yield answered(batch, whowhen.answers(batch["line"].tolist()))

    return rows.mapInPandas(answer, OUT)


def program(binary):
    """The path of the program on this worker."""
    path = binary if os.path.isabs(binary) else SparkFiles.get(binary)
    if not os.path.exists(path):
        raise FileNotFoundError(f"{path} is not on this worker: ship it with --files, or install it everywhere")
    if not os.access(path, os.X_OK):
        os.chmod(path, 0o755)
    return path


def answered(batch, lines):
    """What comes out for a batch, with what is wrong in columns of its own."""
    errors = [error_in(line) for line in lines]
    return pandas.DataFrame(
        {
            "id": batch["id"],
            "answer": lines,
            "error_code": [error.get("code") for error in errors],
            "error_message": [error.get("message") for error in errors],
        }
    )


def error_in(line):
    """The error of an answer, empty if it is an analysis. An analysis is long and need not be read to know that."""
    return json.loads(line).get("error", {}) if ERROR in line else {}


class Whowhen:
    """The program, running: lines in, as many lines out."""

    def __init__(self, path, arguments):
        self.said = tempfile.TemporaryFile()
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([path, *arguments], stdin=pipe, stdout=pipe, stderr=self.said)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            # The task has failed, or no one wants the rest.
            self.process.kill()
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            # It has ended already; its code says how.
            pass
        code = self.process.wait()
        self.process.stdout.close()
        # 1 is that some lines were bad, which is in the answers.
        if kind is None and code not in (0, 1):
            raise self.failure()

    def answers(self, lines):
        """The answers to these lines. Fed and read at the same time: neither pipe holds them all."""
        feeder = threading.Thread(target=self.feed, args=(lines,), daemon=True)
        feeder.start()
        answers = [self.process.stdout.readline().decode("utf-8") for _ in lines]
        feeder.join()
        if not all(answer.endswith("\n") for answer in answers):
            raise self.failure()
        return [answer[:-1] for answer in answers]

    def feed(self, lines):
        try:
            for line in lines:
                self.process.stdin.write(line.encode("utf-8") + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            # It has ended. Who reads its answers sees that, and what it said.
            pass

    def failure(self):
        self.process.kill()
        code = self.process.wait()
        self.said.seek(0)
        words = self.said.read()[-SAID:].decode("utf-8", "replace").strip()
        return RuntimeError(f"whowhen ended with {code} and said: {words or 'nothing'}")


def main():
    parser = argparse.ArgumentParser(
        description="Who and when in articles: from Parquet with id and text or html to Parquet with id, answer and errors.",
        epilog="Other arguments are whowhen's, such as --offsets codepoint or --find dates.",
    )
    parser.add_argument("articles", help="Parquet, anything that Spark can read: a folder, a file, s3a://…, hdfs://…")
    parser.add_argument("answers", help="a folder for Parquet that is not there yet")
    parser.add_argument("--binary", default="whowhen", help="its name as shipped with --files, or its path on every worker")
    arguments, more = parser.parse_known_args()
    spark = SparkSession.builder.appName("whowhen").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
    counts = Observation("whowhen")
    began = time.monotonic()
    answers = annotate(spark.read.parquet(arguments.articles), arguments.binary, tuple(more))
    rows, bad = functions.count("*").alias("rows"), functions.count("error_code").alias("bad")
    answers.observe(counts, rows, bad).write.parquet(arguments.answers)
    seconds = time.monotonic() - began
    counted = counts.get
    rate = counted["rows"] / seconds
    print(f"whowhen: {counted['rows']} articles, {counted['bad']} bad, {seconds:.1f} s, {rate:.0f} articles/s", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
