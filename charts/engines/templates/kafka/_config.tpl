{{/* Of all brokers, and of Strimzi's too. */}}
{{- define "engines.kafka-config" -}}
{{- $kafka := .Values.kafka -}}
{{- $internal := min (int $kafka.replicationFactor) 3 -}}
{{- $config := dict
  "num.partitions" $kafka.partitions
  "default.replication.factor" $kafka.replicationFactor
  "min.insync.replicas" $kafka.minInsyncReplicas
  "offsets.topic.replication.factor" $internal
  "transaction.state.log.replication.factor" $internal
  "transaction.state.log.min.isr" (min $internal (int $kafka.minInsyncReplicas))
  "share.coordinator.state.topic.replication.factor" $internal
  "share.coordinator.state.topic.min.isr" (min $internal (int $kafka.minInsyncReplicas))
  "auto.create.topics.enable" "false"
  "unclean.leader.election.enable" "false"
  "message.max.bytes" (int $kafka.messageMaxBytes)
  "log.retention.hours" $kafka.retentionHours
-}}
{{- range $key, $value := mustMergeOverwrite $config $kafka.config }}
{{ $key }}={{ $value }}
{{- end }}
{{- end }}

{{- define "engines.kafka-workload" -}}
name: kafka
component: log
uid: 1000
gid: 1000
grace: 180
{{- end }}
