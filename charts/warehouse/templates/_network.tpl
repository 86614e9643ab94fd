{{- define "warehouse.ingress" -}}
{{ include "apk8s.from-service" (dict "services" (list "gateway") "ports" (list 8083 8093)) }}
{{ include "apk8s.from-service" (dict "services" (list "ingest-service" "ml-service") "ports" (list 8083)) }}
{{- end }}

{{- define "warehouse.egress" -}}
{{ include "apk8s.to-url" (include "apk8s.sql" .) }}
{{ include "apk8s.to-service" (dict "service" "lake-service" "ports" (list 8082)) }}
{{ include "apk8s.to-url" (include "apk8s.issuer" .) }}
{{- end }}
