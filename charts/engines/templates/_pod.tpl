{{/* What the pods of all engines have in common: (root, name, component, values, uid, gid, grace). */}}
{{- define "engines.pod" -}}
serviceAccountName: {{ .account | default .name }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ .grace | default 30 }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .uid }}
  runAsGroup: {{ .gid }}
  fsGroup: {{ .fsGroup | default .gid }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.global.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .root.Values.global.topologySpread }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $.root.Values.global.topologySpread }}
    labelSelector:
      matchLabels:
        {{- include "engines.selector" $ | nindent 8 }}
  {{- end }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "engines.selector" . | nindent 14 }}
{{- end }}
{{- end }}

{{/* Of a container: (root, image), and writable where the image must write beside its volumes. */}}
{{- define "engines.container" -}}
image: {{ include "engines.image" . }}
imagePullPolicy: {{ .root.Values.global.images.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: {{ not .writable }}
  capabilities: {drop: [ALL]}
{{- end }}

{{/* Init containers and small helpers: enough for a script. */}}
{{- define "engines.small-resources" -}}
resources:
  requests: {cpu: 10m, memory: 32Mi}
  limits: {memory: 128Mi}
{{- end }}

{{- define "engines.claims" -}}
persistentVolumeClaimRetentionPolicy:
  whenDeleted: {{ .root.Values.claims.whenDeleted }}
  whenScaled: {{ .root.Values.claims.whenScaled }}
volumeClaimTemplates:
  - metadata:
      name: data
      labels:
        {{- include "engines.selector" . | nindent 8 }}
    spec:
      accessModes: [ReadWriteOnce]
      {{- with .values.storage.class | default .root.Values.global.storageClass }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests: {storage: {{ .values.storage.size }}}
{{- end }}

{{- define "engines.account" }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
automountServiceAccountToken: false
{{- end }}

{{/* With one pod a budget would only stop a node from being drained. */}}
{{- define "engines.disruption-budget" -}}
{{- if gt (int (.replicas | default .values.replicas)) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  # A pod that is not well protects nothing.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "engines.selector" . | nindent 6 }}
{{- end }}
{{- end }}

{{/* (…, ports: name to number; service: its name if another; headless) */}}
{{- define "engines.service" }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "engines.metadata" (merge (dict "name" (.service | default .name)) .) | nindent 2 }}
spec:
  {{- if .headless }}
  clusterIP: None
  # Its pods find each other before they are ready.
  publishNotReadyAddresses: true
  {{- end }}
  {{- with .affinity }}
  sessionAffinity: {{ . }}
  {{- end }}
  selector:
    {{- .selector | default (include "engines.selector" .) | nindent 4 }}
  ports:
    {{- range $name, $port := .ports }}
    - {name: {{ $name }}, port: {{ $port }}, targetPort: {{ $port }}, protocol: {{ ternary "UDP" "TCP" (eq $name "discovery") }}}
    {{- end }}
{{- end }}
