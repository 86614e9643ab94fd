{{- define "chain.ingress" -}}
{{ include "apk8s.from-service" (dict "services" (list "gateway") "ports" (list 8084 8094)) }}
{{ include "apk8s.from-service" (dict "services" (list "ingest-service") "ports" (list 8084)) }}
{{- end }}

{{- define "chain.egress" -}}
{{ include "apk8s.to-bootstrap" (include "apk8s.kafka" .) | trim }}
{{ include "apk8s.to-url" (include "apk8s.chain" .) }}
{{ include "apk8s.to-service" (dict "service" "lake-service" "ports" (list 8082)) }}
{{ include "apk8s.to-url" (include "apk8s.issuer" .) }}
{{- end }}
