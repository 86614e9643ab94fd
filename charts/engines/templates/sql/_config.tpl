{{- define "engines.sql-config" -}}
{{- $sql := .root.Values.sql -}}
{{- $coordinator := eq .role "coordinator" -}}
coordinator={{ $coordinator }}
{{- if $coordinator }}
node-scheduler.include-coordinator={{ eq (int $sql.workers.replicas) 0 }}
{{- end }}
http-server.http.port=8080
discovery.uri=http://{{ ternary "localhost" "trino" $coordinator }}:8080
catalog.management=static
catalog.config-dir=/etc/trino/catalog
access-control.config-files=/etc/trino/access-control.properties
# Clients of Presto, presto-jdbc among them, say X-Presto-User and so on.
protocol.v1.alternate-header-name=Presto
query.max-memory={{ $sql.query.maxMemory }}
query.max-memory-per-node={{ $sql.query.maxMemoryPerNode }}
memory.heap-headroom-per-node={{ $sql.query.heapHeadroom }}
query.max-run-time=1h
spill-enabled=true
spiller-spill-path=/data/trino/spill
max-spill-per-node={{ $sql.query.maxSpill }}
query-max-spill-per-node={{ $sql.query.maxSpill }}
shutdown.grace-period=10s
{{- end }}

{{/* The repository's rules, and the right to take a worker out of service for the chart's own user. */}}
{{- define "engines.sql-rules" -}}
{{- $rules := .Files.Get "files/trino/rules.json" | fromJson -}}
{{- $_ := set $rules "system_information" (list (dict "user" "apk8s/engines" "allow" (list "read" "write"))) -}}
{{ toPrettyJson $rules }}
{{- end }}

{{- define "engines.sql-environment" -}}
{{- $search := urlParse (include "engines.search-address" .root) -}}
- {name: APK8S_KAFKA, value: {{ include "engines.kafka-address" .root | quote }}}
- {name: APK8S_SEARCH_HOST, value: {{ $search.hostname }}}
- {name: APK8S_SEARCH_PORT, value: {{ regexFind ":[0-9]+$" $search.host | trimPrefix ":" | default (ternary "443" "80" (eq $search.scheme "https")) | quote }}}
- {name: APK8S_S3, value: {{ include "engines.s3-address" .root | quote }}}
- {name: APK8S_S3_REGION, value: {{ .root.Values.global.s3.region }}}
{{ include "engines.secret-env" (dict "root" .root "env" "APK8S_S3_ACCESS_KEY" "secret" "s3" "key" "access-key") }}
{{ include "engines.secret-env" (dict "root" .root "env" "APK8S_S3_SECRET_KEY" "secret" "s3" "key" "secret-key") }}
{{- if .root.Values.global.search.authenticated }}
{{ include "engines.secret-env" (dict "root" .root "env" "APK8S_SEARCH_USERNAME" "secret" "search" "key" "username") }}
{{ include "engines.secret-env" (dict "root" .root "env" "APK8S_SEARCH_PASSWORD" "secret" "search" "key" "password") }}
{{- end }}
{{- if .root.Values.mariadb.enabled }}
- {name: APK8S_MARIADB, value: "mariadb:3306"}
- {name: APK8S_MARIADB_USER, value: apk8s}
- name: APK8S_MARIADB_PASSWORD
  valueFrom:
    secretKeyRef: {name: mariadb, key: password}
{{- end }}
{{- end }}
