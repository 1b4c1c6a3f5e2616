"""Asks parliament about policies, one JSON text a line, and prints the names of what it finds in each.

It ends with an error of its own on some policies that AWS takes, such as a list under Null: it finds nothing there.
"""

import json
import sys

import parliament

for line in sys.stdin:
    try:
        found = parliament.analyze_policy_string(json.loads(line)).findings
    except Exception:
        found = []
    print(json.dumps(sorted({finding.issue for finding in found})))
