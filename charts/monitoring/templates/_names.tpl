{{/* (root, name, and labels besides) */}}
{{- define "monitoring.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  app.kubernetes.io/name: monitoring
  app.kubernetes.io/instance: {{ .root.Release.Name }}
  app.kubernetes.io/component: monitoring
  app.kubernetes.io/part-of: apk8s
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
  {{- with merge dict (.labels | default dict) .root.Values.labels (.root.Values.global.labels | default dict) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/*
Of pods of this release's namespace: (root, name, job, port, path, and either names of pods or none for all that have
such a port).
*/}}
{{- define "monitoring.pods" -}}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  {{- include "monitoring.metadata" . | nindent 2 }}
spec:
  namespaceSelector:
    matchNames: [{{ .root.Release.Namespace }}]
  selector:
    matchLabels:
      app.kubernetes.io/part-of: apk8s
    {{- with .names }}
    matchExpressions:
      - key: app.kubernetes.io/name
        operator: In
        values: [{{ join ", " . }}]
    {{- end }}
  podMetricsEndpoints:
    - port: {{ .port }}
      path: {{ .path }}
      interval: {{ .root.Values.monitors.interval }}
      scrapeTimeout: {{ .root.Values.monitors.scrapeTimeout }}
      # A service names itself; the target has the same name while it does not answer.
      honorLabels: true
      relabelings:
        - {action: replace, targetLabel: job, replacement: {{ .job }}}
        - {action: replace, sourceLabels: [__meta_kubernetes_pod_label_app_kubernetes_io_name], targetLabel: service}
        - {action: replace, sourceLabels: [__meta_kubernetes_pod_label_app_kubernetes_io_component], targetLabel: role}
        # By its name, not by an address that another pod has tomorrow.
        - {action: replace, sourceLabels: [__meta_kubernetes_pod_name], targetLabel: instance}
{{- end }}
