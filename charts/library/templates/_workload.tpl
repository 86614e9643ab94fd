{{- define "apk8s.workload" -}}
{{- $values := .values -}}
{{- $kind := .kind | default "Deployment" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
data:
  {{- include "apk8s.environment" . | nindent 2 }}
{{- if $values.config }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "apk8s.metadata" (merge (dict "name" (printf "%s-config" .name)) .) | nindent 2 }}
data:
  application.yaml: |
    {{- toYaml $values.config | nindent 4 }}
{{- end }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: {{ $kind }}
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
spec:
  {{- if not $values.autoscaling.enabled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  {{- if eq $kind "StatefulSet" }}
  serviceName: {{ .name }}
  podManagementPolicy: Parallel
  {{- else if .recreate }}
  strategy: {type: Recreate}
  {{- else }}
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
  {{- end }}
  selector:
    matchLabels:
      {{- include "apk8s.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "apk8s.pod-labels" . | nindent 8 }}
      annotations:
        # Pods are replaced when what they read is another.
        apk8s.dev/configuration: {{ printf "%s%s" (include "apk8s.environment" .) (toYaml $values.config) | sha256sum | trunc 16 | quote }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- include "apk8s.pod" . | nindent 6 }}
{{- include "apk8s.autoscaler" (merge (dict "kind" $kind) .) }}
{{- include "apk8s.disruption-budget" . }}
{{- end }}

{{- define "apk8s.pull-secrets" }}
{{- with .Values.global.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "apk8s.pod" -}}
{{- $values := .values -}}
serviceAccountName: {{ .name }}
automountServiceAccountToken: {{ .token | default false }}
enableServiceLinks: false
# Requests that are under way, polls of Kafka and sessions with the broker are ended in this time.
terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
securityContext:
  {{- include "apk8s.pod-security" . | nindent 2 }}
{{- include "apk8s.pull-secrets" .root }}
containers:
  - name: {{ .service | default .name }}
    image: {{ include "apk8s.image" . | quote }}
    imagePullPolicy: {{ .root.Values.global.images.pullPolicy }}
    ports:
      {{- if .port }}
      - {name: http, containerPort: {{ .port }}, protocol: TCP}
      {{- end }}
      - {name: management, containerPort: {{ .management }}, protocol: TCP}
    envFrom:
      - configMapRef: {name: {{ .name }}}
    {{- with include "apk8s.secret-environment" . | trim }}
    env:
      {{- . | nindent 6 }}
    {{- end }}
    # Ten minutes: where everything starts at once on a node that is busy, a start took more than three.
    startupProbe:
      httpGet: {path: /actuator/health/liveness, port: management}
      periodSeconds: 2
      timeoutSeconds: 5
      failureThreshold: 300
    # Two minutes: a process that gets no processor time is not mended by a start, which takes much more of it.
    livenessProbe:
      httpGet: {path: /actuator/health/liveness, port: management}
      periodSeconds: 10
      timeoutSeconds: 10
      failureThreshold: 12
    readinessProbe:
      httpGet: {path: /actuator/health/readiness, port: management}
      periodSeconds: 5
      timeoutSeconds: 3
      failureThreshold: 3
    lifecycle:
      # Until every node has heard that no more requests shall come here. After that connections that are kept are ended
      # with their next answer, for the time of APK8S_DRAIN.
      preStop: {sleep: {seconds: 5}}
    resources:
      {{- toYaml $values.resources | nindent 6 }}
    securityContext:
      {{- include "apk8s.container-security" . | nindent 6 }}
    volumeMounts:
      # Native libraries are unpacked there.
      - {name: tmp, mountPath: /tmp}
      {{- if $values.config }}
      - {name: config, mountPath: /config, readOnly: true}
      {{- end }}
      {{- with .mounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir: {sizeLimit: {{ $values.tmpSize }}}
  {{- if $values.config }}
  - name: config
    configMap: {name: {{ .name }}-config}
  {{- end }}
  {{- with .volumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .root.Values.global.topologySpread }}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: {{ $.root.Values.global.topologySpread }}
    labelSelector:
      matchLabels:
        {{- include "apk8s.selector" $ | nindent 8 }}
    matchLabelKeys: [{{ ternary "controller-revision-hash" "pod-template-hash" (eq ($.kind | default "") "StatefulSet") }}]
  {{- end }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "apk8s.pod-security" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "apk8s.container-security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "apk8s.environment" -}}
{{- $global := .root.Values.global -}}
{{- $environment := dict
  "APK8S_ADDRESS" "0.0.0.0"
  "APK8S_MANAGEMENT_PORT" .management
  "APK8S_ISSUER" (include "apk8s.issuer" .root)
  "APK8S_DRAIN" "3s"
  "APK8S_TRACE_SAMPLING" $global.tracing.sampling
  "LOGGING_STRUCTURED_FORMAT_CONSOLE" $global.logging.format
  "APK8S_HTTP_PORT" .http
  "MALLOC_ARENA_MAX" 2
-}}
{{- if $global.tracing.endpoint }}{{ $_ := set $environment "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT" $global.tracing.endpoint }}{{ end -}}
{{- if .values.config }}{{ $_ := set $environment "SPRING_CONFIG_ADDITIONAL_LOCATION" "file:/config/" }}{{ end -}}
{{- if .values.heap }}{{ $_ := set $environment "JDK_JAVA_OPTIONS" (printf "-Xmx%s" .values.heap) }}{{ end -}}
{{- range $name, $value := mergeOverwrite $environment .config .values.env }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{- define "apk8s.secret-environment" -}}
{{- $root := .root -}}
{{- range $name, $path := .pod }}
- name: {{ $name }}
  valueFrom: {fieldRef: {fieldPath: {{ $path }}}}
{{- end }}
{{- range .secrets }}
- name: {{ .env }}
  valueFrom:
    secretKeyRef:
      name: {{ include "apk8s.secret-name" (dict "root" $root "secret" .secret) }}
      key: {{ .key }}
{{- end }}
{{- end }}

{{- define "apk8s.service" }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
spec:
  type: ClusterIP
  {{- if not .port }}
  # Nobody calls it: metrics are taken from each pod.
  clusterIP: None
  {{- end }}
  selector:
    {{- include "apk8s.selector" . | nindent 4 }}
  ports:
    {{- if .port }}
    - {name: http, port: {{ .port }}, targetPort: http, protocol: TCP}
    {{- end }}
    - {name: management, port: {{ .management }}, targetPort: management, protocol: TCP}
{{- end }}

{{- define "apk8s.autoscaler" -}}
{{- with .values.autoscaling }}
{{- if .enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "apk8s.metadata" $ | nindent 2 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: {{ $.kind }}, name: {{ $.name }}}
  minReplicas: {{ .minReplicas }}
  maxReplicas: {{ .maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .targetCPU }}}
  behavior:
    # Each change of the number shares partitions and sessions anew.
    scaleUp:
      stabilizationWindowSeconds: 30
      policies:
        - {type: Percent, value: 100, periodSeconds: 60}
    scaleDown:
      stabilizationWindowSeconds: 300
      policies:
        - {type: Pods, value: 1, periodSeconds: 120}
{{- end }}
{{- end }}
{{- end }}

{{- define "apk8s.disruption-budget" }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "apk8s.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  # One that does not work anyway keeps no node from being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "apk8s.selector" . | nindent 6 }}
{{- end }}
