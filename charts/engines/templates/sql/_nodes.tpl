{{/* Coordinator and workers differ in little: (root, name, component, values, role). */}}
{{- define "engines.sql-nodes" -}}
{{- $sql := .root.Values.sql }}
{{- $worker := eq .role "worker" }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
spec:
  replicas: {{ .values.replicas }}
  {{- if not $worker }}
  # Two coordinators would each know half of the queries.
  strategy: {type: Recreate}
  {{- end }}
  selector:
    matchLabels:
      {{- include "engines.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "engines.pod-labels" . | nindent 8 }}
      annotations:
        checksum/config: {{ include (print .root.Template.BasePath "/sql/config.yaml") .root | sha256sum }}
    spec:
      {{- include "engines.pod" . | nindent 6 }}
      containers:
        - name: trino
          {{- include "engines.container" (dict "root" .root "image" $sql.image) | nindent 10 }}
          env:
            {{- include "engines.sql-environment" . | nindent 12 }}
          ports:
            - {name: http, containerPort: 8080}
          startupProbe:
            exec:
              command: [/usr/lib/trino/bin/health-check]
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 30
          livenessProbe:
            httpGet: {path: /v1/info, port: http}
            periodSeconds: 20
            timeoutSeconds: 10
            failureThreshold: 6
          readinessProbe:
            exec:
              command: [/usr/lib/trino/bin/health-check]
            timeoutSeconds: 5
          {{- if $worker }}
          lifecycle:
            preStop:
              exec:
                command: [sh, /scripts/drain.sh]
          {{- end }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            - {name: settings, mountPath: /etc/trino, readOnly: true}
            - {name: scripts, mountPath: /scripts, readOnly: true}
            - {name: data, mountPath: /data/trino}
            - {name: temporary, mountPath: /tmp}
      volumes:
        - name: settings
          projected:
            sources:
              - configMap: {name: {{ printf "trino-%s" .role }}}
              {{- with $sql.existingRules }}
              - configMap: {name: {{ . }}}
              {{- end }}
              - configMap:
                  name: trino-catalogs
                  items:
                    {{- $catalogs := concat (list "kafka" "obj" "obj_admin" "search" "tpch") (ternary (list "mysql") list .root.Values.mariadb.enabled) (keys $sql.catalogs | sortAlpha) }}
                    {{- range $catalogs }}
                    - {key: {{ . }}.properties, path: catalog/{{ . }}.properties}
                    {{- end }}
              - configMap:
                  name: trino-streams
                  items:
                    {{- range $path, $content := .root.Files.Glob "files/trino/streams/*.json" }}
                    - {key: {{ base $path }}, path: kafka/{{ base $path }}}
                    {{- end }}
        - name: scripts
          configMap: {name: trino-scripts}
        # What does not fit into memory; nothing of it outlives a query.
        - name: data
          emptyDir: {sizeLimit: {{ $sql.spillSize }}}
        - name: temporary
          emptyDir: {sizeLimit: 1Gi}
{{- include "engines.account" . }}
{{- include "engines.disruption-budget" . }}
{{- end }}
