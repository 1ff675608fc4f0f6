# The same columns as `agentactivity convert -f csv`, as far as jq can say them.
["account","interval_start","interval_end","observed_seconds","coverage","agent_id","agent","level","state_id","state",
 "reason_id","reason","total_seconds","chatting_seconds","not_chatting_seconds","chatting_in_max_concurrency_seconds"],
(.metricsByIntervals | reverse[]
  | (.timestamp / 1000) as $ending
  | .metricsData.agentsMetrics.metricsPerAgent | to_entries[]
  | .key as $agent | .value[]
  | . as $state
  | (["", ($ending - $size | todate), ($ending | todate), "", "", $agent, "", (if .id == -1 then "logged_in" else "state" end), .id,
      .name, "", "", .value.total, .value.chatting, .value.notChatting, .value.chattingInMaxConcurrency],
     (.reasons // [] | .[] | ["", ($ending - $size | todate), ($ending | todate), "", "", $agent, "", "reason", $state.id,
      $state.name, .id, "", .value.total, .value.chatting, .value.notChatting, .value.chattingInMaxConcurrency])))
| @csv
