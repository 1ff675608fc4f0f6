"""The same columns as `agentactivity convert -f csv`, as a script in Python writes them: rows.py FILE SIZE."""

import csv
import datetime
import json
import sys

MEASURES = ("total", "chatting", "notChatting", "chattingInMaxConcurrency")


def told(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


with open(sys.argv[1], encoding="utf-8") as file:
    body = json.load(file)
out = csv.writer(sys.stdout)
for interval in reversed(body["metricsByIntervals"]):
    end = interval["timestamp"] // 1000
    bounds = ["", told(end - int(sys.argv[2])), told(end), "", ""]
    for agent, states in interval["metricsData"]["agentsMetrics"]["metricsPerAgent"].items():
        for state in states:
            level = "logged_in" if state["id"] == -1 else "state"
            value = state["value"]
            out.writerow([*bounds, agent, "", level, state["id"], state["name"], "", "", *(value[name] for name in MEASURES)])
            for reason in state.get("reasons", []):
                value = reason["value"]
                out.writerow([*bounds, agent, "", "reason", state["id"], state["name"], reason["id"], "",
                              *(value[name] for name in MEASURES)])
