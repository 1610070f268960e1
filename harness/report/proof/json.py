"""The proof as JSON, for other programs: the same things as the page."""

import json

from harness.report.proof.matrix import Matrix, causes_of
from harness.report.proof.messages import worded


def as_json(matrix: Matrix) -> str:
    """`kills` maps a bug to the scenarios that it fails and the causes named in each, the earliest first."""
    document = {
        "v": 2,
        "seconds": round(matrix.seconds, 1),
        "scenarios": matrix.columns,
        "bugs": {
            row.id: {
                "title": row.title,
                "lives": row.lives,
                "rows": list(row.rows),
                "switches": list(row.switches),
                "causes": sorted(row.causes),
                "kills": {scenario.place: list(causes_of(scenario)) for scenario in row.red},
                "survives": [scenario.place for scenario in row.played if not scenario.red],
            }
            for row in matrix.rows
        },
        "not_switched": {
            one.id: {"title": one.title, "lives": one.lives, "rows": list(one.rows), "reason": one.reason}
            for one in matrix.left
        },
        "problems": [worded(problem, "en") for problem in matrix.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
