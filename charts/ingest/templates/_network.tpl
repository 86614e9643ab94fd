{{- define "ingest.edge-ingress" -}}
{{ include "apk8s.from-service" (dict "services" (list "gateway") "ports" (list 8081 8091)) }}
# The broker asks who a device is and what it may do.
- from:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: mqtt
          app.kubernetes.io/part-of: apk8s
    {{- range .Values.global.networkPolicy.brokers }}
    - ipBlock: {cidr: {{ . }}}
    {{- end }}
  ports:
    - {port: 8081, protocol: TCP}
{{- end }}

{{/* Nobody but those who take metrics. */}}
{{- define "ingest.other-ingress" -}}
{{- end }}

{{- define "ingest.egress" -}}
{{ include "apk8s.to-bootstrap" (include "apk8s.kafka" .) | trim }}
{{ include "apk8s.to-url" (include "apk8s.search" .) }}
{{ include "apk8s.to-url" (include "apk8s.mqtt" .) }}
{{- with include "apk8s.mqtt-admin" . }}
{{ include "apk8s.to-url" . }}
{{- end }}
{{ include "apk8s.to-url" (include "apk8s.issuer" .) }}
# What flows and functions call.
{{ include "apk8s.to-service" (dict "service" "chain-service" "ports" (list 8084)) }}
{{ include "apk8s.to-service" (dict "service" "ml-service" "ports" (list 8085)) }}
{{ include "apk8s.to-service" (dict "service" "warehouse-service" "ports" (list 8083)) }}
{{ include "apk8s.to-internet" . }}
{{- end }}
