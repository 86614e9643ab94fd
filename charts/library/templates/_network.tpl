{{/* Everything that is not said here is refused, in both directions. */}}
{{- define "apk8s.network-policy" -}}
{{- if .root.Values.global.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "apk8s.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- with .ingress }}
    {{- . | trim | nindent 4 }}
    {{- end }}
    {{- include "apk8s.from-monitoring" . | nindent 4 }}
  egress:
    {{- include "apk8s.to-dns" . | nindent 4 }}
    {{- include "apk8s.to-tracing" .root | trim | nindent 4 }}
    {{- .egress | trim | nindent 4 }}
{{- end }}
{{- end }}

{{- define "apk8s.from-monitoring" -}}
- from:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: prometheus
    {{- range .root.Values.global.networkPolicy.monitoringNamespaces }}
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ . }}
    {{- end }}
  ports:
    - {port: {{ .management }}, protocol: TCP}
{{- end }}

{{/* Wherever the cluster answers for names: a pod, or an address on the node. */}}
{{- define "apk8s.to-dns" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}

{{- define "apk8s.to-tracing" -}}
{{- with .Values.global.tracing.endpoint }}
{{- include "apk8s.to-url" . }}
{{- end }}
{{- end }}

{{/* The pods of one service of the platform: (service, component, ports). */}}
{{- define "apk8s.to-service" -}}
- to:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: {{ .service }}
          app.kubernetes.io/part-of: apk8s
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end }}

{{- define "apk8s.from-service" -}}
- from:
    {{- range .services }}
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: {{ . }}
          app.kubernetes.io/part-of: apk8s
    {{- end }}
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end }}

{{/* What the pods of a release have in common with its engines. A name without a dot is a Service beside us. */}}
{{- define "apk8s.to-url" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- include "apk8s.to-port" (dict "host" $url.hostname "port" $port) }}
{{- end }}

{{- define "apk8s.to-bootstrap" -}}
{{- range splitList "," . }}
{{- $address := splitList ":" (trim .) }}
{{ include "apk8s.to-port" (dict "host" (first $address) "port" (last $address)) }}
{{- end }}
{{- end }}

{{- define "apk8s.to-port" -}}
- ports:
    - {port: {{ .port }}, protocol: TCP}
  {{- if not (contains "." .host) }}
  to:
    - podSelector:
        matchLabels:
          app.kubernetes.io/part-of: apk8s
  {{- end }}
{{- end }}

{{/* Addresses outside, none of a private network. */}}
{{- define "apk8s.to-internet" -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
    - ipBlock:
        cidr: ::/0
        except: ["fc00::/7", "fe80::/10"]
  ports:
    - {port: 80, protocol: TCP}
    - {port: 443, protocol: TCP}
{{- end }}
