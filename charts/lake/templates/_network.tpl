{{- define "lake.ingress" -}}
{{ include "apk8s.from-service" (dict "services" (list "gateway") "ports" (list 8082 8092)) }}
{{ include "apk8s.from-service" (dict "services" (list "warehouse-service" "chain-service" "ml-service") "ports" (list 8082)) }}
{{- end }}

{{- define "lake.egress" -}}
{{ include "apk8s.to-bootstrap" (include "apk8s.kafka" .) | trim }}
{{ include "apk8s.to-url" (include "apk8s.search" .) }}
{{ include "apk8s.to-url" (include "apk8s.mqtt" .) }}
{{ include "apk8s.to-url" (include "apk8s.s3" .) }}
{{ include "apk8s.to-url" (include "apk8s.issuer" .) }}
{{- if .Values.jobs.enabled }}
# The Kubernetes API has no pods to be named by.
- ports:
    - {port: 443, protocol: TCP}
    - {port: 6443, protocol: TCP}
{{- end }}
{{- end }}
