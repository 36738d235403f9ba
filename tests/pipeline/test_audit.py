import csv
import io
import json
from dataclasses import replace

from dashboard.decision import Verdict
from dashboard.pipeline.audit import COLUMNS, as_csv, as_jsonl, audit_rows
from tests.pipeline.test_decide import decided


def test_the_log_says_who_what_before_and_after() -> None:
    decisions = [
        decided("r1-e1", Verdict.CHANGE, realis="denied"),
        decided("r1-e1", Verdict.REJECT),
        decided("r1-m1", Verdict.ACCEPT),
    ]
    changed, rejected, accepted = audit_rows(decisions, {"r1": "Shelling"})
    assert tuple(changed) == COLUMNS
    assert (changed["who"], changed["report"], changed["words"]) == ("me", "Shelling", "shelled")
    assert (changed["before"], changed["after"]) == ({"realis": "actual"}, {"realis": "denied"})
    assert rejected["after"] is None
    assert rejected["before"]["type"] == "Shelling/artillery/missile attack"
    assert accepted["before"] == accepted["after"]


def test_as_lines_of_json_and_as_a_table_that_no_spreadsheet_runs() -> None:
    decision = replace(decided("r1-m1", Verdict.ACCEPT), text='=cmd|"x"', by="@me")
    rows = audit_rows([decision], {})
    assert json.loads(as_jsonl(rows)) == json.loads(json.dumps(rows[0]))
    [row] = csv.DictReader(io.StringIO(as_csv(rows)))
    assert (row["words"], row["who"]) == ('\'=cmd|"x"', "'@me")
    assert json.loads(row["before"])["name"] == "Tripoli"
