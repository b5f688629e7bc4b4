#!/usr/bin/env python3
"""The recipe of README.md beside this file, on a cluster of one machine: `test_spark.py WHOWHEN FOLDER`.

`local-cluster` starts workers and executors as processes of their own, to which files are sent as over a network. What comes
out is compared with what `whowhen --jsonl` writes on one machine, line by line.
"""

import datetime
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

import pyarrow
import pyspark
from pyarrow import parquet

import generate

HERE = os.path.dirname(os.path.abspath(__file__))
RECIPE = os.path.join(HERE, "whowhen_spark.py")
SUBMIT = os.path.join(os.path.dirname(sys.executable), "spark-submit")
COUNT, SEED, BAD = 10_000, 8, 250
BINARY, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])

# Kills itself the first time that it is started, in the middle of an answer.
FLAKY = """#!/bin/sh
if mkdir "{once}" 2>/dev/null; then
  "{binary}" "$@" | head -c 20000
  echo "the machine is gone" >&2
  exit 9
fi
exec "{binary}" "$@"
"""


def inside(name):
    return os.path.join(FOLDER, name)


def submit(workers, *words, files=BINARY):
    """Runs the recipe on so many workers of one core each; gives what it said."""
    events = inside("events")
    shutil.rmtree(events, ignore_errors=True)
    os.makedirs(events)
    settings = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": f"file://{events}",
        "spark.eventLog.compress": "false",
        "spark.ui.enabled": "false",
        "spark.log.level": "WARN",
        # All workers get some of it, though it is small. A real input is larger by far.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
        "spark.sql.files.openCostInBytes": "0",
        "spark.sql.files.minPartitionNum": "8",
    }
    command = [SUBMIT, "--master", f"local-cluster[{workers},1,1024]", "--files", files]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.run([*command, RECIPE, *words], env=env, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def executors():
    """The executors that did the tasks of the last run, each with its number of tasks that ended well."""
    done = {}
    for path in glob.glob(inside("events") + "/**/*", recursive=True):
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                for event in filter(None, map(event_of, file)):
                    executor = event["Task Info"]["Executor ID"]
                    done[executor] = done.get(executor, 0) + (event["Task End Reason"]["Reason"] == "Success")
    return done


def event_of(line):
    event = json.loads(line)
    return event if event.get("Event") == "SparkListenerTaskEnd" else None


def rows_of(folder):
    """The rows of Parquet, by id: Spark reads the files in an order of its own."""
    return sorted(parquet.read_table(inside(folder)).to_pylist(), key=lambda row: row["id"])


def fresh(name):
    shutil.rmtree(inside(name), ignore_errors=True)
    return inside(name)


def whowhen(lines, *arguments):
    """The answers on one machine."""
    run = subprocess.run([BINARY, "--jsonl", *arguments], input="".join(lines).encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert run.returncode in (0, 1), run
    return run.stdout.decode().splitlines()


class Recipe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.makedirs(FOLDER, exist_ok=True)
        rows = list(generate.articles(COUNT, SEED, BAD))
        generate.write_parquet(rows, fresh("articles"), 8)
        cls.expected = whowhen(map(generate.line, rows))
        cls.bad = sum('"error":{' in line for line in cls.expected)

    @classmethod
    def tearDownClass(cls):
        # What was sent to the workers.
        shutil.rmtree(os.path.join(os.path.dirname(pyspark.__file__), "work"), ignore_errors=True)

    def check(self, ran, workers):
        self.assertEqual(ran.returncode, 0, ran.stdout[-5000:])
        rows = rows_of("answers")
        self.assertEqual(len(rows), COUNT)
        for row, line in zip(rows, self.expected):
            self.assertEqual(row["answer"], line)
            error = json.loads(line).get("error", {})
            self.assertEqual((row["error_code"], row["error_message"]), (error.get("code"), error.get("message")))
        said = re.search(r"whowhen: (\d+) articles, (\d+) bad, .*", ran.stdout)
        self.assertEqual((int(said[1]), int(said[2])), (COUNT, self.bad))
        self.assertEqual(len(executors()), workers, executors())
        print(f"\n      {workers} of one core: {said[0]}, tasks {executors()}", flush=True)

    def test_one_worker_and_two_give_what_one_machine_gives(self):
        self.assertEqual(self.bad, COUNT // BAD)
        for workers in (1, 2):
            self.check(submit(workers, inside("articles"), fresh("answers")), workers)

    def test_a_task_that_failed_is_done_again(self):
        flaky, once = inside("flaky"), fresh("once")
        with open(flaky, "w", encoding="utf-8") as file:
            file.write(FLAKY.format(once=once, binary=BINARY))
        # Not to be run: it has to be made so on the worker.
        os.chmod(flaky, 0o644)
        ran = submit(2, "--binary", "flaky", inside("articles"), fresh("answers"), files=flaky)
        self.assertTrue(os.path.exists(once))
        self.assertIn("whowhen ended with 9 and said: the machine is gone", ran.stdout)
        self.check(ran, 2)

    def test_what_cannot_work_is_said(self):
        parquet.write_table(pyarrow.table({"id": ["a"], "text": ["Anna Duval came."]}), inside("one.parquet"))
        parquet.write_table(pyarrow.table({"name": ["a"]}), inside("other.parquet"))
        for (articles, *words), message in [
            (["one.parquet", "--binary", "who"], "is not on this worker: ship it with --files"),
            (["one.parquet", "--offsets", "pixel"], "whowhen ended with 2 and said: whowhen: --offsets is"),
            (["other.parquet"], "needed are id, and text or html"),
        ]:
            ran = submit(1, inside(articles), fresh("answers"), *words)
            self.assertNotEqual(ran.returncode, 0)
            self.assertIn(message, ran.stdout)

    def test_columns_of_other_types(self):
        rows = [
            {"id": 7, "html": "<p>Anna Duval came on Friday to the Lakes.", "published": datetime.date(2014, 1, 3), "more": 1.5},
            {"id": 8, "html": None, "published": None, "more": None},
            {"id": None, "html": "<p>Łódź\n“x” \\ \x01 👩</p>", "published": datetime.date(2014, 1, 3), "more": 2.5},
        ]
        words = [[{"text": "Lakes", "type": "organization"}], None, []]
        types = {"id": pyarrow.int64(), "html": pyarrow.string(), "published": pyarrow.date32(), "more": pyarrow.float64()}
        entry = pyarrow.list_(pyarrow.struct([("text", pyarrow.string()), ("type", pyarrow.string())]))
        columns = {name: pyarrow.array([row[name] for row in rows], kind) for name, kind in types.items()}
        columns["lexicon"] = pyarrow.array(words, entry)
        parquet.write_table(pyarrow.table(columns), inside("types.parquet"))
        ran = submit(1, inside("types.parquet"), fresh("answers"), "--offsets", "codepoint")
        self.assertEqual(ran.returncode, 0, ran.stdout[-5000:])
        lines = [
            json.dumps({"id": row["id"], "html": row["html"], "published": row["published"] and row["published"].isoformat(), "lexicon": one}) + "\n"
            for row, one in zip(rows, words)
        ]
        answers = parquet.read_table(inside("answers")).to_pylist()
        self.assertEqual([answer["answer"] for answer in answers], whowhen(lines, "--offsets", "codepoint"))
        self.assertEqual([answer["id"] for answer in answers], ["7", "8", None])
        self.assertEqual([answer["error_code"] for answer in answers], [None, "invalid_input", None])
        self.assertIn('"name":"Lakes"', answers[0]["answer"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
